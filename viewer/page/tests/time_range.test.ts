import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { durationMs, durationText } from "../src/model/duration";
import { describeRange } from "../src/model/range_text";
import { parseMoment, parseRange, quickRanges, refreshIntervals, refreshMs, selectedRange, shift, zoomOut } from "../src/model/time_range";
import { calendarTime, knownTimeZone, momentOf } from "../src/model/zoned_time";

/** A Friday. */
const now = Date.UTC(2026, 0, 2, 12, 34, 56, 789);
const utc = { now, timeZone: "utc", weekStart: 1 };
const berlin = { now, timeZone: "Europe/Berlin", weekStart: 1 };

function iso(time: number | null): string {
  return time === null ? "none" : new Date(time).toISOString();
}

test("moments relative to now", () => {
  const cases: [text: string, up: boolean, expected: string][] = [
    ["now", false, "2026-01-02T12:34:56.789Z"],
    ["now-6h", false, "2026-01-02T06:34:56.789Z"],
    ["now-90s", false, "2026-01-02T12:33:26.789Z"],
    ["now+1d", false, "2026-01-03T12:34:56.789Z"],
    ["now-1M", false, "2025-12-02T12:34:56.789Z"],
    ["now-1Q", false, "2025-10-02T12:34:56.789Z"],
    ["now-1y", false, "2025-01-02T12:34:56.789Z"],
    ["now-h", false, "2026-01-02T11:34:56.789Z"],
    ["now/d", false, "2026-01-02T00:00:00.000Z"],
    ["now/d", true, "2026-01-02T23:59:59.999Z"],
    ["now/h", false, "2026-01-02T12:00:00.000Z"],
    ["now/m", true, "2026-01-02T12:34:59.999Z"],
    ["now/w", false, "2025-12-29T00:00:00.000Z"],
    ["now/w", true, "2026-01-04T23:59:59.999Z"],
    ["now/M", false, "2026-01-01T00:00:00.000Z"],
    ["now/M", true, "2026-01-31T23:59:59.999Z"],
    ["now/Q", true, "2026-03-31T23:59:59.999Z"],
    ["now/y", false, "2026-01-01T00:00:00.000Z"],
    ["now-1d/d", false, "2026-01-01T00:00:00.000Z"],
    ["now-1d/d", true, "2026-01-01T23:59:59.999Z"],
    ["now-1w/w", false, "2025-12-22T00:00:00.000Z"],
    ["now-1M/M", true, "2025-12-31T23:59:59.999Z"],
    ["now/d+8h", false, "2026-01-02T08:00:00.000Z"],
    ["now - 1h", false, "2026-01-02T11:34:56.789Z"],
  ];
  for (const [text, up, expected] of cases) assert.equal(iso(parseMoment(text, up, utc)), expected, text);
});

test("the 31st becomes the last day of a shorter month", () => {
  const march = { ...utc, now: Date.UTC(2026, 2, 31, 10) };
  assert.equal(iso(parseMoment("now-1M", false, march)), "2026-02-28T10:00:00.000Z");
});

test("days are days of the time zone, also where clocks are set", () => {
  assert.equal(iso(parseMoment("now/d", false, berlin)), "2026-01-01T23:00:00.000Z");
  const afterChange = { ...berlin, now: Date.UTC(2026, 2, 29, 12) };
  assert.equal(iso(parseMoment("now/d", false, afterChange)), "2026-03-28T23:00:00.000Z");
  assert.equal(iso(parseMoment("now/d", true, afterChange)), "2026-03-29T21:59:59.999Z");
  assert.equal(iso(parseMoment("now-1d", false, afterChange)), "2026-03-28T13:00:00.000Z");
  assert.equal(iso(parseMoment("now-24h", false, afterChange)), "2026-03-28T12:00:00.000Z");
});

test("a week begins where the dashboard says", () => {
  assert.equal(iso(parseMoment("now/w", false, { ...utc, weekStart: 0 })), "2025-12-28T00:00:00.000Z");
  assert.equal(iso(parseMoment("now/w", false, { ...utc, weekStart: 6 })), "2025-12-27T00:00:00.000Z");
});

test("absolute moments", () => {
  assert.equal(iso(parseMoment("1767355200000", false, utc)), "2026-01-02T12:00:00.000Z");
  assert.equal(iso(parseMoment("2026-01-02T10:20:30Z", false, berlin)), "2026-01-02T10:20:30.000Z");
  assert.equal(iso(parseMoment("2026-01-02T10:20:30+02:00", false, berlin)), "2026-01-02T08:20:30.000Z");
  assert.equal(iso(parseMoment("2026-01-02 10:20:30", false, berlin)), "2026-01-02T09:20:30.000Z");
  assert.equal(iso(parseMoment("2026-01-02 10:20", false, utc)), "2026-01-02T10:20:00.000Z");
  assert.equal(iso(parseMoment("2026-01-02", false, utc)), "2026-01-02T00:00:00.000Z");
});

test("nonsense is no moment", () => {
  const texts = ["", "later", "now-", "now-6x", "now--6h", "now/5d", "now-999999d", "2026-02-30", "2026-13-01", "2026-01-02 25:00",
    "9".repeat(16), "now-3000y", "-5", "1e3", "now;drop"];
  for (const text of texts) assert.equal(parseMoment(text, false, utc), null, text);
});

