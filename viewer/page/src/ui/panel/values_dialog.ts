import { showValue } from "../../model/display";
import { valueTable, type ValueTable } from "../../model/graph";
import { tableView } from "../../model/table";
import type { Panel, PanelData, TableOptions, TableView, Value } from "../../model/types";
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
  const values = valueTable(data);
  const overTime = panel.type !== "table" && panel.type !== "barchart" && values.columns.length > 0;
  const table = overTime
    ? timeTable(values, page)
    : rowsTable(tableView(data, panel.type === "table" ? panel.options : plainTable), page);
  openDialog(page.texts, page.texts.valuesOf(title), table);
}

function timeTable({ times, columns }: ValueTable, page: Surroundings): HTMLElement {
  const heads = [heading(page.texts.time, "left"), ...columns.map((column) => heading(column.title, "right"))];
  const rows = times.map((time, row) => {
    const moment = element("time", { datetime: new Date(time).toISOString() }, page.dates.moment(time));
    const cells = columns.map(({ field, values }) => {
      const value = values[row] ?? null;
      return cell(value === null ? page.texts.emptyValue : showValue(field.display(value)), "right");
    });
    return element("tr", {}, element("td", {}, moment), ...cells);
  });
  return table(heads, rows, page);
}

function rowsTable(view: TableView, page: Surroundings): HTMLElement {
  const heads = view.columns.map(({ title, align }) => heading(title, align));
  const rows = view.rows.map((row) => {
    const cells = row.map(({ value, display }, index) => {
      const column = view.columns[index];
      const text = value === null ? page.texts.emptyValue : showValue(display);
      return column?.field.type === "time" ? momentCell(value, page) : cell(text, column?.align ?? "left");
    });
    return element("tr", {}, ...cells);
  });
  return table(heads, rows, page);
}

function momentCell(value: Value, page: Surroundings): HTMLElement {
  if (typeof value !== "number") return cell(page.texts.emptyValue, "left");
  return element("td", {}, element("time", { datetime: new Date(value).toISOString() }, page.dates.moment(value)));
}

function heading(text: string, align: string): HTMLElement {
  return element("th", { scope: "col", class: `align-${align}` }, text);
}

function cell(text: string, align: string): HTMLElement {
  return element("td", { class: `align-${align}` }, text);
}

function table(heads: HTMLElement[], rows: HTMLElement[], page: Surroundings): HTMLElement {
  if (rows.length === 0) return element("p", { class: "dialog-body" }, page.texts.noValues);
  return element(
    "div",
    { class: "dialog-body table-scroll", tabindex: 0, role: "group", "aria-label": page.texts.showAsTable },
    element(
      "table",
      { class: "table" },
      element("thead", {}, element("tr", {}, ...heads)),
      element("tbody", {}, ...rows),
    ),
  );
}
