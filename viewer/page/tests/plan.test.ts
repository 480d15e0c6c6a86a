import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { allowedStep, intervalFor, mostPoints, roundInterval } from "../src/model/interval";
import { planQueries } from "../src/model/plan";
import { panelOf, situation } from "./situation";

const hour = 3_600_000;

/** A panel with one query, asked over so many hours, so many pixels wide. */
function planned(target: object, { hours = 6, width = 800, panel = {}, end = situation.now } = {}) {
  const json = { type: "timeseries", targets: [{ refId: "A", expr: "rate(x[$__rate_interval])", ...target }], ...panel };
  const range = { ...situation.range, from: end - hours * hour, to: end };
  return planQueries(panelOf(json), { ...situation, range }, width);
}

test("intervals are rounded by Grafana's table", () => {
  const cases: [number, number][] = [
    [1, 1],
    [14, 10],
    [149, 100],
    [1_499, 1_000],
    [12_400, 10_000],
    [17_499, 15_000],
    [27_000, 30_000],
    [60_000, 60_000],
    [100_000, 120_000],
    [1_000_000, 900_000],
    [3_600_000, 3_600_000],
    [50_000_000, 43_200_000],
    [5_000_000_000, 31_536_000_000],
  ];
  for (const [exact, rounded] of cases) assert.equal(roundInterval(exact), rounded, String(exact));
  assert.equal(intervalFor(6 * hour, 800, 15_000), 30_000);
  assert.equal(intervalFor(hour, 800, 15_000), 15_000);
});

test("the step goes by the width, the minimum by the scrape interval", () => {
  const cases: [hours: number, width: number, step: number, rate: string][] = [
    [1, 800, 15, "1m"],
    [6, 800, 30, "1m"],
    [6, 390, 60, "75s"],
    [24, 800, 120, "135s"],
    [168, 800, 900, "915s"],
  ];
  for (const [hours, width, step, rate] of cases) {
    const [query] = planned({}, { hours, width });
    assert.deepEqual([query?.step, query?.expression], [step, `rate(x[${rate}])`]);
  }
});

test("the panel's and the query's own settings are heeded", () => {
  assert.equal(planned({}, { panel: { maxDataPoints: 100 } })[0]?.step, 300);
  assert.equal(planned({}, { panel: { interval: "2m" } })[0]?.step, 120);
  assert.deepEqual(planned({ interval: "1m" }).map(({ step, expression }) => [step, expression]), [[60, "rate(x[4m])"]]);
  assert.equal(planned({ intervalFactor: 2 })[0]?.step, 60);
  assert.equal(planned({}, { panel: { maxDataPoints: 1500, interval: "15s" } })[0]?.step, 15);
});

test("a range begins and ends on multiples of the step, in local time", () => {
  const [query] = planned({}, { end: situation.now + 7_123 });
  assert.deepEqual([query?.start, query?.end], [(situation.now - 6 * hour) / 1000, situation.now / 1000]);
  const panel = panelOf({ type: "timeseries", interval: "1d", targets: [{ expr: "x" }] });
  const range = { ...situation.range, from: situation.now - 72 * hour };
  const [daily] = planQueries(panel, { ...situation, range, timeZone: "Asia/Kolkata" }, 800);
  assert.equal(((daily?.start ?? 0) + 5.5 * 3600) % 86_400, 0);
});

test("an instant query asks at the end of the range", () => {
  const queries = planned({ instant: true, range: false, expr: "increase(x[$__range])" });
  assert.deepEqual(
    queries.map(({ kind, end, expression }) => [kind, end, expression]),
    [["instant", situation.now / 1000, "increase(x[21600s])"]],
  );
});

test("a query may ask for both", () => {
  assert.deepEqual(planned({ instant: true, range: true }).map(({ refId, kind }) => [refId, kind]), [["A", "range"], ["A_Instant", "instant"]]);
  assert.deepEqual(planned({}).map(({ kind }) => kind), ["range"]);
});

test("hidden and empty queries are not asked", () => {
  assert.deepEqual(planned({ hide: true }), []);
  assert.deepEqual(planned({ expr: "  " }), []);
});

test("the viewer never refuses a range for too many points", () => {
  const ranges = fc.integer({ min: 1, max: 366 * 24 * hour });
  fc.assert(
    fc.property(ranges, fc.integer({ min: 1, max: 5_000 }), fc.constantFrom("", "1s", "15s", "1m"), (length, width, interval) => {
      const panel = panelOf({ type: "timeseries", interval, targets: [{ expr: "x" }] });
      const range = { ...situation.range, from: situation.now - length };
      const [query] = planQueries(panel, { ...situation, range }, width);
      assert.ok(query);
      assert.ok((query.end - query.start) / query.step + 1 <= mostPoints);
    }),
  );
  assert.ok((6 * hour) / allowedStep(6 * hour, 1) < mostPoints);
});
