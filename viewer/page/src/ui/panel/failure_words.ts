import type { RequestFailure } from "../../model/types";
import type { Texts } from "../texts/texts";

/** What went wrong, each thing once: what others say in their words, what the page knows in its own language. */
export function failureWords(failures: readonly RequestFailure[], texts: Texts): string[] {
  return [...new Set(failures.map((failure) => wordsOf(failure, texts)))];
}

function wordsOf({ kind, message }: RequestFailure, texts: Texts): string {
  switch (kind) {
    case "viewer":
      return texts.viewerSilent;
    case "login":
      return texts.loginNeeded;
    case "prometheus":
      return `${texts.prometheusAway}: ${message}`;
    case "query":
    case "nonsense":
      return message;
  }
}
