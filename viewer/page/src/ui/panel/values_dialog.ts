import { showValue } from "../../model/display";
import { graphTable, tableView } from "../../model/table";
import type { Panel, PanelData, TableCell, TableColumn, TableOptions, TableView } from "../../model/types";
import { element } from "../dom";
import { openDialog } from "../overlay/dialog";
import type { Surroundings } from "../surroundings";

const plainTable: TableOptions = {
  frameIndex: 0,
  showHeader: true,
  cellHeight: "sm",
  sortBy: [],
  footer: { show: false, calcs: [], fields: [], countRows: false },
  enablePagination: false,
};

/** Everything that a panel shows, as a table: for people who read rather than look, and for copying. */
export function openValuesDialog(panel: Panel, title: string, data: PanelData, page: Surroundings): void {
  const view = panel.type === "table" ? tableView(data, panel.options) : tableView(graphTable(data), plainTable);
  openDialog(page.texts, page.texts.valuesOf(title), valuesTable(view, page));
}

function valuesTable(view: TableView, page: Surroundings): HTMLElement {
  if (view.rows.length === 0) return element("p", { class: "dialog-body" }, page.texts.noValues);
  const heads = view.columns.map(({ title, field, align }) =>
    element("th", { scope: "col", class: `align-${align}` }, field.type === "time" ? page.texts.time : title),
  );
  const rows = view.rows.map((row) => element("tr", {}, ...row.map((cell, index) => valueCell(cell, view.columns[index], page))));
  return element(
    "div",
    { class: "dialog-body table-scroll", tabindex: 0, role: "group", "aria-label": page.texts.showAsTable },
    element("table", { class: "table" }, element("thead", {}, element("tr", {}, ...heads)), element("tbody", {}, ...rows)),
  );
}

function valueCell({ value, display }: TableCell, column: TableColumn | undefined, page: Surroundings): HTMLElement {
  const align = `align-${column?.align ?? "left"}`;
  if (column?.field.type === "time" && typeof value === "number") {
    const moment = element("time", { datetime: new Date(value).toISOString() }, page.dates.moment(value));
    return element("td", { class: align }, moment);
  }
  return element("td", { class: align }, value === null ? page.texts.emptyValue : showValue(display));
}
