import { calculate, isCalculation } from "../calculations";
import type { JsonReader } from "../dashboard/json_reader";
import { fieldTitle } from "../field_title";
import { sourceField, type SourceField, type SourceFrame } from "../source_frames";

/** Rows with the same values in the chosen columns become one; other columns are calculated. */
export function groupBy(frames: SourceFrame[], options: JsonReader): SourceFrame[] {
  const choices = options.at("fields");
  const operationOf = (title: string) => choices.at(title).string("operation");
  return frames.map((frame) => {
    const titled = frame.fields.map((field) => ({ field, title: fieldTitle(field, frame, frames) }));
    const keys = titled.filter(({ title }) => operationOf(title) === "groupby").map(({ field }) => field);
    if (keys.length === 0) return frame;
    const groups = groupsOf(frame, keys);
    const fields = keys.map((field) => ({ ...field, values: groups.map(([row]) => field.values[row ?? 0] ?? null) }));
    for (const { field, title } of titled) {
      if (operationOf(title) !== "aggregate") continue;
      for (const name of choices.at(title).strings("aggregations").filter(isCalculation)) {
        const values = groups.map((rows) => calculate(name, rows.map((row) => field.values[row] ?? null)));
        fields.push(sourceField(`${title} (${name})`, "number", values));
      }
    }
    return { ...frame, kind: "table", fields, length: groups.length };
  });
}

function groupsOf(frame: SourceFrame, keys: SourceField[]): number[][] {
  const groups = new Map<string, number[]>();
  for (let row = 0; row < frame.length; row++) {
    const text = JSON.stringify(keys.map((key) => key.values[row] ?? null));
    const rows = groups.get(text) ?? [];
    rows.push(row);
    groups.set(text, rows);
  }
  return [...groups.values()];
}
