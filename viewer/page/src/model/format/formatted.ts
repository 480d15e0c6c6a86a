import type { Language } from "../types";

/** A value as text, with what stands before and after it. */
export interface Formatted {
  text: string;
  prefix: string;
  suffix: string;
}

/** What a format may depend on besides the value. */
export interface FormatSituation {
  now: number;
  /** IANA name, or "utc". */
  timeZone: string;
  language: Language;
}

/** @param decimals null: as many as the value needs */
export type Formatter = (value: number, decimals: number | null, situation: FormatSituation) => Formatted;

export function formatted(text: string, suffix = "", prefix = ""): Formatted {
  return { text, prefix, suffix };
}
