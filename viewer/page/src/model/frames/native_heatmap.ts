/** Heatmaps of native histograms: at each moment, a histogram with buckets of its own. */
import type { Framed } from "../frames";
import { sourceField, timeName, type SourceFrame } from "../source_frames";
import type { Bucket, QueryAnswer } from "../types";
import { tooMany } from "./classic_heatmap";

/** Buckets with the same bounds are one row of the heatmap. */
function keyOf({ left, right }: Bucket): string {
  return `${left} ${right}`;
}

/** A bound in few enough digits to read. */
function boundText(bound: number): string {
  return Number.isFinite(bound) ? String(Number(bound.toPrecision(3))) : bound > 0 ? "+Inf" : "-Inf";
}

export function nativeHeatmap({ series, planned }: QueryAnswer): Framed {
  const histograms = series.filter((one) => one.histograms.length > 0);
  const moments = histograms[0]?.histograms ?? [];
  const rows = new Map<string, { bucket: Bucket; counts: (number | null)[] }>();
  moments.forEach(({ histogram }, column) => {
    for (const bucket of histogram.buckets) {
      let row = rows.get(keyOf(bucket));
      if (!row) {
        row = { bucket, counts: moments.map(() => 0) };
        rows.set(keyOf(bucket), row);
      }
      row.counts[column] = (row.counts[column] ?? 0) + bucket.count;
    }
  });
  const ascending = [...rows.values()].sort(
    (one, other) => one.bucket.left - other.bucket.left || one.bucket.right - other.bucket.right,
  );
  const fields = ascending.map(({ bucket: { left, right }, counts }) => {
    const name = `${boundText(left)} – ${boundText(right)}`;
    return sourceField(name, "number", counts, { legend: name, bounds: { low: left, high: right } });
  });
  const times = sourceField(timeName, "time", moments.map(({ time }) => time));
  const frame: SourceFrame = {
    refId: planned.refId,
    name: "native",
    kind: "heatmap",
    fields: [times, ...fields],
    length: moments.length,
  };
  return { frames: [frame], notices: tooMany(histograms.length) };
}
