import type { JsonReader } from "../dashboard/json_reader";
import { fieldTitle } from "../field_title";
import { sourceField, type SourceField, type SourceFrame } from "../source_frames";

/** Labels become columns (or rows of names and values). */
export function labelsToFields(frames: SourceFrame[], options: JsonReader): SourceFrame[] {
  const kept = options.strings("keepLabels");
  if (options.string("mode") === "rows") return frames.flatMap((frame) => asRows(frame, frames, kept));
  return frames.map((frame) => asColumns(frame, kept, options.string("valueLabel")));
}

function asColumns(frame: SourceFrame, kept: string[], valueLabel: string): SourceFrame {
  const fields: SourceField[] = [];
  const columns = new Map<string, SourceField>();
  for (const field of frame.fields) {
    if (!field.labels) {
      fields.push(field);
      continue;
    }
    fields.push({ ...field, labels: null, legend: "", renamed: "", name: field.labels[valueLabel] ?? field.name });
    for (const [name, value] of Object.entries(field.labels)) {
      if (name === valueLabel || (kept.length > 0 && !kept.includes(name))) continue;
      const values = new Array<string>(frame.length).fill(value);
      columns.set(`${name}\u0000${value}`, sourceField(name, "string", values));
    }
  }
  return { ...frame, kind: "table", fields: [...fields, ...columns.values()] };
}

function asRows(frame: SourceFrame, frames: SourceFrame[], kept: string[]): SourceFrame[] {
  return frame.fields.flatMap((field) => {
    const { labels } = field;
    if (!labels) return [];
    const names = kept.length > 0 ? kept : Object.keys(labels);
    if (names.length === 0) return [];
    const fields = [
      sourceField("label", "string", names),
      sourceField("value", "string", names.map((name) => labels[name] ?? null)),
    ];
    return [{ ...frame, kind: "table", name: fieldTitle(field, frame, frames), fields, length: names.length }];
  });
}
