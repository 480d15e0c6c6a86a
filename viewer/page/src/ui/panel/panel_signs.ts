import { interpolate } from "../../model/interpolate";
import type { Panel } from "../../model/types";
import { element } from "../dom";
import { icon, type IconName } from "../icons";
import { attachPopover } from "../overlay/popover";
import type { Surroundings } from "../surroundings";

/** Small buttons in a panel's header, each with a list of sentences behind it. */
export class PanelSigns {
  readonly root = element("span", { class: "panel-signs" });
  readonly #changing = element("span", { class: "panel-signs" });

  constructor(
    { description, unsupported, problems }: Panel,
    title: () => string,
    private readonly page: Surroundings,
  ) {
    if (description !== "") {
      const about = (): string[] => [interpolate(description, page.situation())];
      this.root.append(...sign("info", () => page.texts.description(title()), about, {}));
    }
    const notShown = [...unsupported, ...problems];
    if (notShown.length > 0) {
      const marks = { "data-unsupported": true, class: "warn" };
      this.root.append(
        ...sign(
          "partly",
          () => page.texts.notShownAsSaved,
          () => notShown,
          marks,
        ),
      );
    }
    this.root.append(this.#changing);
  }

  /** What the newest answers say. */
  show(notices: string[], errors: string[]): void {
    const signs: Node[] = [];
    if (notices.length > 0)
      signs.push(
        ...sign(
          "warning",
          () => this.page.texts.warnings,
          () => notices,
          { class: "warn" },
        ),
      );
    if (errors.length > 0)
      signs.push(
        ...sign(
          "error",
          () => this.page.texts.failed,
          () => errors,
          { class: "bad" },
        ),
      );
    const key = JSON.stringify([notices, errors]);
    if (this.#changing.dataset["shown"] === key) return;
    this.#changing.dataset["shown"] = key;
    this.#changing.replaceChildren(...signs);
  }
}

function sign(
  name: IconName,
  label: () => string,
  sentences: () => string[],
  marks: Record<string, string | boolean>,
): Node[] {
  const button = element("button", { type: "button", ...marks, class: `sign ${marks["class"] ?? ""}` }, icon(name));
  const describe = (): void => {
    button.setAttribute("aria-label", `${label()}: ${sentences().join(" ")}`);
    button.title = sentences().join("\n");
  };
  describe();
  button.addEventListener("pointerenter", describe);
  button.addEventListener("focus", describe);
  const { box } = attachPopover(button, "dialog", label(), () => [
    element("strong", { class: "popover-title", tabindex: -1, autofocus: true }, label()),
    element("ul", { class: "sentences" }, ...sentences().map((sentence) => element("li", {}, sentence))),
  ]);
  return [button, box];
}
