import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { compactLayout } from "../src/ui/board/compact_layout";
import { closeShortGaps } from "../src/ui/graph/gaps";
import { hiddenAfterClick } from "../src/ui/graph/legend";
import { lastNotAfter } from "../src/ui/graph/moments";
import { stack, type Stackable } from "../src/ui/graph/stacking";
import { layOut } from "../src/ui/visuals/tile_layout";

const normal = (values: (number | null)[], group = "A"): Stackable => ({ values, group, mode: "normal" });

test("stacked series stand on those before them, and a gap adds nothing", () => {
  const stacked = stack([normal([1, 2, null]), normal([10, null, 30]), normal([100, 200, 300])]);
  assert.deepEqual(stacked.values, [
    [1, 2, null],
    [11, null, 30],
    [111, 202, 330],
  ]);
  assert.deepEqual(stacked.bands, [
    [1, 0],
    [2, 1],
  ]);
});

test("values below zero are stacked under the axis, groups and single series by themselves", () => {
  const stacked = stack([
    normal([1]),
    normal([-5]),
    normal([-1]),
    normal([7], "B"),
    { values: [9], group: null, mode: "normal" },
  ]);
  assert.deepEqual(stacked.values, [[1], [-5], [-6], [7], [9]]);
  assert.deepEqual(stacked.bands, [[2, 1]]);
});

test("a stack of percent ends at one, or at zero where there is nothing", () => {
  const percent = (values: number[]): Stackable => ({ values, group: "A", mode: "percent" });
  assert.deepEqual(stack([percent([1, 0]), percent([3, 0])]).values, [
    [0.25, 0],
    [1, 0],
  ]);
});

test("the top of a stack is the sum of its parts", () => {
  const column = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 3, maxLength: 3 });
  fc.assert(
    fc.property(fc.array(column, { minLength: 1, maxLength: 8 }), (columns) => {
      const top = stack(columns.map((values) => normal(values))).values.at(-1);
      const sums = [0, 1, 2].map((at) => columns.reduce((sum, values) => sum + (values[at] ?? 0), 0));
      assert.deepEqual(top, sums);
    }),
  );
});

test("gaps up to a length are closed, longer ones and those at the ends stay", () => {
  const times = [0, 10, 20, 30, 40, 50, 60];
  const values = [null, 1, null, 2, null, null, 3];
  assert.deepEqual(closeShortGaps(times, values, 20), [null, 1, undefined, 2, null, null, 3]);
  assert.deepEqual(closeShortGaps(times, [...values.slice(0, 5), 4, null], 5), [null, 1, null, 2, null, 4, null]);
});

test("a click on a legend leaves one series, another click on it brings all back, with Ctrl it toggles", () => {
  const keys = ["a", "b", "c"];
  assert.deepEqual(hiddenAfterClick(keys, new Set(), "b", false), ["a", "c"]);
  assert.deepEqual(hiddenAfterClick(keys, new Set(["a", "c"]), "b", false), []);
  assert.deepEqual(hiddenAfterClick(keys, new Set(["a", "c"]), "c", false), ["a", "b"]);
  assert.deepEqual(hiddenAfterClick(keys, new Set(["a"]), "b", true), ["a", "b"]);
  assert.deepEqual(hiddenAfterClick(keys, new Set(["a", "b"]), "b", true), ["a"]);
});

test("the last moment that is not after another", () => {
  assert.deepEqual(
    [5, 10, 15, 30, 99].map((moment) => lastNotAfter([10, 20, 30], moment)),
    [-1, 0, 0, 2, 2],
  );
  assert.equal(lastNotAfter([], 1), -1);
});

test("panels never cover each other, keep their sizes, and leave no line empty", () => {
  const position = fc.record({
    x: fc.integer({ min: 0, max: 23 }),
    y: fc.integer({ min: 0, max: 30 }),
    w: fc.integer({ min: 1, max: 24 }),
    h: fc.integer({ min: 1, max: 9 }),
  });
  fc.assert(
    fc.property(fc.array(position, { maxLength: 14 }), (wanted) => {
      const found = compactLayout(wanted);
      const taken = new Set<string>();
      found.forEach(({ x, y, w, h }, index) => {
        assert.deepEqual([x, w, h], [wanted[index]?.x, wanted[index]?.w, wanted[index]?.h]);
        for (let line = y; line < y + h; line += 1) {
          for (let column = x; column < x + w; column += 1) {
            assert.ok(!taken.has(`${line} ${column}`), `${line} ${column} is taken`);
            taken.add(`${line} ${column}`);
          }
        }
      });
      const last = Math.max(0, ...found.map(({ y, h }) => y + h));
      const lines = new Set([...taken].map((place) => place.split(" ")[0]));
      assert.equal(lines.size, last);
    }),
  );
});

test("panels that stand well stay where they are", () => {
  const wanted = [
    { x: 0, y: 0, w: 12, h: 8 },
    { x: 12, y: 0, w: 12, h: 4 },
    { x: 12, y: 4, w: 12, h: 4 },
    { x: 0, y: 8, w: 24, h: 2 },
  ];
  assert.deepEqual(compactLayout(wanted), wanted);
});

test("tiles are laid out by the shape of the panel, or as it is asked", () => {
  assert.equal(layOut(4, "auto", 1200, 100, 3).columns, 4);
  assert.equal(layOut(4, "auto", 200, 600, 3).columns, 1);
  assert.equal(layOut(3, "vertical", 100, 900, 3).columns, 3);
  assert.equal(layOut(3, "horizontal", 900, 100, 3).columns, 1);
});
