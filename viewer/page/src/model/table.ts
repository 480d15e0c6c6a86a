/** Tables: a frame's columns, sorted. */
import { calculate } from "./calculations";
import { showValue } from "./display";
import { sortedRows } from "./transformations/rows";
import type { Field, Frame, PanelData, TableColumn, TableOptions, TableView } from "./types";

export interface TableSort {
  /** The column's title. */
  column: string;
  descending: boolean;
}

function alignOf(field: Field): TableColumn["align"] {
  const { align } = field.settings.custom;
  if (align !== "auto") return align;
  return field.type === "number" ? "right" : "left";
}

function visible(frame: Frame): Field[] {
  return frame.fields.filter((field) => !field.settings.custom.hidden);
}

function footerOf(fields: readonly Field[], rows: number, { footer }: TableOptions): string[] | null {
  const [calculation] = footer.calcs;
  if (!footer.show || calculation === undefined) return null;
  if (calculation === "count" && footer.countRows) return fields.map((_, index) => (index === 0 ? `Count ${rows}` : ""));
  return fields.map((field) => {
    const wanted = footer.fields.length === 0 || footer.fields.includes(field.title);
    return field.type === "number" && wanted ? showValue(field.display(calculate(calculation, field.values))) : "";
  });
}

/** The frame that the panel shows: it has one of several at a time. */
export function tableFrame(data: PanelData, options: TableOptions): Frame | null {
  return data.frames[options.frameIndex] ?? data.frames[0] ?? null;
}

/** @param sort what the user chose; undefined: as the panel says; null: as the rows came */
export function tableView(data: PanelData, options: TableOptions, sort?: TableSort | null): TableView {
  const frame = tableFrame(data, options);
  const fields = frame ? visible(frame) : [];
  const [configured] = options.sortBy;
  const usual = configured ? { column: configured.displayName, descending: configured.descending } : null;
  const order = sort === undefined ? usual : sort;
  const sorting = fields.find((field) => field.title === order?.column);
  const length = frame?.length ?? 0;
  const rows = sorting && order ? sortedRows(sorting.values, order.descending) : Array.from({ length }, (_, row) => row);
  return {
    columns: fields.map((field) => ({
      title: field.title,
      field,
      align: alignOf(field),
      width: field.settings.custom.width,
      sorted: field !== sorting ? "" : order?.descending ? "desc" : "asc",
    })),
    rows: rows.map((row) =>
      fields.map((field) => {
        const value = field.values[row] ?? null;
        return { value, display: field.display(value) };
      }),
    ),
    footer: footerOf(fields, rows.length, options),
  };
}
