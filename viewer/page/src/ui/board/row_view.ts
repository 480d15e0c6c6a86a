import { interpolate } from "../../model/interpolate";
import type { GridPosition, Row } from "../../model/types";
import { element } from "../dom";
import { icon } from "../icons";
import type { PanelView } from "../panel/panel_view";
import type { Surroundings } from "../surroundings";
import { compactLayout, compare } from "./compact_layout";

/** Panels on a grid of 24 columns, under a heading that folds them away. */
export class RowView {
  readonly root = element("section", { class: "row" });
  readonly #grid = element("div", { class: "grid" });
  readonly #button: HTMLButtonElement | null;

  constructor(
    readonly row: Row,
    readonly panels: PanelView[],
    page: Surroundings,
    toggle: () => void,
  ) {
    this.#button =
      row.title === null
        ? null
        : heading(interpolate(row.title, page.situation()), page.texts.panelsOfRow(panels.length), toggle);
    if (this.#button !== null) this.root.append(element("h2", { class: "row-heading" }, this.#button));
    this.root.append(this.#grid);
    const positions = compactLayout(panels.map(({ panel }) => panel.gridPosition));
    const placed = panels.map((view, index) => ({ view, position: positions[index] ?? view.panel.gridPosition }));
    // Keyboards, screen readers and narrow windows follow the order of the elements.
    for (const { view, position } of placed.sort((a, b) => compare(a.position, b.position))) {
      place(view, position);
      this.#grid.append(view.root);
    }
  }

  set open(open: boolean) {
    this.#grid.hidden = !open;
    this.#button?.setAttribute("aria-expanded", String(open));
  }

  get open(): boolean {
    return !this.#grid.hidden;
  }
}

function heading(title: string, count: string, toggle: () => void): HTMLButtonElement {
  const attributes = { type: "button", class: "row-button", "aria-expanded": "true", onclick: toggle };
  return element("button", attributes, icon("down"), title, element("span", { class: "row-count" }, count));
}

function place({ root }: PanelView, { x, y, w, h }: GridPosition): void {
  root.style.setProperty("--column", `${x + 1} / span ${w}`);
  root.style.setProperty("--line", `${y + 1} / span ${h}`);
  root.style.setProperty("--lines", String(h));
}
