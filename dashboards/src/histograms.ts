/**
 * Histograms as Prometheus may store them: native (one series, named like the metric), classic (`…_bucket`, `…_count`,
 * `…_sum`), or both beside each other. Every query reads the native half if it is there, else the classic one.
 */

import { sum } from "./promql";

/** Labels to tell apart, and a matcher such as `{method!="getUpdates"}`. */
export interface Selection {
  by?: string[];
  where?: string;
}

const window = "[$__rate_interval]";

function nativeRate(metric: string, { by = [], where = "" }: Selection): string {
  return sum(by, `rate(${metric}${where}${window})`);
}

function classicRate(metric: string, suffix: "bucket" | "count", { by = [], where = "" }: Selection): string {
  const labels = suffix === "bucket" ? [...by, "le"] : by;
  return sum(labels, `rate(${metric}_${suffix}${where}${window})`);
}

/** The value that the share `q` (0 to 1) of the observations does not exceed. */
export function quantile(q: number, metric: string, selection: Selection = {}): string {
  return [
    `histogram_quantile(${q}, ${nativeRate(metric, selection)})`,
    "or",
    `histogram_quantile(${q}, ${classicRate(metric, "bucket", selection)})`,
  ].join("\n");
}

/** Observations a second. */
export function observations(metric: string, selection: Selection = {}): string {
  return `histogram_count(${nativeRate(metric, selection)})\nor\n${classicRate(metric, "count", selection)}`;
}

/**
 * How the observations are distributed, for a heatmap: one histogram, or else one series a bucket. These two never have the
 * same labels, so the `or` must not look at `le`; otherwise Prometheus, where it stores both, would answer both.
 */
export function distribution(metric: string): string {
  return `${nativeRate(metric, {})}\nor ignoring (le)\n${classicRate(metric, "bucket", {})}`;
}
