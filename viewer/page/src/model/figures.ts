/** Single values, of the panels stat, gauge and bar gauge (Grafana's getFieldDisplayValues). */
import { calculate } from "./calculations";
import { regularExpression } from "./field_matchers";
import type { Field, Figure, Frame, PanelData, ReduceOptions, Value } from "./types";

/** "numeric" unless the panel asks for others by a pattern. */
function chosenFields(frame: Frame, wanted: string): Field[] {
  if (wanted === "") return frame.fields.filter((field) => field.type === "number");
  const expression = regularExpression(wanted);
  return frame.fields.filter((field) => expression?.test(field.title));
}

interface Limits {
  min: number;
  max: number;
}

function finite(value: Value, otherwise: number): number {
  return typeof value === "number" && Number.isFinite(value) ? value : otherwise;
}

function limitsOf(fields: readonly Field[], of: Field): Limits {
  const { min, max } = of.settings;
  const all = of.settings.ownRange ? of.values : fields.flatMap((field) => field.values);
  const low = min ?? finite(calculate("min", all), 0);
  const high = max ?? finite(calculate("max", all), 100);
  if (low < high) return { min: low, max: high };
  // A single value has no range of its own: 0 to 100 is Grafana's.
  return { min: min ?? Math.min(0, low), max: max ?? Math.max(100, high) };
}

function sparklineOf(field: Field, frame: Frame): Figure["sparkline"] {
  const times = frame.fields.find((candidate) => candidate.type === "time")?.values;
  if (!times || times.length < 2) return null;
  const values = field.values.map((value) => (typeof value === "number" && Number.isFinite(value) ? value : null));
  return { times: times as number[], values };
}

/** The title of one row: its texts, and the column's name where there are several numbers. */
function rowTitle(frame: Frame, field: Field, row: number): string {
  if (field.settings.displayName) return field.settings.displayName;
  const others = frame.fields.filter((other) => other !== field);
  const texts = others.filter((other) => other.type === "string").map((other) => other.display(other.values[row]).text);
  const named = texts.filter((text) => text !== "");
  const several = others.some((other) => other.type === "number");
  return [...named, ...(several || named.length === 0 ? [field.title] : [])].join(" ");
}

export function figures(data: PanelData, reduce: ReduceOptions): Figure[] {
  const chosen = data.frames
    .filter((frame) => frame.kind !== "heatmap")
    .flatMap((frame) => chosenFields(frame, reduce.fields).map((field) => ({ frame, field })));
  const all = chosen.map(({ field }) => field);
  const limit = reduce.limit > 0 ? reduce.limit : 25;
  return chosen
    .flatMap(({ frame, field }) => {
      const limits = limitsOf(all, field);
      return reduce.values ? rowFigures(frame, field, limits) : reducedFigures(frame, field, reduce.calcs, limits);
    })
    .slice(0, reduce.values ? limit : undefined);
}

function rowFigures(frame: Frame, field: Field, limits: Limits): Figure[] {
  return field.values.map((value, row) => ({
    title: rowTitle(frame, field, row),
    display: field.display(value),
    field,
    ...limits,
    sparkline: null,
    percentChange: null,
  }));
}

function percentChange(values: readonly Value[]): number | null {
  const percent = calculate("diffperc", values);
  return typeof percent === "number" && Number.isFinite(percent) ? percent / 100 : null;
}

function reducedFigures(frame: Frame, field: Field, calculations: string[], limits: Limits): Figure[] {
  return calculations.map((name) => ({
    title: field.title,
    display: field.display(calculate(name, field.values)),
    field,
    ...limits,
    sparkline: sparklineOf(field, frame),
    percentChange: percentChange(field.values),
  }));
}
