import assert from "node:assert/strict";
import { test } from "node:test";
import { alertRows, parseLabelMatchers } from "../src/model/alerts";
import { barChartData } from "../src/model/barchart";
import { showValue } from "../src/model/display";
import { figures } from "../src/model/figures";
import { panelData } from "../src/model/panel_data";
import { tableView, type TableSort } from "../src/model/table";
import type { AlertRow, Figure, PanelOf, PanelType, QueryAnswer, TableView } from "../src/model/types";
import { answerOf, chosen, panelOf, seriesOf, situation } from "./situation";

function typed<Type extends PanelType>(type: Type, json: object): PanelOf<Type> {
  const panel = panelOf({ type, ...json });
  assert.equal(panel.type, type);
  return panel as PanelOf<Type>;
}

const series = answerOf({ legendFormat: "{{s}}" }, [seriesOf({ s: "a" }, [1, 2, 4]), seriesOf({ s: "b" }, [10, 20, undefined])]);

function figuresOf(json: object, answers: QueryAnswer[] = [series]): Figure[] {
  const panel = typed("stat", json);
  return figures(panelData(panel, answers, situation), panel.options.reduce);
}

test("a figure for each series and calculation", () => {
  const shown = figuresOf({ options: { reduceOptions: { calcs: ["lastNotNull", "max"] } } });
  assert.deepEqual(
    shown.map(({ title, display }) => [title, showValue(display)]),
    [["a", "4"], ["a", "4"], ["b", "20"], ["b", "20"]],
  );
  assert.deepEqual(shown[0]?.sparkline, { times: [0, 15_000, 30_000], values: [1, 2, 4] });
  assert.equal(shown[0]?.percentChange, 3);
});

test("an instant value has no sparkline", () => {
  const [figure] = figuresOf({}, [answerOf({}, [seriesOf({}, [7])])]);
  assert.deepEqual([figure?.sparkline, showValue(figure?.display ?? assert.fail())], [null, "7"]);
});

test("all values of a table, named by their texts", () => {
  const table = answerOf({ format: "table" }, [seriesOf({ status: "ok" }, [5]), seriesOf({ status: "bad" }, [6])]);
  const shown = figuresOf({ options: { reduceOptions: { values: true } } }, [table]);
  assert.deepEqual(shown.map(({ title, display }) => [title, showValue(display)]), [["ok", "5"], ["bad", "6"]]);
  assert.equal(figuresOf({ options: { reduceOptions: { values: true, limit: 1 } } }, [table]).length, 1);
});

test("fields may be chosen by a pattern", () => {
  assert.deepEqual(figuresOf({ options: { reduceOptions: { fields: "/^b$/" } } }).map(({ title }) => title), ["b"]);
  assert.deepEqual(figuresOf({ options: { reduceOptions: { fields: "a" } } }).map(({ title }) => title), ["a"]);
});

test("limits are the field's own, else those of all values, else 0 and 100", () => {
  const limits = (defaults: object, answers?: QueryAnswer[]) =>
    figuresOf({ fieldConfig: { defaults } }, answers).map(({ min, max }) => [min, max]);
  assert.deepEqual(limits({}), [[1, 20], [1, 20]]);
  assert.deepEqual(limits({ min: 0, max: 50 })[0], [0, 50]);
  assert.deepEqual(limits({ fieldMinMax: true }), [[1, 4], [10, 20]]);
  assert.deepEqual(limits({}, [answerOf({}, [seriesOf({}, [30])])]), [[0, 100]]);
  assert.deepEqual(limits({ min: 0 }, [answerOf({}, [seriesOf({}, [0])])]), [[0, 100]]);
});

test("without data there are no figures; without a value it is empty", () => {
  assert.deepEqual(figuresOf({}, []), []);
  const [figure] = figuresOf({}, [answerOf({}, [seriesOf({}, [NaN])])]);
  assert.equal(figure?.display.numeric, null);
  assert.equal(showValue(figure?.display ?? assert.fail()), "");
});

const rows = answerOf({ format: "table" }, [
  seriesOf({ name: "b10" }, [2]),
  seriesOf({ name: "b9" }, [30]),
  seriesOf({ name: "a" }, [1]),
]);

function tableOf(json: object, sort?: TableSort | null): TableView {
  const panel = typed("table", json);
  return tableView(panelData(panel, [rows], situation), panel.options, sort);
}

function column(view: TableView, title: string): string[] {
  const index = view.columns.findIndex((candidate) => candidate.title === title);
  return view.rows.map((row) => showValue(row[index]?.display ?? assert.fail(`no column ${title}`)));
}

test("a table is in the order of its rows, unless it is sorted", () => {
  assert.deepEqual(column(tableOf({}), "name"), ["b10", "b9", "a"]);
  const sorted = { options: { sortBy: [{ displayName: "Value", desc: true }] } };
  assert.deepEqual(column(tableOf(sorted), "Value"), ["30", "2", "1"]);
  assert.deepEqual(tableOf(sorted).columns.map((one) => one.sorted), ["", "", "desc"]);
  assert.deepEqual(column(tableOf(sorted, { column: "name", descending: false }), "name"), ["a", "b9", "b10"]);
  assert.deepEqual(column(tableOf(sorted, null), "name"), ["b10", "b9", "a"]);
});

