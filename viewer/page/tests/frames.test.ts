import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { framesOf } from "../src/model/frames";
import { graphData, legendValues, valueTable } from "../src/model/graph";
import { panelData } from "../src/model/panel_data";
import type { QueryAnswer, SeriesAnswer, Value } from "../src/model/types";
import { answerOf, panelOf, plannedOf, seriesOf, situation } from "./situation";

function columns(answers: QueryAnswer[]): [string, Value[]][][] {
  return framesOf(answers).frames.map((frame) => frame.fields.map((field) => [field.name, field.values]));
}

function dataOf(answers: QueryAnswer[], panel: object = { type: "timeseries" }) {
  return panelData(panelOf(panel), answers, situation);
}

test("a time series is a frame with a time and a value", () => {
  const answer = answerOf({ legendFormat: "{{job}}" }, [seriesOf({ job: "a" }, [1, 2]), seriesOf({ job: "b" }, [undefined, 3])]);
  assert.deepEqual(columns([answer]), [
    [["Time", [0, 15_000]], ["Value", [1, 2]]],
    [["Time", [15_000]], ["Value", [3]]],
  ]);
  assert.deepEqual(dataOf([answer]).frames.map((frame) => frame.fields[1]?.title), ["a", "b"]);
});

test("a table has the labels as columns; several queries have values of their own", () => {
  const table = (refId: string, series: SeriesAnswer[]) => answerOf({ refId, format: "table" }, series);
  const answer = table("A", [seriesOf({ status: "ok", job: "x" }, [1]), seriesOf({ status: "bad" }, [2])]);
  assert.deepEqual(columns([answer]), [
    [["Time", [0, 0]], ["job", ["x", ""]], ["status", ["ok", "bad"]], ["Value", [1, 2]]],
  ]);
  const names = columns([table("A", [seriesOf({}, [1])]), table("B", [seriesOf({}, [2])])]);
  assert.deepEqual(names.map((frame) => frame.at(-1)?.[0]), ["Value #A", "Value #B"]);
  assert.deepEqual(columns([table("A", [])]), []);
});

test("a text is shown as a text", () => {
  const answer: QueryAnswer = { planned: plannedOf(), kind: "string", series: [], text: "hello", warnings: [], infos: [] };
  assert.deepEqual(columns([answer]), [[["Time", [60_000]], ["Value", ["hello"]]]]);
});

test("what Prometheus warns of is passed on, once", () => {
  const answer = { ...answerOf({}, []), warnings: ["w"], infos: ["w", "i"] };
  assert.deepEqual(dataOf([answer]).notices, ["w", "i"]);
});

test("a missing point is a gap, and no value is lost to it", () => {
  const answer = answerOf({}, [seriesOf({ s: "a" }, [1, 2, undefined, undefined, 5]), seriesOf({ s: "b" }, [1, undefined, 3, undefined, 5])]);
  const graph = graphData(dataOf([answer]));
  assert.deepEqual(graph.times, [0, 15_000, 30_000, 45_000, 60_000]);
  assert.equal(graph.step, 15_000);
  assert.deepEqual(graph.series.map(({ values }) => values), [[1, 2, null, null, 5], [1, null, 3, null, 5]]);
});

test("where all series are silent there is a gap too", () => {
  const graph = graphData(dataOf([answerOf({}, [seriesOf({}, [1, 2, 3, undefined, undefined, undefined, 7])])]));
  assert.deepEqual(graph.times, [0, 15_000, 30_000, 45_000, 90_000]);
  assert.deepEqual(graph.series[0]?.values, [1, 2, 3, null, 7]);
});

test("NaN and infinities are gaps in a graph, and themselves in the table of values", () => {
  const data = dataOf([answerOf({}, [seriesOf({}, [1, NaN, Infinity, 2])])]);
  assert.deepEqual(graphData(data).series[0]?.values, [1, null, null, 2]);
  assert.deepEqual(valueTable(data).columns[0]?.values, [1, NaN, Infinity, 2]);
});

test("series of one name have keys of their own", () => {
  const answer = answerOf({ legendFormat: "same" }, [seriesOf({ a: "1" }, [1]), seriesOf({ a: "2" }, [2])]);
  assert.deepEqual(graphData(dataOf([answer])).series.map(({ key }) => key), ["same", "same (2)"]);
});

test("colours go by the order of the series, unless an override says otherwise", () => {
  const answer = answerOf({ legendFormat: "{{s}}" }, [seriesOf({ s: "a" }, [1]), seriesOf({ s: "b" }, [2])]);
  const overrides = [{ matcher: { id: "byName", options: "b" }, properties: [{ id: "color", value: { mode: "fixed", fixedColor: "red" } }] }];
  const graph = graphData(dataOf([answer], { type: "timeseries", fieldConfig: { overrides } }));
  assert.deepEqual(graph.series.map(({ color }) => color), ["#73BF69", "#F2495C"]);
});

test("a legend's calculations are shown in the unit, counts without one", () => {
  const answer = answerOf({}, [seriesOf({}, [1, 3])]);
  const graph = graphData(dataOf([answer], { type: "timeseries", fieldConfig: { defaults: { unit: "s" } } }));
  const [series] = graph.series;
  assert.ok(series);
  const values = legendValues(series, ["lastNotNull", "mean", "count", "diffperc"], situation);
  assert.deepEqual(
    values.map(({ title, display }) => [title, display.prefix + display.text + display.suffix]),
    [["Last *", "3 s"], ["Mean", "2 s"], ["Count", "2"], ["Difference percent", "200%"]],
  );
});

test("a series that is hidden by an override is not drawn", () => {
  const overrides = [{ matcher: { id: "byNames", options: { mode: "exclude", names: ["a"] } }, properties: [{ id: "custom.hideFrom", value: { viz: true } }] }];
  const answer = answerOf({ legendFormat: "{{s}}" }, [seriesOf({ s: "a" }, [1]), seriesOf({ s: "b" }, [2])]);
  assert.deepEqual(graphData(dataOf([answer], { type: "timeseries", fieldConfig: { overrides } })).series.map(({ title }) => title), ["a"]);
});

const sampled = fc.array(fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }), { nil: undefined }), { maxLength: 40 });

test("alignment keeps every value at its time, and adds none", () => {
  fc.assert(
    fc.property(fc.array(sampled, { minLength: 1, maxLength: 5 }), (lists) => {
      const series = lists.map((values, index) => seriesOf({ s: String(index) }, values));
      const { times, series: drawn } = graphData(dataOf([answerOf({}, series)]));
      assert.deepEqual(times, [...times].sort((one, other) => one - other));
      assert.equal(new Set(times).size, times.length);
      drawn.forEach((one, index) => {
        const kept = times.flatMap((time, at) => (one.values[at] === null ? [] : [{ time, value: one.values[at] }]));
        assert.deepEqual(kept, series[index]?.samples);
      });
    }),
  );
});

test("twelve panels of six hours are made ready at once", () => {
  const values = Array.from({ length: 1_440 }, (_, index) => Math.sin(index / 50));
  const answer = answerOf({ legendFormat: "{{s}}" }, ["a", "b", "c"].map((s) => seriesOf({ s }, values)));
  for (let panel = 0; panel < 12; panel++) {
    const graph = graphData(dataOf([answer]));
    assert.equal(graph.times.length, 1_440);
    assert.equal(graph.series.length, 3);
  }
});
