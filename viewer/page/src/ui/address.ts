import { formatState, parseState } from "../model/state";
import type { PageState } from "../model/types";

/** The address of the page, which holds all that the user chose: sending it to somebody shows them the same. */
export class Address {
  read(): PageState {
    return parseState(location.search);
  }

  of(state: PageState): string {
    return `${location.pathname}${formatState(state)}`;
  }

  /** "push": the back button returns to what was before. */
  write(state: PageState, how: "push" | "replace"): void {
    const address = this.of(state);
    if (address === location.pathname + location.search) return;
    if (how === "push") history.pushState(null, "", address);
    else history.replaceState(null, "", address);
  }

  onBack(apply: (state: PageState) => void): void {
    window.addEventListener("popstate", () => apply(this.read()));
  }
}
