import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { parseDashboard } from "../src/model/dashboard";
import { panelOf, variableOf } from "./situation";

const boards = join(process.cwd(), "../../dashboards/grafana");

for (const name of ["coursebot", "process", "telegram"]) {
  test(`the dashboard ${name} can be shown as a whole`, () => {
    const dashboard = parseDashboard(JSON.parse(readFileSync(join(boards, `${name}.json`), "utf8")), name);
    assert.deepEqual(dashboard.problems, []);
    assert.deepEqual(dashboard.unsupported, []);
    const panels = dashboard.rows.flatMap((row) => row.panels);
    assert.ok(panels.length > 10);
    for (const panel of panels) {
      assert.deepEqual([panel.unsupported, panel.problems], [[], []], panel.title);
      assert.notEqual(panel.type, "unknown");
      assert.ok(panel.queries.every((query) => query.expression !== ""));
    }
  });
}

test("a dashboard's own settings are read", () => {
  const dashboard = parseDashboard(
    {
      uid: "u",
      title: "T",
      description: "D",
      tags: ["a", "b"],
      time: { from: "now-1h", to: "now" },
      refresh: "30s",
      timezone: "utc",
      weekStart: "sunday",
      graphTooltip: 2,
      links: [{ title: "L", type: "dashboards", tags: ["a"], keepTime: true }],
    },
    "file",
  );
  assert.equal(dashboard.uid, "u");
  assert.deepEqual(dashboard.tags, ["a", "b"]);
  assert.deepEqual(dashboard.time, { from: "now-1h", to: "now" });
  assert.equal(dashboard.refresh, "30s");
  assert.equal(dashboard.weekStart, 0);
  assert.equal(dashboard.crosshair, "tooltip");
  assert.equal(dashboard.links[0]?.keepTime, true);
  assert.deepEqual(dashboard.problems, []);
});

test("what is missing has Grafana's defaults", () => {
  const dashboard = parseDashboard({ title: "T", panels: [{ type: "stat" }] }, "file");
  assert.equal(dashboard.uid, "file");
  assert.deepEqual(dashboard.time, { from: "now-6h", to: "now" });
  const panel = dashboard.rows[0]?.panels[0];
  assert.equal(panel?.type, "stat");
  if (panel?.type !== "stat") return;
  assert.deepEqual(panel.options.reduce.calcs, ["lastNotNull"]);
  assert.equal(panel.options.graphMode, "area");
  assert.deepEqual(panel.fieldConfig.defaults.thresholds.steps, [
    { from: -Infinity, color: "green" },
    { from: 80, color: "red" },
  ]);
});

test("a wrong type is a problem with its place, and the default stands", () => {
  const panel = panelOf({ type: "timeseries", title: 7, gridPos: { w: "wide" }, options: { legend: { displayMode: "tower" } } });
  assert.equal(panel.title, "");
  assert.equal(panel.gridPosition.w, 12);
  assert.deepEqual(panel.problems, [
    "panels[0].title: a text is expected, not 7.",
    'panels[0].gridPos.w: a number is expected, not "wide".',
    'panels[0].options.legend.displayMode: one of list, table, hidden is expected, not "tower".',
  ]);
});

test("panels are in their rows, from the top of the row, in reading order", () => {
  const at = (y: number, x: number) => ({ gridPos: { x, y, w: 12, h: 8 } });
  const dashboard = parseDashboard(
    {
      panels: [
        { id: 3, type: "stat", title: "right", ...at(1, 12) },
        { id: 2, type: "stat", title: "left", ...at(1, 0) },
        { id: 9, type: "row", title: "Open", ...at(9, 0) },
        { id: 4, type: "stat", title: "in the open row", ...at(10, 0) },
        {
          id: 8,
          type: "row",
          title: "Closed",
          collapsed: true,
          ...at(18, 0),
          panels: [{ id: 5, type: "stat", title: "in the closed row", ...at(19, 0) }],
        },
        { id: 6, type: "stat", title: "after it", ...at(19, 0) },
      ],
    },
    "x",
  );
  assert.deepEqual(
    dashboard.rows.map((row) => [row.title, row.collapsed, row.panels.map((panel) => [panel.title, panel.gridPosition.y])]),
    [
      [null, false, [["left", 0], ["right", 0]]],
      ["Open", false, [["in the open row", 0]]],
      ["Closed", true, [["in the closed row", 0]]],
      [null, false, [["after it", 0]]],
    ],
  );
});

test("two panels of one id get two ids, and that is told", () => {
  const dashboard = parseDashboard({ panels: [{ id: 1, type: "stat" }, { id: 1, type: "stat" }] }, "x");
  const ids = dashboard.rows.flatMap((row) => row.panels.map((panel) => panel.id));
  assert.equal(new Set(ids).size, 2);
  assert.match(dashboard.problems.join(), /id 1 is taken/);
});

