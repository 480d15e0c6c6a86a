/** Lets a few requests through at a time; the others wait for their turn, in order. */
export class RequestQueue {
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(
    private readonly limit: number,
    private readonly request: typeof globalThis.fetch,
    /** Called when an answer has been received completely, before anybody reads it. */
    private readonly received: () => void = () => {},
  ) {}

  /** As the browser's fetch; a request that is aborted while it waits is never made. */
  readonly fetch: typeof globalThis.fetch = async (input, init) => {
    const signal = init?.signal ?? null;
    await this.#turn(signal);
    try {
      const answer = await this.request(input, init);
      const body = await answer.arrayBuffer();
      this.received();
      const { status, statusText, headers } = answer;
      return new Response(body.byteLength === 0 ? null : body, { status, statusText, headers });
    } finally {
      this.#running -= 1;
      this.#waiting.shift()?.();
    }
  };

  async #turn(signal: AbortSignal | null): Promise<void> {
    signal?.throwIfAborted();
    if (this.#running >= this.limit) await this.#wait(signal);
    this.#running += 1;
  }

  #wait(signal: AbortSignal | null): Promise<void> {
    return new Promise((resolve, reject) => {
      const begin = (): void => {
        signal?.removeEventListener("abort", giveUp);
        resolve();
      };
      const giveUp = (): void => {
        const place = this.#waiting.indexOf(begin);
        if (place >= 0) this.#waiting.splice(place, 1);
        reject(signal?.reason);
      };
      signal?.addEventListener("abort", giveUp, { once: true });
      this.#waiting.push(begin);
    });
  }
}
