import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { heatmapView } from "../src/model/heatmap";
import { panelData } from "../src/model/panel_data";
import { valueTable } from "../src/model/graph";
import type { HeatmapView, QueryAnswer, SeriesAnswer } from "../src/model/types";
import { answerOf, panelOf, seriesOf, situation } from "./situation";

const panel = panelOf({
  type: "heatmap",
  options: { yAxis: { unit: "s" }, cellValues: { unit: "suffix:/s" }, color: { scheme: "Turbo", steps: 64 } },
});

function viewOf(answers: QueryAnswer[], shown = panel): HeatmapView | null {
  if (shown.type !== "heatmap") throw new Error("no heatmap");
  return heatmapView(panelData(shown, answers, situation), shown.options, situation);
}

function bucket(le: string, values: (number | undefined)[], labels: Record<string, string> = {}): SeriesAnswer {
  return seriesOf({ ...labels, le }, values);
}

test("classic buckets are sorted, and hold what they hold alone", () => {
  const view = viewOf([answerOf({ format: "heatmap" }, [bucket("+Inf", [9, 6]), bucket("0.5", [2, 1]), bucket("10", [9, 5]), bucket("1", [5, 1])])]);
  assert.deepEqual(view?.buckets, [
    { low: 0, high: 0.5 },
    { low: 0.5, high: 1 },
    { low: 1, high: 10 },
    { low: 10, high: Infinity },
  ]);
  assert.deepEqual(view?.counts, [[2, 3, 4, null], [1, null, 4, 1]]);
  assert.deepEqual([view?.min, view?.max, view?.step, view?.scale], [1, 4, 15_000, "ordinal"]);
  assert.deepEqual([0.5, 10, Infinity].map((bound) => view?.showBound(bound)), ["500 ms", "10 s", "+Inf"]);
  assert.equal(view?.showCount(2), "2 /s");
});

test("counts that go down by rounding are none, a missing one is unknown", () => {
  const [first] = valueTable(
    panelData(panel, [answerOf({ format: "heatmap" }, [bucket("1", [5, undefined]), bucket("2", [5 - 1e-12, 3])])], situation),
  ).columns;
  assert.deepEqual(first?.values, [5, null]);
  const view = viewOf([answerOf({ format: "heatmap" }, [bucket("1", [5, undefined]), bucket("2", [5 - 1e-12, 3])])]);
  assert.deepEqual(view?.counts, [[5, null], [null, 3]]);
});

test("of several histograms the first is shown, and that is told", () => {
  const answer = answerOf({ format: "heatmap" }, [bucket("1", [1], { job: "a" }), bucket("1", [2], { job: "b" })]);
  assert.deepEqual(viewOf([answer])?.counts, [[1]]);
  assert.deepEqual(panelData(panel, [answer], situation).notices, ["The first of 2 histograms is shown."]);
});

function native(...moments: [left: number, right: number, count: number][][]): QueryAnswer {
  const histograms = moments.map((buckets, index) => ({
    time: index * 15_000,
    histogram: {
      count: 0,
      sum: 0,
      buckets: buckets.map(([left, right, count]) => ({ left, right, leftIncluded: false, rightIncluded: true, count })),
    },
  }));
  return answerOf({ format: "heatmap" }, [{ labels: {}, samples: [], histograms }]);
}

test("native buckets are what the histograms have, on a logarithmic axis", () => {
  const view = viewOf([native([[0.25, 0.5, 2]], [[0.5, 1, 3], [0.25, 0.5, 1]])]);
  assert.equal(view?.scale, "log");
  assert.deepEqual(view?.buckets, [{ low: 0.25, high: 0.5 }, { low: 0.5, high: 1 }]);
  assert.deepEqual(view?.counts, [[2, null], [1, 3]]);
});

test("the bucket around zero has a place below the others", () => {
  const view = viewOf([native([[-1e-128, 1e-128, 4], [0.5, 1, 3]])]);
  assert.deepEqual(view?.buckets, [{ low: 0.25, high: 0.5 }, { low: 0.5, high: 1 }]);
});

test("negative buckets can't be on a logarithmic axis", () => {
  assert.equal(viewOf([native([[-2, -1, 4], [1, 2, 3]])])?.scale, "ordinal");
});

test("a native histogram beside a classic one is the one that is shown", () => {
  const both = native([[0.5, 1, 3]]);
  const view = viewOf([{ ...both, series: [...both.series, bucket("1", [7])] }]);
  assert.deepEqual(view?.counts, [[3]]);
});

test("series that are named by bounds make a heatmap too", () => {
  const answer = answerOf({ legendFormat: "{{le}}" }, [bucket("+Inf", [1]), bucket("2", [5])]);
  assert.deepEqual(viewOf([answer])?.counts, [[5, 1]]);
});

test("without data there is no heatmap; what is no histogram is told", () => {
  assert.equal(viewOf([]), null);
  const plain = answerOf({ format: "heatmap" }, [seriesOf({ job: "a" }, [1])]);
  assert.equal(viewOf([plain]), null);
  assert.match(panelData(panel, [plain], situation).notices.join(), /label “le”/);
});

test("a histogram in another panel is told", () => {
  const graph = panelOf({ type: "timeseries" });
  assert.match(panelData(graph, [native([[1, 2, 3]])], situation).notices.join(), /histogram_quantile/);
});

test("small and great counts have different colours, each of them a colour", () => {
  const view = viewOf([answerOf({ format: "heatmap" }, [bucket("1", [1, 5, 9])])]);
  const colors = [1, 5, 9].map((count) => view?.colorOf(count) ?? "");
  assert.equal(new Set(colors).size, 3);
  for (const color of colors) assert.match(color, /^rgb\(\d+, \d+, \d+\)$/);
  const faded = panelOf({ type: "heatmap", options: { color: { mode: "opacity", fill: "dark-orange" } } });
  assert.match(viewOf([answerOf({ format: "heatmap" }, [bucket("1", [1, 9])])], faded)?.colorOf(9) ?? "", /#FA6400 100%/);
});

test("what all buckets hold alone is together what the last one counts", () => {
  const cumulated = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(cumulated, (increments) => {
      let total = 0;
      const series = increments.map((more, index) => bucket(String(index + 1), [(total += more)]));
      const view = viewOf([answerOf({ format: "heatmap" }, series)]);
      const sum = view?.counts[0]?.reduce<number>((result, count) => result + (count ?? 0), 0);
      assert.equal(sum, total);
    }),
  );
});
