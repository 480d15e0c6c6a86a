import { showValue } from "../../model/display";
import { tableView } from "../../model/table";
import type { PanelOf, TableCell, TableColumn, TableView } from "../../model/types";
import { readable, textOn, withOpacity } from "../color";
import { element } from "../dom";
import { icon } from "../icons";
import { palette } from "../palette";
import type { Surroundings } from "../surroundings";
import type { PanelContent, Visual } from "./visual";

interface Sort {
  column: string;
  descending: boolean;
}

/** Rows of an answer. A click on a heading sorts: ascending, descending, as before. */
export class Table implements Visual {
  readonly #host: HTMLElement;
  #content: PanelContent | null = null;
  /** undefined: as the panel says; null: as the rows come. */
  #sort: Sort | null | undefined;

  constructor(
    host: HTMLElement,
    private readonly panel: PanelOf<"table">,
    private readonly page: Surroundings,
  ) {
    this.#host = element("div", {
      class: `table-scroll cells-${panel.options.cellHeight}`,
      tabindex: 0,
      role: "group",
    });
    this.#host.setAttribute("aria-label", panel.title || page.texts.untitledPanel);
    host.append(this.#host);
  }

  show(content: PanelContent): boolean {
    this.#content = content;
    const view = tableView(content.data, this.panel.options, this.#sort);
    if (view.columns.length === 0 || view.rows.length === 0) return false;
    this.#draw(view);
    return true;
  }

  summary(): string {
    return "";
  }

  remove(): void {}

  #draw(view: TableView): void {
    const focused = this.#host.querySelector("th button:focus")?.textContent ?? null;
    const { left, top } = { left: this.#host.scrollLeft, top: this.#host.scrollTop };
    const rows = view.rows.map((row) => tableRow(row, view.columns));
    const headings = view.columns.map((column) => this.#heading(column));
    this.#host.replaceChildren(
      element(
        "table",
        { class: "table" },
        this.panel.options.showHeader && element("thead", {}, element("tr", {}, ...headings)),
        element("tbody", {}, ...rows),
        view.footer !== null && footer(view.footer, view.columns),
      ),
    );
    this.#host.scrollTo(left, top);
    if (focused !== null)
      [...this.#host.querySelectorAll("button")].find((button) => button.textContent === focused)?.focus();
  }

  #heading(column: TableColumn): HTMLElement {
    const sortButton = element(
      "button",
      {
        type: "button",
        class: "sort-button",
        title: this.page.texts.sortBy(column.title),
        onclick: () => this.#sortBy(column),
      },
      column.title,
      column.sorted !== "" && icon(column.sorted === "asc" ? "up" : "down"),
    );
    const order = { "": null, asc: "ascending", desc: "descending" }[column.sorted];
    const heading = element("th", { scope: "col", class: `align-${column.align}`, "aria-sort": order }, sortButton);
    if (column.width !== null) heading.style.width = `${column.width}px`;
    return heading;
  }

  #sortBy({ title, sorted }: TableColumn): void {
    this.#sort = sorted === "desc" ? null : { column: title, descending: sorted === "asc" };
    if (this.#content !== null) this.show(this.#content);
  }
}

function tableRow(cells: TableCell[], columns: TableColumn[]): HTMLElement {
  const row = element("tr");
  cells.forEach((cell, index) => {
    const column = columns[index];
    if (column !== undefined) row.append(tableCell(cell, column, row));
  });
  return row;
}

function tableCell({ display }: TableCell, { align, field }: TableColumn, row: HTMLElement): HTMLElement {
  const { type, mode, applyToRow, wrapText } = field.settings.custom.cell;
  const cell = element("td", { class: `align-${align}${wrapText ? " wrap" : ""}` }, showValue(display));
  if (display.color === "" || type === "auto") return cell;
  if (type === "color-text") cell.style.color = readable(display.color, palette().panel, 4.5);
  if (type === "color-background") paint(applyToRow ? row : cell, display.color, mode === "gradient");
  if (type === "gauge" && display.percent !== null) fillTo(cell, display.percent, display.color);
  return cell;
}

function paint(target: HTMLElement, color: string, gradient: boolean): void {
  target.style.background = gradient ? `linear-gradient(120deg, ${color}, ${withOpacity(color, 0.85)})` : color;
  target.style.color = textOn(color);
}

function fillTo(cell: HTMLElement, share: number, color: string): void {
  const percent = `${Math.round(Math.max(0, Math.min(1, share)) * 100)}%`;
  const tint = withOpacity(color, 0.35);
  cell.style.background = `linear-gradient(90deg, ${tint} ${percent}, transparent ${percent})`;
}

function footer(texts: string[], columns: TableColumn[]): HTMLElement {
  const cells = texts.map((text, index) => element("td", { class: `align-${columns[index]?.align ?? "left"}` }, text));
  return element("tfoot", {}, element("tr", {}, ...cells));
}
