import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { calculate, calculationTitle, isCalculation } from "../src/model/calculations";
import type { Value } from "../src/model/types";

/** Grafana's documentation, “Calculation types”, and npm's @grafana/data 13.2.3. */
const cases: [name: string, values: Value[], expected: Value][] = [
  ["lastNotNull", [1, 2, null], 2],
  ["lastNotNull", [1, 2, NaN], 2],
  ["lastNotNull", [null, null], null],
  ["lastNotNull", ["a", "b"], "b"],
  ["last", [1, 2, null], null],
  ["last", [], null],
  ["first", [null, 2], null],
  ["firstNotNull", [null, NaN, 3, 4], 3],
  ["min", [3, 1, null, 2], 1],
  ["min", [null], null],
  ["max", [3, 1, NaN, 2], 3],
  ["mean", [1, 2, null, 3], 2],
  ["mean", [], null],
  ["median", [5, 1, 3], 3],
  ["median", [4, 1, 3, 2], 2.5],
  ["sum", [1, 2, null, 3], 6],
  ["sum", [], 0],
  ["count", [1, null, NaN, 3], 3],
  ["countAll", [1, null, 3], 3],
  ["range", [3, 10, 5], 7],
  ["range", [null], null],
  ["delta", [1, 4, 6], 5],
  ["delta", [1, 4, 0, 2, 5], 6],
  ["step", [1, 4, 6], 2],
  ["step", [5], null],
  ["diff", [2, 9, 5], 3],
  ["diff", [null], null],
  ["diffperc", [2, 3], 50],
  ["diffperc", [0, 0], NaN],
  ["logmin", [0, -1, 5, 3], 3],
  ["logmin", [0], null],
  ["allIsZero", [0, 0], true],
  ["allIsZero", [0, 1], false],
  ["allIsZero", [null], false],
  ["allIsNull", [null, null], true],
  ["allIsNull", [null, 0], false],
  ["changeCount", [1, 1, 2, null, 2, 1], 2],
  ["distinctCount", [1, 1, 2, null], 2],
  ["variance", [1, 2, 3, 4], 1.25],
  ["stdDev", [2, 4, 4, 4, 5, 5, 7, 9], 2],
  ["p50", [1, 2, 3, 4, 5], 3],
  ["p95", Array.from({ length: 101 }, (_, index) => index), 95],
  ["allValues", [1, 2, 1], "1, 2, 1"],
  ["uniqueValues", [1, 2, 1], "1, 2"],
  ["current", [1, 2], 2],
  ["avg", [1, 2], 1.5],
  ["total", [1, 2], 3],
  ["unknown", [1], null],
];

test("each calculation is Grafana's", () => {
  for (const [name, values, expected] of cases) assert.deepEqual(calculate(name, values), expected, `${name} of ${values.join()}`);
});

test("calculations are known by their names, and have names for people", () => {
  assert.ok(isCalculation("lastNotNull") && isCalculation("p99") && isCalculation("avg"));
  assert.ok(!isCalculation("p0") && !isCalculation("p100") && !isCalculation("constructor"));
  const titles = ["lastNotNull", "sum", "p1", "p2", "p3", "p11", "p22", "p95", "mystery"].map(calculationTitle);
  assert.deepEqual(titles, ["Last *", "Total", "1st %", "2nd %", "3rd %", "11th %", "22nd %", "95th %", "mystery"]);
});

const numbers = fc.array(fc.option(fc.integer({ min: -1000, max: 1000 })), { minLength: 1, maxLength: 30 });

test("calculations agree with each other", () => {
  fc.assert(
    fc.property(numbers, (values) => {
      const of = (name: string) => calculate(name, values);
      if (of("allIsNull")) return;
      const [min, mean, max] = ["min", "mean", "max"].map((name) => Number(of(name))) as [number, number, number];
      assert.ok(min <= mean && mean <= max);
      assert.equal(of("range"), max - min);
      assert.ok(Math.abs(Number(of("sum")) - mean * Number(of("count"))) < 1e-6);
      assert.equal(of("diff"), Number(of("lastNotNull")) - Number(of("firstNotNull")));
      assert.ok(Number(of("median")) >= min && Number(of("median")) <= max);
      assert.ok(Number(of("distinctCount")) <= Number(of("count")));
    }),
  );
});
