import { element } from "../dom";
import type { Texts } from "../texts/texts";
import type { Visual } from "./visual";

/** In place of a panel of a kind that can't be shown. */
export class Notice implements Visual {
  constructor(host: HTMLElement, kind: string, texts: Texts) {
    const hint = element("p", { class: "quiet" }, texts.kindNotShownHint);
    host.append(element("div", { class: "notice" }, element("p", {}, texts.kindNotShown(kind)), hint));
  }

  show(): boolean {
    return true;
  }

  summary(): string {
    return "";
  }

  remove(): void {}
}
