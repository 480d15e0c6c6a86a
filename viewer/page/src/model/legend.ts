/** The name of a series, as Grafana's Prometheus data source gives it. */
import type { Labels, Query } from "./types";

/** name{a="1", b="2"} */
export function seriesName(labels: Labels): string {
  const { __name__: name = "", ...others } = labels;
  const pairs = Object.keys(others)
    .sort()
    .map((label) => `${label}=${JSON.stringify(others[label])}`);
  return pairs.length > 0 || name === "" ? `${name}{${pairs.join(", ")}}` : name;
}

/** "{{job}} on {{instance}}"; a label that there is not is left out. */
export function formatLegend(format: string, labels: Labels): string {
  return format.replace(/\{\{\s*(.+?)\s*\}\}/g, (_, label: string) => labels[label] ?? "");
}

/** @param expression stands for a series without any label */
export function legendOf({ legendFormat }: Query, labels: Labels, expression: string): string {
  const automatic = legendFormat === "__auto";
  if (automatic && Object.keys(labels).length > 0) return "";
  const legend = automatic || legendFormat === "" ? seriesName(labels) : formatLegend(legendFormat, labels);
  return legend === "{}" ? expression : legend;
}