test("a range goes forward", () => {
  const raw = { from: "now-6h", to: "now" };
  assert.deepEqual(parseRange(raw, now, "utc"), { from: now - 6 * 3_600_000, to: now, raw });
  assert.equal(parseRange({ from: "now", to: "now-6h" }, now, "utc"), null);
  assert.equal(parseRange({ from: "now", to: "now" }, now, "utc"), null);
  assert.equal(parseRange({ from: "x", to: "now" }, now, "utc"), null);
});

test("all ranges to choose from can be read, and have names in both languages", () => {
  const names = quickRanges.map((raw) => {
    assert.ok(parseRange(raw, now, "Asia/Tokyo"), `${raw.from} to ${raw.to}`);
    for (const language of ["en", "ru"] as const) assert.doesNotMatch(describeRange(raw, language, "utc"), /now/);
    return describeRange(raw, "en", "utc");
  });
  assert.equal(new Set(names).size, names.length);
  for (const text of refreshIntervals.slice(1)) assert.ok((refreshMs(text) ?? 0) >= 5_000);
});

test("ranges are called as people call them", () => {
  const cases: [string, string, string, string][] = [
    ["now-6h", "now", "Last 6 hours", "Последние 6 часов"],
    ["now-1h", "now", "Last 1 hour", "Последний час"],
    ["now-21m", "now", "Last 21 minutes", "Последняя 21 минута"],
    ["now-2d", "now", "Last 2 days", "Последние 2 дня"],
    ["now/d", "now/d", "Today", "Сегодня"],
    ["now-1d/d", "now-1d/d", "Yesterday", "Вчера"],
    ["now-2h", "now-1h", "now-2h to now-1h", "now-2h — now-1h"],
    ["0", "3600000", "1970-01-01 00:00:00 to 1970-01-01 01:00:00", "1970-01-01 00:00:00 — 1970-01-01 01:00:00"],
  ];
  for (const [from, to, english, russian] of cases) {
    assert.equal(describeRange({ from, to }, "en", "utc"), english);
    assert.equal(describeRange({ from, to }, "ru", "utc"), russian);
  }
});

test("zooming out doubles, shifting moves by half", () => {
  const range = { from: 1_000_000, to: 2_000_000, raw: { from: "now-1h", to: "now" } };
  assert.deepEqual(zoomOut(range), { from: "500000", to: "2500000" });
  assert.deepEqual(shift(range, -1), { from: "500000", to: "1500000" });
  assert.deepEqual(shift(range, 1), { from: "1500000", to: "2500000" });
  assert.deepEqual(selectedRange(5_000.4, 1_000), { from: "1000", to: "5000" });
  assert.deepEqual(zoomOut({ ...range, from: 0, to: 1000 }), { from: "0", to: "1500" });
});

test("refreshing is never more often than every second", () => {
  assert.equal(refreshMs("15s"), 15_000);
  assert.equal(refreshMs("10ms"), 1_000);
  assert.equal(refreshMs(""), null);
  assert.equal(refreshMs("off"), null);
});

test("durations are read and written", () => {
  const cases: [string, number | null][] = [
    ["15s", 15_000],
    ["1h30m", 5_400_000],
    ["250ms", 250],
    ["90", 90_000],
    [">30s", 30_000],
    ["1.5m", 90_000],
    ["2w", 1_209_600_000],
    ["0s", null],
    ["", null],
    ["fast", null],
    ["$__interval", null],
  ];
  for (const [text, expected] of cases) assert.equal(durationMs(text), expected, text);
  assert.equal(durationText(90_000), "90s");
  assert.equal(durationText(3_600_000), "1h");
  fc.assert(fc.property(fc.integer({ min: 1, max: 1e12 }), (ms) => assert.equal(durationMs(durationText(ms)), ms)));
});

const zones = fc.constantFrom("utc", "Europe/Berlin", "America/St_Johns", "Asia/Kolkata", "Pacific/Apia", "Australia/Lord_Howe");
const moments = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2060, 0, 1) });

test("what a clock shows leads back to the moment, or to the other one at which it shows the same", () => {
  fc.assert(
    fc.property(zones, moments, (zone, moment) => {
      const back = momentOf(calendarTime(moment, zone), zone);
      assert.deepEqual(calendarTime(back, zone), calendarTime(moment, zone));
    }),
  );
});

test("the end of a day is after its start, and the day holds the moment", () => {
  fc.assert(
    fc.property(zones, moments, fc.constantFrom("h", "d", "w", "M", "Q", "y"), (timeZone, moment, unit) => {
      const calendar = { now: moment, timeZone, weekStart: 1 };
      const start = parseMoment(`now/${unit}`, false, calendar) ?? Infinity;
      const end = parseMoment(`now/${unit}`, true, calendar) ?? -Infinity;
      assert.ok(start <= moment && moment <= end, `${new Date(start).toISOString()} ${new Date(end).toISOString()}`);
    }),
  );
});

test("an absolute range leads back to itself", () => {
  fc.assert(
    fc.property(moments, fc.integer({ min: 1, max: 1e10 }), (from, length) => {
      const raw = selectedRange(from, from + length);
      assert.deepEqual(parseRange(raw, now, "utc"), { from, to: from + length, raw });
    }),
  );
});

test("an unknown time zone is the machine's own", () => {
  assert.equal(knownTimeZone("UTC"), "utc");
  assert.equal(knownTimeZone("Asia/Tokyo"), "Asia/Tokyo");
  for (const name of ["browser", "", "Mars/Olympus"]) assert.equal(knownTimeZone(name), Intl.DateTimeFormat().resolvedOptions().timeZone);
});
