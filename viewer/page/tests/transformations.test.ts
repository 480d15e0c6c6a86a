import assert from "node:assert/strict";
import { test } from "node:test";
import { panelData } from "../src/model/panel_data";
import type { QueryAnswer, SeriesAnswer, Value } from "../src/model/types";
import { answerOf, panelOf, seriesOf, situation } from "./situation";

type Columns = Record<string, Value[]>;

/** The tables after the transformations: their columns by their titles, in order. */
function transformed(answers: QueryAnswer[], ...transformations: object[]): Columns[] {
  const panel = panelOf({ type: "table", transformations });
  assert.deepEqual(panel.unsupported, []);
  const { frames } = panelData(panel, answers, situation);
  return frames.map((frame) => Object.fromEntries(frame.fields.map((field) => [field.title, field.values])));
}

function table(refId: string, rows: Record<string, number>): QueryAnswer {
  const series = Object.entries(rows).map(([status, value]): SeriesAnswer => seriesOf({ status }, [value]));
  return answerOf({ refId, format: "table" }, series);
}

const payments = [table("A", { success: 10, failed: 2 }), table("B", { success: 1 })];

test("merge makes one table, a row for each set of labels", () => {
  assert.deepEqual(transformed(payments, { id: "merge", options: {} }), [
    { Time: [0, 0], status: ["success", "failed"], "Value #A": [10, 2], "Value #B": [1, null] },
  ]);
});

test("organize hides, orders and renames", () => {
  const organize = {
    id: "organize",
    options: {
      excludeByName: { Time: true },
      indexByName: { "Value #B": 0, status: 1, "Value #A": 2 },
      renameByName: { status: "Status", "Value #A": "Ever" },
    },
  };
  const [columns] = transformed(payments, { id: "merge", options: {} }, organize);
  assert.deepEqual(Object.entries(columns ?? {}), [
    ["Value #B", [1, null]],
    ["Status", ["success", "failed"]],
    ["Ever", [10, 2]],
  ]);
});

test("an override finds a column by its new name", () => {
  const panel = panelOf({
    type: "table",
    transformations: [{ id: "organize", options: { renameByName: { status: "Status" } } }],
    fieldConfig: {
      overrides: [
        {
          matcher: { id: "byName", options: "Status" },
          properties: [
            { id: "custom.cellOptions", value: { type: "color-text" } },
            { id: "mappings", value: [{ type: "value", options: { success: { text: "fine", color: "green", index: 0 } } }] },
          ],
        },
      ],
    },
  });
  const field = panelData(panel, [table("A", { success: 1 })], situation).frames[0]?.fields[1];
  assert.equal(field?.settings.custom.cell.type, "color-text");
  const shown = field?.display("success");
  assert.deepEqual([shown?.text, shown?.color], ["fine", "#73BF69"]);
});

test("sortBy sorts rows", () => {
  const sort = (desc: boolean) => ({ id: "sortBy", options: { sort: [{ field: "Value", desc }] } });
  const [answer] = [table("A", { a: 2, b: 3, c: 1 })];
  assert.deepEqual(transformed([answer], sort(false))[0]?.["status"], ["c", "a", "b"]);
  assert.deepEqual(transformed([answer], sort(true))[0]?.["status"], ["b", "a", "c"]);
});

test("fields are filtered by name or pattern", () => {
  const filter = (options: object) => transformed([table("A", { a: 1 })], { id: "filterFieldsByName", options });
  assert.deepEqual(filter({ include: { names: ["status"] } }), [{ status: ["a"] }]);
  assert.deepEqual(filter({ include: { pattern: "/^V/" } }), [{ Value: [1] }]);
  assert.deepEqual(filter({ exclude: { names: ["Time"] } }), [{ status: ["a"], Value: [1] }]);
});

test("frames are filtered by their query", () => {
  assert.deepEqual(transformed(payments, { id: "filterByRefId", options: { include: "B" } }).length, 1);
  assert.deepEqual(transformed(payments, { id: "filterByRefId", options: { exclude: "/A|B/" } }).length, 0);
});

const series = answerOf({ legendFormat: "{{s}}" }, [seriesOf({ s: "a" }, [1, 3]), seriesOf({ s: "b" }, [5, undefined])]);