test("what can't be shown is told with its panel", () => {
  const cases: [object, RegExp][] = [
    [{ type: "piechart" }, /“piechart” can't be shown/],
    [{ type: "stat", transformations: [{ id: "histogram", options: {} }] }, /transformation “histogram”/],
    [{ type: "stat", transformations: [{ id: "calculateField", options: { mode: "windowFunctions" } }] }, /mode “windowFunctions”/],
    [{ type: "stat", options: { reduceOptions: { calcs: ["magic"] } } }, /calculation “magic”/],
    [{ type: "stat", repeat: "instance" }, /not for each value of “instance”/],
    [{ type: "stat", libraryPanel: { uid: "x" } }, /Library panels/],
    [{ type: "stat", datasource: { type: "loki" } }, /data source “loki”/],
    [{ type: "stat", targets: [{ datasource: { type: "__expr__" } }] }, /server-side expressions/],
    [{ type: "timeseries", timeShift: "1d" }, /own time range/],
    [{ type: "timeseries", fieldConfig: { defaults: { custom: { fillBelowTo: "x" } } } }, /Fill below to/],
    [{ type: "stat", fieldConfig: { overrides: [{ matcher: { id: "byValue" }, properties: [] }] } }, /“byValue”/],
    [
      { type: "stat", fieldConfig: { overrides: [{ matcher: { id: "byName" }, properties: [{ id: "custom.magic" }] }] } },
      /property “custom.magic”/,
    ],
    [{ type: "heatmap", options: { calculate: true } }, /calculated from series/],
    [{ type: "table", fieldConfig: { defaults: { custom: { cellOptions: { type: "sparkline" } } } } }, /“sparkline”/],
  ];
  for (const [json, sentence] of cases) assert.match(panelOf(json).unsupported.join("\n"), sentence);
});

test("what is known and what changes nothing is not called unsupported", () => {
  const panel = panelOf({
    type: "timeseries",
    datasource: { type: "datasource", uid: "-- Mixed --" },
    targets: [{ refId: "A", expr: "up", datasource: { type: "prometheus", uid: "${DS}" } }],
    fieldConfig: {
      overrides: [
        { matcher: { id: "byRegexp", options: "/a/" }, properties: [{ id: "custom.lineWidth", value: 3 }, { id: "unit", value: "s" }] },
      ],
    },
  });
  assert.deepEqual(panel.unsupported, []);
});

test("annotations and forms that are not read are told with the dashboard", () => {
  const own = { builtIn: 1, enable: true, name: "Annotations & Alerts" };
  assert.deepEqual(parseDashboard({ title: "T", annotations: { list: [own] } }, "x").unsupported, []);
  assert.match(parseDashboard({ annotations: { list: [{ name: "deploys" }] } }, "x").unsupported.join(), /Annotations/);
  assert.match(parseDashboard({ elements: {}, layout: {} }, "x").unsupported.join(), /classic form/);
  assert.match(parseDashboard({ rows: [] }, "x").unsupported.join(), /classic form/);
});

test("a link can't carry a script", () => {
  const links = [{ title: "bad", url: "javascript:alert(1)" }, { title: "good", url: "/d/x" }];
  assert.deepEqual(parseDashboard({ links }, "x").links.map((link) => link.url), ["", "/d/x"]);
});

test("variables are read from every form that Grafana has written", () => {
  assert.equal(variableOf({ type: "query", name: "a", query: "label_values(up, job)" }).query, "label_values(up, job)");
  const wrapped = variableOf({ type: "query", name: "a", query: { query: "label_values(job)", refId: "x" }, current: { value: ["x", "y"] } });
  assert.equal(wrapped.query, "label_values(job)");
  assert.deepEqual(wrapped.current, ["x", "y"]);
  assert.match(variableOf({ type: "adhoc", name: "a" }).unsupported.join(), /“adhoc”/);
});

test("whatever JSON it is, it makes a dashboard", () => {
  const keys = fc.constantFrom("panels", "type", "gridPos", "options", "fieldConfig", "defaults", "overrides", "matcher", "targets",
    "templating", "list", "title", "id", "expr", "datasource", "thresholds", "steps", "mappings", "custom", "links", "transformations");
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { depthSize: "medium" },
      fc.constantFrom("timeseries", "row", "table", "heatmap", "", null, true, -1, 1e9, NaN),
      fc.array(tie("tree"), { maxLength: 4 }),
      fc.dictionary(keys, tie("tree"), { maxKeys: 6 }),
    ),
  }));
  fc.assert(
    fc.property(tree, (json) => {
      const dashboard = parseDashboard(json, "x");
      assert.ok(dashboard.rows.every((row) => row.panels.every((panel) => panel.gridPosition.w >= 1)));
    }),
    { numRuns: 500 },
  );
});
