/** Circumstances and shapes that the tests share. */
import { parseDashboard } from "../src/model/dashboard";
import type { Panel, PlannedQuery, Query, QueryAnswer, ResolvedVariable, SeriesAnswer, Situation, Variable } from "../src/model/types";

export const now = Date.UTC(2026, 0, 2, 12, 0, 0);

export const situation: Situation = {
  range: { from: now - 6 * 3_600_000, to: now, raw: { from: "now-6h", to: "now" } },
  now,
  timeZone: "utc",
  theme: "dark",
  language: "en",
  variables: [],
  dashboard: { uid: "board", title: "Board" },
};

/** A panel as a dashboard's JSON describes it. */
export function panelOf(json: object): Panel {
  const dashboard = parseDashboard({ uid: "board", title: "Board", panels: [{ id: 1, ...json }] }, "board");
  const panel = dashboard.rows[0]?.panels[0];
  if (!panel) throw new Error("the JSON has no panel");
  return panel;
}

export function variableOf(json: object): Variable {
  const dashboard = parseDashboard({ templating: { list: [json] } }, "board");
  const [variable] = dashboard.variables;
  if (!variable) throw new Error("the JSON has no variable");
  return variable;
}

/** A variable with these values chosen; its options are the same. */
export function chosen(name: string, values: string[], json: object = {}): ResolvedVariable {
  const variable = variableOf({ type: "custom", name, ...json });
  return { variable, options: values.map((value) => ({ text: value, value })), chosen: values, error: "" };
}

export function queryOf(json: Partial<Query> = {}): Query {
  return {
    refId: "A",
    expression: "up",
    legendFormat: "",
    format: "time_series",
    instant: false,
    range: true,
    hidden: false,
    interval: "",
    intervalFactor: 1,
    ...json,
  };
}

export function plannedOf(query: Partial<Query> = {}): PlannedQuery {
  const complete = queryOf(query);
  return { refId: complete.refId, kind: "range", expression: complete.expression, start: 0, end: 60, step: 15, query: complete };
}

export function answerOf(query: Partial<Query>, series: SeriesAnswer[]): QueryAnswer {
  return { planned: plannedOf(query), kind: "matrix", series, text: "", warnings: [], infos: [] };
}

/** A series with a value every 15 seconds from 0; undefined: none at that time. */
export function seriesOf(labels: Record<string, string>, values: (number | undefined)[]): SeriesAnswer {
  const samples = values.flatMap((value, index) => (value === undefined ? [] : [{ time: index * 15_000, value }]));
  return { labels, samples, histograms: [] };
}
