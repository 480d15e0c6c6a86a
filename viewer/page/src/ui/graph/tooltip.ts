import { element } from "../dom";

const distance = 14;

/** A box beside the pointer. It repeats what the table of values says, so it is hidden from screen readers. */
export class Tooltip {
  #box: HTMLElement | null = null;

  /** At this point of the window. */
  show(content: Node, x: number, y: number): void {
    this.#box ??= this.#open();
    this.#box.replaceChildren(content);
    const { offsetWidth: width, offsetHeight: height } = this.#box;
    const left = x + distance + width > window.innerWidth ? x - distance - width : x + distance;
    const top = Math.min(y + distance, window.innerHeight - height - 4);
    this.#box.style.transform = `translate(${Math.max(4, Math.round(left))}px, ${Math.max(4, Math.round(top))}px)`;
  }

  hide(): void {
    removeEventListener("scroll", this.#hideOnScroll, true);
    this.#box?.remove();
    this.#box = null;
  }

  #open(): HTMLElement {
    addEventListener("scroll", this.#hideOnScroll, { capture: true, passive: true });
    return document.body.appendChild(element("div", { class: "tooltip", "aria-hidden": "true" }));
  }

  /** A finger that scrolls has no pointer that would leave. */
  readonly #hideOnScroll = (): void => this.hide();
}

export interface TooltipRow {
  color: string;
  name: string;
  value: string;
  /** The one under the pointer. */
  near: boolean;
}

export function tooltipContent(heading: string, rows: TooltipRow[], moreRows = ""): Node {
  const lines = rows.map(({ color, name, value, near }) => {
    const swatch = element("span", { class: "swatch" });
    swatch.style.backgroundColor = color;
    const attributes = { class: near ? "tooltip-row near" : "tooltip-row" };
    return element("li", attributes, swatch, element("span", { class: "tooltip-name" }, name), element("b", {}, value));
  });
  return element(
    "div",
    {},
    element("div", { class: "tooltip-heading" }, heading),
    element("ul", {}, ...lines),
    moreRows !== "" && element("div", { class: "tooltip-more" }, moreRows),
  );
}