test("columns have their settings", () => {
  const overrides = [
    { matcher: { id: "byType", options: "number" }, properties: [{ id: "unit", value: "s" }, { id: "custom.width", value: 90 }] },
    { matcher: { id: "byName", options: "Time" }, properties: [{ id: "custom.hidden", value: true }] },
    { matcher: { id: "byRegexp", options: "/^na/" }, properties: [{ id: "custom.align", value: "center" }] },
    { matcher: { id: "byFrameRefID", options: "B" }, properties: [{ id: "decimals", value: 5 }] },
  ];
  const view = tableOf({ fieldConfig: { overrides } });
  assert.deepEqual(view.columns.map(({ title, align, width }) => [title, align, width]), [["name", "center", null], ["Value", "right", 90]]);
  assert.deepEqual(column(view, "Value"), ["2 s", "30 s", "1 s"]);
});

test("a footer calculates the columns of numbers", () => {
  const footer = { show: true, reducer: ["sum"], fields: "" };
  assert.deepEqual(tableOf({ options: { footer: { ...footer, fields: [] } } }).footer, ["", "", "33"]);
  assert.deepEqual(tableOf({ options: { footer: { ...footer, fields: ["Other"] } } }).footer, ["", "", ""]);
  assert.equal(tableOf({}).footer, null);
});

test("a table of nothing has no columns", () => {
  const panel = typed("table", {});
  assert.deepEqual(tableView(panelData(panel, [], situation), panel.options), { columns: [], rows: [], footer: null });
});

test("bars are grouped by a text, or named by their series", () => {
  const grouped = typed("barchart", { options: { xField: "name" } });
  const data = barChartData(panelData(grouped, [rows], situation), grouped.options);
  assert.deepEqual([data.groups, data.series.map(({ title, values }) => [title, values])], [["b10", "b9", "a"], [["Value", [2, 30, 1]]]]);
  const alone = answerOf({ legendFormat: "{{s}}" }, [seriesOf({ s: "x" }, [1]), seriesOf({ s: "y" }, [2])]);
  const named = barChartData(panelData(grouped, [alone], situation), grouped.options);
  assert.deepEqual([named.groups, named.series.map(({ values }) => values)], [["x", "y"], [[1, 2]]]);
  assert.deepEqual(barChartData(panelData(grouped, [], situation), grouped.options), { groups: [], series: [] });
});

function alert(name: string, state: AlertRow["state"], more: Partial<AlertRow> = {}): AlertRow {
  return { name, state, labels: { alertname: name }, annotations: {}, since: null, value: null, group: "bot", expression: "", ...more };
}

const alerts = [
  alert("Slow", "firing", { since: 2_000, labels: { severity: "warning", team: "a" } }),
  alert("Down", "firing", { since: 1_000, labels: { severity: "critical" } }),
  alert("Busy", "pending", { since: 3_000 }),
  alert("Quiet", "inactive", { group: "other" }),
];

function listed(options: object, where = situation): string[] {
  return alertRows(alerts, typed("alertlist", { options }).options, where).map(({ name }) => name);
}

test("an alert list shows what is active, by name", () => {
  assert.deepEqual(listed({}), ["Busy", "Down", "Slow"]);
  assert.deepEqual(listed({ stateFilter: { firing: true, pending: false } }), ["Down", "Slow"]);
  assert.deepEqual(listed({ stateFilter: { firing: false, pending: false, normal: true } }), ["Quiet"]);
});

test("an alert list is filtered and sorted as the panel says", () => {
  assert.deepEqual(listed({ alertName: "o" }), ["Down", "Slow"]);
  assert.deepEqual(listed({ alertName: "^(Busy|Slow)$" }), ["Busy", "Slow"]);
  assert.deepEqual(listed({ alertName: "$which" }, { ...situation, variables: [chosen("which", ["Slow"])] }), ["Slow"]);
  assert.deepEqual(listed({ alertInstanceLabelFilter: '{severity=~"warn.*|critical", team!="a"}' }), ["Down"]);
  assert.deepEqual(listed({ stateFilter: { normal: true }, folder: { title: "other" } }), ["Quiet"]);
  assert.deepEqual(listed({ sortOrder: 2 }), ["Slow", "Down", "Busy"]);
  assert.deepEqual(listed({ sortOrder: 3 }), ["Down", "Slow", "Busy"]);
  assert.deepEqual(listed({ sortOrder: 5 }), ["Busy", "Slow", "Down"]);
  assert.deepEqual(listed({ maxItems: 1 }), ["Busy"]);
});

test("label matchers are read", () => {
  assert.deepEqual(parseLabelMatchers('{a="1", b!~"x,\\"y"}'), [
    { name: "a", operator: "=", value: "1" },
    { name: "b", operator: "!~", value: 'x,"y' },
  ]);
  assert.deepEqual(parseLabelMatchers(""), []);
  assert.equal(parseLabelMatchers("severity is critical"), null);
});
