/** Heatmaps of classic histograms: a series for each bucket, counting everything up to its label `le`. */
import { sourceField, timeName, type SourceField, type SourceFrame } from "../source_frames";
import type { QueryAnswer, SeriesAnswer } from "../types";
import type { Framed } from "../frames";
import { parseNumber } from "../prometheus/decode";
import { seriesName } from "../legend";

interface BucketSeries {
  bound: number;
  label: string;
  series: SeriesAnswer;
}

/** Less than this is what subtracting floating-point numbers leaves of nothing. */
const nothing = 1e-9;

function boundOf(series: SeriesAnswer): BucketSeries | null {
  const label = series.labels["le"];
  if (label === undefined) return null;
  try {
    return { bound: parseNumber(label), label, series };
  } catch {
    return null;
  }
}

/** Series with the same labels but for `le` are one histogram. */
function histogramsOf(all: readonly SeriesAnswer[]): BucketSeries[][] {
  const byLabels = new Map<string, BucketSeries[]>();
  for (const series of all) {
    const bucket = boundOf(series);
    if (!bucket) continue;
    const { le: _, ...others } = series.labels;
    const key = seriesName(others);
    byLabels.set(key, [...(byLabels.get(key) ?? []), bucket]);
  }
  return [...byLabels.values()].map((buckets) => buckets.sort((one, other) => one.bound - other.bound));
}

/** What each bucket holds alone. null: nothing is known of it at that time. */
function ownCounts(buckets: BucketSeries[], times: number[]): (number | null)[][] {
  const cumulated = buckets.map(({ series }) => {
    const byTime = new Map(series.samples.map(({ time, value }) => [time, value]));
    return times.map((time) => byTime.get(time) ?? null);
  });
  return cumulated.map((values, index) =>
    values.map((value, at) => {
      if (value === null) return null;
      const below = index > 0 ? (cumulated[index - 1]?.[at] ?? 0) : 0;
      const own = value - below;
      return own < nothing ? 0 : own;
    }),
  );
}

function bucketFields(buckets: BucketSeries[], times: number[]): SourceField[] {
  const counts = ownCounts(buckets, times);
  return buckets.map(({ bound, label }, index) => {
    const low = buckets[index - 1]?.bound ?? (bound > 0 ? 0 : -Infinity);
    return sourceField(label, "number", counts[index] ?? [], { legend: label, bounds: { low, high: bound } });
  });
}

export function classicHeatmap({ series, planned }: QueryAnswer): Framed {
  const histograms = histogramsOf(series);
  const [first] = histograms;
  if (!first) {
    const notices = series.length > 0 ? ["A heatmap needs histograms, or series with the label “le”."] : [];
    return { frames: [], notices };
  }
  const times = [...new Set(first.flatMap((bucket) => bucket.series.samples.map(({ time }) => time)))];
  times.sort((one, other) => one - other);
  const fields = [sourceField(timeName, "time", times), ...bucketFields(first, times)];
  const frame: SourceFrame = { refId: planned.refId, name: "", kind: "heatmap", fields, length: times.length };
  return { frames: [frame], notices: tooMany(histograms.length) };
}

export function tooMany(histograms: number): string[] {
  return histograms > 1 ? [`The first of ${histograms} histograms is shown.`] : [];
}
