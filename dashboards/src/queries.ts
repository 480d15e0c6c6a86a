import { DataqueryBuilder, PromQueryFormat } from "@grafana/grafana-foundation-sdk/prometheus";

/** A line, or one for each label value that `legend` shows as `{{label}}`, over the time range. */
export function line(expression: string, legend: string): DataqueryBuilder {
  return new DataqueryBuilder().expr(expression).legendFormat(legend).range().format(PromQueryFormat.TimeSeries);
}

/** The value at the end of the time range. */
export function latest(expression: string, legend = ""): DataqueryBuilder {
  return new DataqueryBuilder().expr(expression).legendFormat(legend).instant().format(PromQueryFormat.TimeSeries);
}

/** Rows of a table, with a column for each label, at the end of the time range. */
export function rows(expression: string): DataqueryBuilder {
  return new DataqueryBuilder().expr(expression).instant().format(PromQueryFormat.Table);
}

/**
 * Cells of a heatmap. In this format Grafana turns cumulative `le` series into rows, and takes native histograms as they
 * are: these arrive as cells that know their bounds. So one query serves either kind.
 */
export function cells(expression: string): DataqueryBuilder {
  return new DataqueryBuilder().expr(expression).legendFormat("{{le}}").range().format(PromQueryFormat.Heatmap);
}
