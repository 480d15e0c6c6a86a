/** Heatmaps: buckets over time. */
import { cssColor } from "./colors/named_colors";
import { heatmapScheme } from "./colors/schemes";
import { displayOf, showValue } from "./display";
import type { Field, FieldSettings, Frame, HeatmapBucket, HeatmapOptions, HeatmapView, PanelData, Situation } from "./types";

interface BucketField {
  field: Field;
  bounds: HeatmapBucket;
}

/** Series whose names are bounds, as a query without the format "heatmap" answers them. */
function boundsByName(fields: readonly Field[]): BucketField[] {
  const named = fields
    .map((field) => ({ field, high: field.title === "+Inf" ? Infinity : Number(field.title) }))
    .filter(({ field, high }) => field.title.trim() !== "" && !Number.isNaN(high))
    .sort((one, other) => one.high - other.high);
  return named.map(({ field, high }, index) => {
    const low = named[index - 1]?.high ?? (high > 0 ? 0 : -Infinity);
    return { field, bounds: { low, high } };
  });
}

interface Cells {
  times: number[];
  buckets: BucketField[];
}

function numbersOf(field: Field, times: readonly number[], own: readonly number[]): Field {
  const byTime = new Map(own.map((time, row) => [time, field.values[row] ?? null]));
  return { ...field, values: times.map((time) => byTime.get(time) ?? null) };
}

function cellsOf(frames: readonly Frame[]): Cells | null {
  const heatmap = frames.find((frame) => frame.kind === "heatmap");
  if (heatmap) {
    const times = (heatmap.fields.find((field) => field.type === "time")?.values ?? []) as number[];
    const buckets = heatmap.fields.flatMap((field) => (field.bounds ? [{ field, bounds: field.bounds }] : []));
    return { times, buckets };
  }
  const timed = frames.flatMap((frame) => {
    const own = frame.fields.find((field) => field.type === "time")?.values as number[] | undefined;
    return own ? frame.fields.filter((field) => field.type === "number").map((field) => ({ field, own })) : [];
  });
  const times = [...new Set(timed.flatMap(({ own }) => own))].sort((one, other) => one - other);
  const buckets = boundsByName(timed.map(({ field, own }) => numbersOf(field, times, own)));
  return buckets.length > 0 ? { times, buckets } : null;
}

/** The shortest distance of two columns. */
function stepOf(times: readonly number[]): number {
  let step = Infinity;
  for (let index = 1; index < times.length; index++) step = Math.min(step, (times[index] ?? 0) - (times[index - 1] ?? 0));
  return Number.isFinite(step) ? step : 0;
}

function isHidden(count: number, { upTo, from }: HeatmapOptions["hidden"]): boolean {
  return (upTo !== null && count <= upTo) || (from !== null && count >= from);
}

/** Buckets of native histograms grow by factors. Those below zero have no place on such an axis. */
function scaleOf(frames: readonly Frame[], buckets: readonly BucketField[]): HeatmapView["scale"] {
  const native = frames.some((frame) => frame.kind === "heatmap" && frame.name === "native");
  return native && buckets.every(({ bounds }) => bounds.high > 0 && Number.isFinite(bounds.high)) ? "log" : "ordinal";
}

/** The bucket around zero reaches down to half of the lowest bound above it. */
function lifted(bounds: HeatmapBucket, lowest: number): HeatmapBucket {
  const high = Math.max(bounds.high, lowest);
  return bounds.low > 0 ? bounds : { low: lowest / 2, high: bounds.high < lowest ? lowest : high };
}

function plainFormat(settings: FieldSettings, unit: string, decimals: number | null, situation: Situation) {
  const field = { settings: { ...settings, unit, decimals, mappings: [] }, title: "", index: 0, range: { min: 0, max: 1 } };
  const display = displayOf({ ...field, type: "number", values: [] }, situation);
  return (value: number) => showValue(display(value));
}

/** The last bound of a classic histogram is called as Prometheus calls it. */
function boundFormat(format: (bound: number) => string): (bound: number) => string {
  return (bound) => (Number.isFinite(bound) ? format(bound) : bound > 0 ? "+Inf" : "-Inf");
}

/** The colours in turn, from the least count to the greatest. */
function palette({ color }: HeatmapOptions, { theme }: Situation): string[] {
  const shares = Array.from({ length: color.steps + 1 }, (_, index) => index / color.steps);
  if (color.mode === "scheme") return shares.map(heatmapScheme(color.scheme, theme, color.reverse));
  const fill = cssColor(color.fill, theme);
  const exponent = color.scale === "exponential" ? color.exponent : 1;
  return shares.map((share) => {
    const opacity = Math.pow(color.reverse ? 1 - share : share, exponent);
    return `color-mix(in srgb, ${fill} ${Math.round(opacity * 100)}%, transparent)`;
  });
}

/** The colour of a count: its place between the least and the greatest that are drawn. */
function colorScale(colors: string[], min: number, max: number): (count: number) => string {
  return (count) => {
    const share = Math.min(1, Math.max(0, (count - min) / (max - min || 1)));
    return colors[Math.min(colors.length - 1, Math.floor(share * colors.length))] ?? "";
  };
}

/** null: there is nothing to show. */
export function heatmapView(data: PanelData, options: HeatmapOptions, situation: Situation): HeatmapView | null {
  const cells = cellsOf(data.frames);
  const [first] = cells?.buckets ?? [];
  if (!cells || !first || cells.times.length === 0) return null;
  const scale = scaleOf(data.frames, cells.buckets);
  const lows = cells.buckets.map(({ bounds }) => bounds.low).filter((low) => low > 1e-100);
  const lowest = lows.length > 0 ? Math.min(...lows) : 1e-3;
  const counts = cells.times.map((_, column) =>
    cells.buckets.map(({ field }) => {
      const count = field.values[column];
      return typeof count === "number" && Number.isFinite(count) && !isHidden(count, options.hidden) ? count : null;
    }),
  );
  const drawn = counts.flat().filter((count) => count !== null);
  const min = options.color.min ?? drawn.reduce((least, count) => Math.min(least, count), Infinity);
  const max = options.color.max ?? drawn.reduce((most, count) => Math.max(most, count), -Infinity);
  const [low, high] = min <= max ? [min, max] : [0, 1];
  const { settings } = first.field;
  return {
    times: cells.times,
    step: stepOf(cells.times),
    buckets: cells.buckets.map(({ bounds }) => (scale === "log" ? lifted(bounds, lowest) : bounds)),
    counts,
    min: low,
    max: high,
    scale,
    showBound: boundFormat(plainFormat(settings, options.yAxis.unit, options.yAxis.decimals, situation)),
    showCount: plainFormat(settings, options.cell.unit || settings.unit, options.cell.decimals ?? settings.decimals, situation),
    colorOf: colorScale(palette(options, situation), low, high),
  };
}
