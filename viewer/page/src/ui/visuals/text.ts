import { interpolate } from "../../model/interpolate";
import type { PanelOf } from "../../model/types";
import { element } from "../dom";
import { isSafeLink } from "../safe_link";
import type { Surroundings } from "../surroundings";
import { markdown } from "./markdown";
import type { PanelContent, Visual } from "./visual";

/** What somebody wrote on the dashboard. HTML is shown as it is written: it comes from other people. */
export class Text implements Visual {
  readonly #host: HTMLElement;

  constructor(
    host: HTMLElement,
    private readonly panel: PanelOf<"text">,
    page: Surroundings,
  ) {
    const label = panel.title || page.texts.untitledPanel;
    this.#host = element("div", { class: "text table-scroll", tabindex: 0, role: "group", "aria-label": label });
    host.append(this.#host);
  }

  show({ situation }: PanelContent): boolean {
    const { mode, content } = this.panel.options;
    const text = interpolate(content, situation);
    if (mode === "markdown") this.#host.replaceChildren(...markdown(text, isSafeLink));
    else this.#host.replaceChildren(element("pre", {}, element("code", {}, text)));
    return true;
  }

  summary(): string {
    return "";
  }

  remove(): void {}
}
