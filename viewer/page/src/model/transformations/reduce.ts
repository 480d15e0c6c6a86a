import { calculate, calculationTitle, isCalculation } from "../calculations";
import type { JsonReader } from "../dashboard/json_reader";
import { fieldMatcher, type FieldMatcher } from "../field_matchers";
import { fieldTitle } from "../field_title";
import { sourceField, type SourceField, type SourceFrame } from "../source_frames";
import type { FieldType, Value } from "../types";

/** Every series becomes a row of calculations; in the mode "reduceFields" every column becomes one value. */
export function reduce(frames: SourceFrame[], options: JsonReader): SourceFrame[] {
  const calculations = options.strings("reducers").filter(isCalculation);
  if (calculations.length === 0) return frames;
  const inColumns = options.string("mode") === "reduceFields";
  const matches = matcherOf(options, inColumns);
  if (inColumns) return frames.map((frame) => reducedFields(frame, frames, calculations, matches));
  return [seriesAsRows(frames, calculations, matches, options.boolean("labelsToFields", false))];
}

function matcherOf(options: JsonReader, inColumns: boolean): FieldMatcher {
  const fields = options.at("fields");
  const chosen = options.has("fields") ? fieldMatcher(fields.string("id"), fields.object["options"]) : null;
  const withTime = inColumns && options.boolean("includeTimeField", false);
  return chosen ?? ((field) => withTime || field.type !== "time");
}

function typeOf(values: Value[], otherwise: FieldType): FieldType {
  const known = values.find((value) => value !== null);
  return known === undefined ? otherwise : (typeof known as FieldType);
}

function seriesAsRows(
  frames: SourceFrame[],
  calculations: string[],
  matches: FieldMatcher,
  withLabels: boolean,
): SourceFrame {
  const rows = frames.flatMap((frame) =>
    frame.fields.filter((field) => matches(field, frame, frames)).map((field) => ({ field, frame })),
  );
  const names = rows.map(({ field, frame }) => (withLabels ? field.name : fieldTitle(field, frame, frames)));
  const labels = withLabels ? new Set(rows.flatMap(({ field }) => Object.keys(field.labels ?? {}))) : [];
  const fields: SourceField[] = [sourceField("Field", "string", names)];
  for (const label of labels) {
    fields.push(sourceField(label, "string", rows.map(({ field }) => field.labels?.[label] ?? null)));
  }
  for (const name of calculations) {
    const values = rows.map(({ field }) => calculate(name, field.values));
    fields.push(sourceField(calculationTitle(name), typeOf(values, "number"), values));
  }
  return { refId: frames[0]?.refId ?? "", name: "", kind: "table", fields, length: rows.length };
}

function reducedFields(
  frame: SourceFrame,
  frames: SourceFrame[],
  calculations: string[],
  matches: FieldMatcher,
): SourceFrame {
  const fields = frame.fields
    .filter((field) => matches(field, frame, frames))
    .flatMap((field) =>
      calculations.map((name) => {
        const value = calculate(name, field.values);
        const labels = calculations.length > 1 ? { ...field.labels, reducer: calculationTitle(name) } : field.labels;
        return { ...field, labels, type: typeOf([value], field.type), values: [value] };
      }),
    );
  return { ...frame, fields, length: 1 };
}
