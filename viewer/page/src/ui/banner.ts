import { element } from "./dom";
import { icon } from "./icons";

/** One sentence over the whole page: nothing in it is as it should be. */
export class Banner {
  readonly root = element("div", { class: "banner-place", role: "alert" });

  show(text: string, action: { label: string; press: () => void } | null = null): void {
    if (this.root.textContent?.startsWith(text) === true) return;
    const button =
      action !== null && element("button", { type: "button", class: "button", onclick: action.press }, action.label);
    this.root.replaceChildren(
      element("div", { class: "banner", "data-banner": true }, icon("warning"), element("span", {}, text), button),
    );
  }

  hide(): void {
    this.root.replaceChildren();
  }
}
