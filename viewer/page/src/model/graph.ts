/** Series over one time axis. */
import { calculate, calculationTitle, keepsUnit } from "./calculations";
import { displayOf } from "./display";
import type { Field, Frame, GraphData, GraphSeries, LegendValue, PanelData, Situation, Value } from "./types";

interface TimedField {
  field: Field;
  times: readonly Value[];
}

/** Numeric fields that have a time. Buckets of heatmaps are no series. */
export function timedFields(frames: readonly Frame[]): TimedField[] {
  return frames
    .filter((frame) => frame.kind !== "heatmap")
    .flatMap((frame) => {
      const times = frame.fields.find((field) => field.type === "time")?.values;
      if (!times) return [];
      return frame.fields.filter((field) => field.type === "number").map((field) => ({ field, times }));
    });
}

/** The distance of neighbours that is most usual. */
function stepOf(times: readonly number[]): number {
  const counts = new Map<number, number>();
  for (let index = 1; index < times.length; index++) {
    const distance = (times[index] ?? 0) - (times[index - 1] ?? 0);
    counts.set(distance, (counts.get(distance) ?? 0) + 1);
  }
  let best = 0;
  for (const [distance, count] of counts) {
    const most = counts.get(best) ?? 0;
    if (count > most || (count === most && distance < best)) best = distance;
  }
  return best;
}

/** Where moments are missing, one without values makes the gap. */
function withGaps(times: readonly number[], step: number): number[] {
  const result: number[] = [];
  for (const time of times) {
    const before = result.at(-1);
    if (before !== undefined && step > 0 && time - before > step * 1.5) result.push(before + step);
    result.push(time);
  }
  return result;
}

/** Keys that tell series apart, also those of one name. */
function uniqueKeys(titles: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return titles.map((title) => {
    const count = (seen.get(title) ?? 0) + 1;
    seen.set(title, count);
    return count === 1 ? title : `${title} (${count})`;
  });
}

/** Values that can't be drawn, NaN and infinities, are gaps. */
function drawable(value: Value | undefined): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

export function graphData(data: PanelData): GraphData {
  const timed = timedFields(data.frames).filter(({ field }) => !field.settings.custom.hideFrom.viz);
  const present = [...new Set(timed.flatMap(({ times }) => times as number[]))].sort((one, other) => one - other);
  const step = stepOf(present);
  const times = withGaps(present, step);
  const placeOf = new Map(times.map((time, index) => [time, index]));
  const keys = uniqueKeys(timed.map(({ field }) => field.title));
  const series = timed.map(({ field, times: own }, index): GraphSeries => {
    const values = new Array<number | null>(times.length).fill(null);
    own.forEach((time, row) => {
      const place = placeOf.get(time as number);
      if (place !== undefined) values[place] = drawable(field.values[row]);
    });
    return { key: keys[index] ?? field.title, title: field.title, color: field.color, field, values };
  });
  return { times, series, step };
}

/** What the legend tells of a series. */
export function legendValues(series: GraphSeries, calculations: readonly string[], situation: Situation): LegendValue[] {
  return calculations.map((name) => {
    const value = calculate(name, series.field.values);
    return { title: calculationTitle(name), display: showCalculation(series, name, value, situation) };
  });
}

function showCalculation({ field }: GraphSeries, name: string, value: Value, situation: Situation): LegendValue["display"] {
  if (keepsUnit(name)) return field.display(value);
  const unit = name === "diffperc" ? "percent" : "none";
  const settings = { ...field.settings, unit, mappings: [] };
  const counted = { settings, title: field.title, index: 0, range: { min: 0, max: 100 }, type: field.type, values: [] };
  return displayOf(counted, situation)(value);
}

/** All values as a table: a row for each moment, a column for each series; what is missing is null. */
export interface ValueTable {
  times: number[];
  columns: { title: string; field: Field; values: Value[] }[];
}

/** For those who can't see the graph, or want its numbers. Of heatmaps a column is a bucket. */
export function valueTable(data: PanelData): ValueTable {
  const heatmaps = data.frames.filter((frame) => frame.kind === "heatmap");
  const tables = heatmaps.map((frame): Frame => ({ ...frame, kind: "table" }));
  const timed = timedFields(heatmaps.length > 0 ? tables : data.frames);
  const times = [...new Set(timed.flatMap((one) => one.times as number[]))].sort((one, other) => one - other);
  const placeOf = new Map(times.map((time, index) => [time, index]));
  const columns = timed.map(({ field, times: own }) => {
    const values = new Array<Value>(times.length).fill(null);
    own.forEach((time, row) => {
      values[placeOf.get(time as number) ?? 0] = field.values[row] ?? null;
    });
    return { title: field.title, field, values };
  });
  return { times, columns };
}
