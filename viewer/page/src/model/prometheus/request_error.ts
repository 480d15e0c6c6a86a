import type { RequestFailure } from "../types";

/** A request that failed; the message is one sentence for the user. */
export class RequestError extends Error {
  constructor(readonly failure: RequestFailure) {
    super(failure.message);
    this.name = "RequestError";
  }
}
