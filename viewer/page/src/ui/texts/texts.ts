import type { Language, PageState } from "../../model/types";
import { english, type Texts } from "./en";
import { russian } from "./ru";

export type { Texts };

export function textsOf(language: Language): Texts {
  return language === "ru" ? russian : english;
}

/** The language in force: the chosen one, else the first of the browser's that the page has. */
export function languageInForce(chosen: PageState["language"], wanted: readonly string[]): Language {
  if (chosen !== "auto") return chosen;
  for (const tag of wanted) {
    if (tag.toLowerCase().startsWith("ru")) return "ru";
    if (tag.toLowerCase().startsWith("en")) return "en";
  }
  return "en";
}
