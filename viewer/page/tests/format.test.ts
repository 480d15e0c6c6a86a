import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { formatterOf } from "../src/model/format/units";
import { fromNow } from "../src/model/format/from_now";
import { formatCases } from "./format_cases";

const situation = { now: Date.UTC(2026, 0, 2), timeZone: "utc", language: "en" } as const;

function shown(unit: string, value: number, decimals: number | null, where: object = {}): string {
  const { prefix, text, suffix } = formatterOf(unit)(value, decimals, { ...situation, ...where });
  return prefix + text + suffix;
}

test("each value is shown as Grafana shows it", () => {
  assert.ok(formatCases.length >= 120);
  for (const [unit, value, decimals, expected] of formatCases) {
    assert.equal(shown(unit, value, decimals), expected, `${value} in ${unit} with ${decimals} decimals`);
  }
});

test("a moment of today has no date in the formats that leave it out", () => {
  const noon = Date.UTC(2026, 0, 2, 12, 30, 5);
  assert.equal(shown("dateTimeAsIsoNoDateIfToday", noon, null), "12:30:05");
  assert.equal(shown("dateTimeAsIsoNoDateIfToday", noon - 86_400_000, null), "2026-01-01 12:30:05");
  assert.equal(shown("dateTimeAsUSNoDateIfToday", noon, null), "12:30:05 pm");
});

test("a moment is shown in the time zone", () => {
  const moment = Date.UTC(2026, 5, 30, 22, 15);
  assert.equal(shown("dateTimeAsIso", moment, null, { timeZone: "Europe/Berlin" }), "2026-07-01 00:15:00");
  assert.equal(shown("time:HH:mm Z", moment, null, { timeZone: "Asia/Kolkata" }), "03:45 +05:30");
  assert.equal(shown("time:[at] H", moment, null), "at 22");
});

test("what is too far away is no date, and no exception", () => {
  assert.equal(shown("dateTimeAsIso", 1e300, null), "Invalid date");
  assert.equal(shown("dateTimeFromNow", NaN, null), "Invalid date");
});

test("how long ago is told as moment.js tells it", () => {
  const second = 1000;
  const minute = 60 * second;
  const hour = 60 * minute;
  const day = 24 * hour;
  const cases: [number, string, string][] = [
    [0, "a few seconds ago", "несколько секунд назад"],
    [44 * second, "a few seconds ago", "несколько секунд назад"],
    [45 * second, "a minute ago", "минуту назад"],
    [2 * minute, "2 minutes ago", "2 минуты назад"],
    [44 * minute, "44 minutes ago", "44 минуты назад"],
    [45 * minute, "an hour ago", "час назад"],
    [21 * hour, "21 hours ago", "21 час назад"],
    [22 * hour, "a day ago", "день назад"],
    [7 * day, "7 days ago", "7 дней назад"],
    [27 * day, "a month ago", "месяц назад"],
    [70 * day, "2 months ago", "2 месяца назад"],
    [365 * day, "a year ago", "год назад"],
    [5 * 365.25 * day, "5 years ago", "5 лет назад"],
    [-3 * minute, "in 3 minutes", "через 3 минуты"],
    [-26 * hour, "in a day", "через день"],
  ];
  for (const [past, english, russian] of cases) {
    assert.equal(fromNow(situation.now - past, situation.now, "en"), english);
    assert.equal(fromNow(situation.now - past, situation.now, "ru"), russian);
  }
});

const scaledUnits = ["none", "short", "percent", "s", "ms", "bytes", "decbytes", "Bps", "reqps", "currencyEUR", "suffix:/s"];

test("a number keeps its sign, unless it is rounded to nothing", () => {
  const numbers = fc.double({ noNaN: true, min: -1e15, max: 1e15 }).filter((value) => Math.abs(value) > 1e-12);
  fc.assert(
    fc.property(fc.constantFrom(...scaledUnits), numbers, fc.option(fc.integer({ min: 0, max: 6 })), (unit, value, decimals) => {
      const text = shown(unit, value, decimals).replace(/e[+-]\d+/, "");
      if (value >= 0) assert.ok(!text.includes("-"), `${value} in ${unit}: ${text}`);
      else if (/[1-9]/.test(text)) assert.ok(text.startsWith("-"), `${value} in ${unit}: ${text}`);
    }),
  );
});

test("a number with decimals is near what it was", () => {
  const numbers = fc.double({ noNaN: true, min: -1e9, max: 1e9 });
  fc.assert(
    fc.property(numbers, fc.integer({ min: 0, max: 6 }), (value, decimals) => {
      const back = Number(shown("none", value, decimals));
      assert.ok(Math.abs(back - value) <= 0.5000001 * 10 ** -decimals + 1e-9);
    }),
  );
});

test("no value, unit or number of decimals makes an exception", () => {
  const units = fc.oneof(fc.constantFrom(...formatCases.map(([unit]) => unit)), fc.string());
  const decimals = fc.option(fc.integer({ min: -5, max: 400 }));
  fc.assert(fc.property(units, fc.double(), decimals, (unit, value, given) => void shown(unit, value, given)));
});
