import { element } from "../dom";

/** Tells a screen reader what changed without a key being pressed. */
export class Announcer {
  readonly region = element("div", { class: "for-screen-readers", "aria-live": "polite", role: "status" });

  say(text: string): void {
    // The same text again is only read if it is a new node.
    this.region.replaceChildren(element("p", {}, text));
  }
}
