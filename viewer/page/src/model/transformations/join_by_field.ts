import type { JsonReader } from "../dashboard/json_reader";
import { fieldTitle } from "../field_title";
import type { SourceField, SourceFrame } from "../source_frames";
import type { Value } from "../types";
import { compareValues } from "./rows";

/** Frames side by side: a row for each value of the field that they share (the time, unless another is named). */
export function joinByField(frames: SourceFrame[], options: JsonReader): SourceFrame[] {
  const wanted = options.string("byField");
  const joinable = frames.flatMap((frame) => {
    const key = frame.fields.find((field) =>
      wanted === "" ? field.type === "time" : field.name === wanted || fieldTitle(field, frame, frames) === wanted,
    );
    return key ? [{ frame, key }] : [];
  });
  const [first] = joinable;
  if (!first || joinable.length < 2) return frames;
  const everywhere = options.string("mode") === "inner";
  const keys = [...new Set(joinable.flatMap(({ key }) => key.values))]
    .filter((value) => !everywhere || joinable.every(({ key }) => key.values.includes(value)))
    .sort(compareValues);
  const rowOf = new Map(keys.map((value, row) => [value, row]));
  const columns = joinable.flatMap(({ frame, key }) =>
    frame.fields.filter((field) => field !== key).map((field) => placed(named(field, frame, frames), key, rowOf)),
  );
  const fields = [{ ...first.key, values: keys }, ...columns];
  return [{ refId: first.frame.refId, name: "", kind: "table", fields, length: keys.length }];
}

/** A field keeps the name that its frame gave it. */
function named(field: SourceField, frame: SourceFrame, frames: SourceFrame[]): SourceField {
  return { ...field, legend: field.legend || (field.labels ? fieldTitle(field, frame, frames) : "") };
}

function placed(field: SourceField, key: SourceField, rowOf: Map<Value, number>): SourceField {
  const values = new Array<Value>(rowOf.size).fill(null);
  key.values.forEach((value, index) => {
    const row = rowOf.get(value);
    if (row !== undefined) values[row] = field.values[index] ?? null;
  });
  return { ...field, values };
}