test("reduce makes a row of each series", () => {
  assert.deepEqual(transformed([series], { id: "reduce", options: { reducers: ["max", "lastNotNull"] } }), [
    { Field: ["a", "b"], Max: [3, 5], "Last *": [3, 5] },
  ]);
  const withLabels = { id: "reduce", options: { reducers: ["mean"], labelsToFields: true } };
  assert.deepEqual(transformed([series], withLabels), [{ Field: ["Value", "Value"], s: ["a", "b"], Mean: [2, 5] }]);
});

test("reduce may keep the columns", () => {
  const reduce = { id: "reduce", options: { mode: "reduceFields", reducers: ["sum"] } };
  assert.deepEqual(transformed([series], reduce), [{ a: [4] }, { b: [5] }]);
});

test("labels become columns or rows", () => {
  const merge = { id: "merge", options: {} };
  assert.deepEqual(transformed([series], { id: "labelsToFields", options: {} }, merge), [
    { Time: [0, 15_000, 0], Value: [1, 3, 5], s: ["a", "a", "b"] },
  ]);
  assert.deepEqual(transformed([series], { id: "labelsToFields", options: { valueLabel: "s" } }, merge), [
    { Time: [0, 15_000], a: [1, 3], b: [5, null] },
  ]);
  const one = answerOf({}, [seriesOf({ s: "a" }, [1, 3])]);
  assert.deepEqual(transformed([one], { id: "labelsToFields", options: { mode: "rows" } }), [{ label: ["s"], value: ["a"] }]);
});

test("series are joined by time", () => {
  assert.deepEqual(transformed([series], { id: "joinByField", options: { byField: "Time" } }), [
    { Time: [0, 15_000], a: [1, 3], b: [5, null] },
  ]);
  assert.deepEqual(transformed([series], { id: "joinByField", options: { mode: "inner" } }), [{ Time: [0], a: [1], b: [5] }]);
});

test("series become rows, newest first", () => {
  assert.deepEqual(transformed([series], { id: "seriesToRows", options: {} }), [
    { Time: [15_000, 0, 0], Metric: ["a", "a", "b"], Value: [3, 1, 5] },
  ]);
});

test("a column is calculated from two, or from all", () => {
  const binary = { left: "a", operator: "-", right: "b" };
  const calculated = (options: object) => transformed([series], { id: "calculateField", options })[0];
  assert.deepEqual(calculated({ mode: "binary", binary, alias: "difference" })?.["difference"], [-4, null]);
  assert.deepEqual(calculated({ mode: "binary", binary: { left: "a", operator: "*", right: "2" } })?.["a * 2"], [2, 6]);
  assert.deepEqual(calculated({ mode: "reduceRow", reduce: { reducer: "sum" }, replaceFields: true }), { Time: [0, 15_000], Total: [6, 3] });
});

test("rows are grouped", () => {
  const answer = answerOf({ format: "table" }, [seriesOf({ s: "a" }, [1, 2]), seriesOf({ s: "b" }, [5])]);
  const fields = { s: { operation: "groupby" }, Value: { operation: "aggregate", aggregations: ["sum", "count"] } };
  assert.deepEqual(transformed([answer], { id: "groupBy", options: { fields } }), [
    { s: ["a", "b"], "Value (sum)": [3, 5], "Value (count)": [2, 1] },
  ]);
});

test("rows are limited, fields renamed by a pattern", () => {
  assert.deepEqual(transformed([table("A", { a: 1, b: 2 })], { id: "limit", options: { limitField: 1 } })[0]?.["status"], ["a"]);
  const rename = { id: "renameByRegex", options: { regex: "(.)tatus", renamePattern: "$1tate" } };
  assert.deepEqual(Object.keys(transformed([table("A", { a: 1 })], rename)[0] ?? {}), ["Time", "state", "Value"]);
});

test("a transformation that is switched off, or makes no sense, changes nothing", () => {
  assert.equal(transformed(payments, { id: "merge", options: {}, disabled: true }).length, 2);
  const answers = [series];
  for (const id of ["organize", "sortBy", "reduce", "groupBy", "calculateField", "filterFieldsByName", "renameByRegex", "joinByField"]) {
    const options = { fields: 5, sort: "x", reducers: [7], regex: "(", byField: "nothing", indexByName: [], mode: "binary" };
    assert.ok(transformed(answers, { id, options }).length >= 1, id);
  }
});
