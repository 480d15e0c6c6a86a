import { fieldTitle } from "../field_title";
import { sourceField, timeName, valueName, type SourceFrame } from "../source_frames";
import { pickRows, sortedRows } from "./rows";

/** All series in one table: time, name, value; newest first. */
export function seriesToRows(frames: SourceFrame[]): SourceFrame[] {
  if (frames.length === 0 || frames.some((frame) => frame.fields[0]?.type !== "time")) return frames;
  const rows = frames.flatMap((frame) =>
    frame.fields.slice(1).flatMap((field) =>
      field.values.map((value, row) => ({
        time: frame.fields[0]?.values[row] ?? null,
        name: fieldTitle(field, frame, frames),
        value,
      })),
    ),
  );
  const table: SourceFrame = {
    refId: frames[0]?.refId ?? "",
    name: "",
    kind: "table",
    length: rows.length,
    fields: [
      sourceField(timeName, "time", rows.map((row) => row.time)),
      sourceField("Metric", "string", rows.map((row) => row.name)),
      sourceField(valueName, "number", rows.map((row) => row.value)),
    ],
  };
  return [pickRows(table, sortedRows(table.fields[0]?.values ?? [], true))];
}
