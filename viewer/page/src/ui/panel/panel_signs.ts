import type { Panel } from "../../model/types";
import { element } from "../dom";
import { icon, type IconName } from "../icons";
import { attachPopover } from "../overlay/popover";
import type { Texts } from "../texts/texts";

/** Small buttons in a panel's header, each with a list of sentences behind it. */
export class PanelSigns {
  readonly root = element("span", { class: "panel-signs" });
  readonly #changing = element("span", { class: "panel-signs" });

  constructor(
    panel: Panel,
    title: string,
    description: string,
    private readonly texts: Texts,
  ) {
    if (description !== "") this.root.append(...sign("info", texts.description(title), [description], {}));
    const notShown = [...panel.unsupported, ...panel.problems];
    if (notShown.length > 0) {
      const marks = { "data-unsupported": true, class: "warn" };
      this.root.append(...sign("partly", texts.notShownAsSaved, notShown, marks));
    }
    this.root.append(this.#changing);
  }

  /** What the newest answers say. */
  show(notices: string[], errors: string[]): void {
    const signs: Node[] = [];
    if (notices.length > 0) signs.push(...sign("warning", this.texts.warnings, notices, { class: "warn" }));
    if (errors.length > 0) signs.push(...sign("error", this.texts.failed, errors, { class: "bad" }));
    const key = JSON.stringify([notices, errors]);
    if (this.#changing.dataset["shown"] === key) return;
    this.#changing.dataset["shown"] = key;
    this.#changing.replaceChildren(...signs);
  }
}

function sign(name: IconName, label: string, sentences: string[], marks: Record<string, string | boolean>): Node[] {
  const spoken = `${label}: ${sentences.join(" ")}`;
  const button = element(
    "button",
    { type: "button", ...marks, class: `sign ${marks["class"] ?? ""}`, "aria-label": spoken, title: sentences.join("\n") },
    icon(name),
  );
  const { box } = attachPopover(button, "dialog", label, () => [
    element("strong", { class: "popover-title", tabindex: -1, autofocus: true }, label),
    element("ul", { class: "sentences" }, ...sentences.map((sentence) => element("li", {}, sentence))),
  ]);
  return [button, box];
}
