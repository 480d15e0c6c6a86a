/** Bar charts: groups of bars, named by a field. */
import { showValue } from "./display";
import type { BarChartOptions, Field, GraphSeries, PanelData } from "./types";

export interface BarChartData {
  groups: string[];
  series: GraphSeries[];
}

/** The field that names the groups: the chosen one, else the first text, else the time. */
function groupField(fields: readonly Field[], wanted: string): Field | null {
  const chosen = wanted === "" ? undefined : fields.find((field) => field.title === wanted || field.name === wanted);
  const text = fields.find((field) => field.type === "string");
  return chosen ?? text ?? fields.find((field) => field.type === "time") ?? null;
}

/** Series that all have one value are bars beside each other, named by the series. */
function barForEachSeries(data: PanelData): BarChartData | null {
  const fields = data.frames.flatMap((frame) => frame.fields.filter((field) => field.type === "number"));
  if (data.frames.length < 2 || fields.some((field) => field.values.length > 1)) return null;
  const [first] = fields;
  if (!first) return null;
  const values = fields.map((field) => (typeof field.values[0] === "number" ? field.values[0] : null));
  return {
    groups: fields.map((field) => field.title),
    series: [{ key: first.name, title: first.name, color: first.color, field: first, values }],
  };
}

export function barChartData(data: PanelData, options: BarChartOptions): BarChartData {
  const alone = barForEachSeries(data);
  if (alone) return alone;
  const frame = data.frames.find((candidate) => candidate.kind !== "heatmap");
  const groups = frame ? groupField(frame.fields, options.xField) : null;
  if (!frame || !groups) return { groups: [], series: [] };
  const numbers = frame.fields.filter((field) => field.type === "number" && field !== groups);
  return {
    groups: groups.values.map((value) => showValue(groups.display(value))),
    series: numbers
      .filter((field) => !field.settings.custom.hideFrom.viz)
      .map((field) => ({
        key: field.title,
        title: field.title,
        color: field.color,
        field,
        values: field.values.map((value) => (typeof value === "number" && Number.isFinite(value) ? value : null)),
      })),
  };
}
