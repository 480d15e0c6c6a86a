/** Rows of frames. */
import type { SourceFrame } from "../source_frames";
import type { Value } from "../types";

/** The frame with these rows of it, in this order. */
export function pickRows(frame: SourceFrame, rows: readonly number[]): SourceFrame {
  const fields = frame.fields.map((field) => ({ ...field, values: rows.map((row) => field.values[row] ?? null) }));
  return { ...frame, fields, length: rows.length };
}

export function compareValues(one: Value, other: Value): number {
  if (one === other) return 0;
  if (one === null) return -1;
  if (other === null) return 1;
  if (typeof one === "number" && typeof other === "number") return one - other;
  return String(one).localeCompare(String(other), undefined, { numeric: true, sensitivity: "base" });
}

/** Row numbers in the order of these values; rows without a value come first, or last if descending. */
export function sortedRows(values: readonly Value[], descending: boolean): number[] {
  const rows = values.map((_, index) => index);
  const sign = descending ? -1 : 1;
  return rows.sort((one, other) => sign * compareValues(values[one] ?? null, values[other] ?? null));
}
