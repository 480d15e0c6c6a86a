import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { emptyState, formatState, parseState } from "../src/model/state";
import type { PageState } from "../src/model/types";

test("nothing chosen is an empty URL", () => {
  assert.equal(formatState(emptyState), "");
  assert.deepEqual(parseState(""), emptyState);
  assert.deepEqual(parseState("?"), emptyState);
});

test("each choice has its place in the URL", () => {
  const state: PageState = {
    dashboard: "coursebot",
    range: { from: "now-7d/d", to: "now" },
    refresh: "30s",
    variables: { job: ["a", "b c"], empty: [""] },
    viewPanel: 12,
    theme: "light",
    language: "ru",
    hiddenSeries: { 3: ["success", "50% & more"] },
    toggledRows: [6, 11],
  };
  const url = formatState(state);
  assert.equal(
    url,
    "?dashboard=coursebot&from=now-7d%2Fd&to=now&refresh=30s&var-job=a&var-job=b+c&var-empty=&viewPanel=12&theme=light&lang=ru" +
      "&hide-3=success&hide-3=50%25+%26+more&row=6&row=11",
  );
  assert.deepEqual(parseState(url), state);
});

test("no refresh differs from the dashboard's refresh", () => {
  assert.equal(parseState(formatState({ ...emptyState, refresh: "" })).refresh, "");
  assert.equal(parseState("").refresh, null);
});

test("what makes no sense is left out", () => {
  const url = "?from=javascript:1&to=now&refresh=often&viewPanel=-1&theme=pink&lang=fr&hide-x=a&row=abc&unknown=1&var-=x";
  assert.deepEqual(parseState(url), emptyState);
  assert.equal(parseState("?from=now-6h").range, null);
});

test("a URL can't be too much", () => {
  const many = Array.from({ length: 5000 }, (_, index) => `var-v${index}=x&hide-${index}=y&row=${index}`).join("&");
  const state = parseState(`?${many}&dashboard=${"d".repeat(9999)}`);
  assert.ok(Object.keys(state.variables).length <= 100);
  assert.ok(Object.keys(state.hiddenSeries).length <= 100);
  assert.ok(state.toggledRows.length <= 100);
  assert.ok(state.dashboard.length <= 200);
});

const names = fc.string({ minLength: 1, maxLength: 12 }).filter((name) => name !== "__proto__");
const values = fc.array(fc.string({ maxLength: 20 }), { minLength: 1, maxLength: 4 });
const ids = fc.integer({ min: 0, max: 99_999 });
const moments = fc.oneof(fc.constantFrom("now", "now-6h", "now/d", "now-1d/d", "now+1h"), ids.map(String));

const states: fc.Arbitrary<PageState> = fc.record({
  dashboard: fc.string({ maxLength: 40 }),
  range: fc.option(fc.record({ from: moments, to: moments })),
  refresh: fc.option(fc.constantFrom("", "5s", "1m", "1h")),
  variables: fc.dictionary(names, values, { maxKeys: 4 }),
  viewPanel: fc.option(ids),
  theme: fc.constantFrom("auto", "dark", "light"),
  language: fc.constantFrom("auto", "en", "ru"),
  hiddenSeries: fc.dictionary(ids.map(String), values, { maxKeys: 3 }) as fc.Arbitrary<Record<number, string[]>>,
  toggledRows: fc.array(ids, { maxLength: 4 }),
});

/** Objects that dictionaries make have no prototype. */
function plain(state: PageState): unknown {
  return JSON.parse(JSON.stringify(state));
}

test("a state leads back to itself through its URL", () => {
  fc.assert(fc.property(states, (state) => assert.deepEqual(plain(parseState(formatState(state))), plain(state))));
});

test("whatever the URL, its state is written and read again unchanged", () => {
  const parts = fc.constantFrom("from", "to", "var-a", "hide-1", "row", "theme", "=", "&", "now-1h", "%zz", "%D1", "+", "x", "?");
  fc.assert(
    fc.property(fc.array(parts).map((list) => list.join("")), (search) => {
      const state = parseState(search);
      assert.deepEqual(plain(parseState(formatState(state))), plain(state));
    }),
  );
});
