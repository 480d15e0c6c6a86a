/** The queries of variables: Grafana's functions for Prometheus. */
import type { Period, Prometheus } from "../prometheus";
import type { SeriesAnswer } from "../types";
import { formatNumber } from "./sample_text";

/** The answers of such a query, in the order of Prometheus. */
export async function queryOptions(
  query: string,
  client: Prometheus,
  period: Period,
  signal?: AbortSignal,
): Promise<string[]> {
  const text = query.trim();
  const withMetric = /^label_values\((?:(.+),\s*)?([a-zA-Z_$][\w.]*)\s*\)\s*$/s.exec(text);
  if (withMetric) return client.labelValues(withMetric[2] ?? "", (withMetric[1] ?? "").trim(), period, signal);
  const names = /^label_names\((.*)\)\s*$/s.exec(text);
  if (names) return client.labelNames((names[1] ?? "").trim(), period, signal);
  const metrics = /^metrics\((.*)\)\s*$/s.exec(text);
  if (metrics) return metricNames(metrics[1] ?? "", client, period, signal);
  const result = /^query_result\((.+)\)\s*$/s.exec(text);
  if (result) return queryResult(result[1] ?? "", client, period, signal);
  if (text === "") return [];
  const series = await client.series(text, period, signal);
  return series.map((labels) => seriesText(labels));
}

async function metricNames(pattern: string, client: Prometheus, period: Period, signal?: AbortSignal): Promise<string[]> {
  const names = await client.labelValues("__name__", "", period, signal);
  const expression = new RegExp(pattern.trim());
  return names.filter((name) => expression.test(name));
}

async function queryResult(
  expression: string,
  client: Prometheus,
  { end }: Period,
  signal?: AbortSignal,
): Promise<string[]> {
  const query = {
    refId: "variable",
    expression,
    legendFormat: "",
    format: "table",
    instant: true,
    range: false,
    hidden: false,
    interval: "",
    intervalFactor: 1,
  } as const;
  const answer = await client.query(
    { refId: "variable", kind: "instant", expression, start: end, end, step: 60, query },
    signal,
  );
  if (answer.kind === "string") return [answer.text];
  if (answer.kind === "scalar") return answer.series.map(({ samples }) => formatNumber(samples[0]?.value ?? NaN));
  return answer.series.map(resultText);
}

/** name{label="value"} value time */
function resultText({ labels, samples }: SeriesAnswer): string {
  const [sample] = samples;
  return `${seriesText(labels)} ${formatNumber(sample?.value ?? NaN)} ${sample?.time ?? ""}`.trim();
}

function seriesText(labels: Readonly<Record<string, string>>): string {
  const { __name__: name = "", ...others } = labels;
  const pairs = Object.entries(others).map(([label, value]) => `${label}="${value}"`);
  return `${name}{${pairs.join(",")}}`;
}
