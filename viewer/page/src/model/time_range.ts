/** Time ranges as Grafana writes them: "now-6h", "now/d", "now-1d/d", moments in milliseconds or as ISO 8601. */
import { durationMs } from "./duration";
import type { RawRange, TimeRange } from "./types";
import { calendarTime, daysInMonth, knownTimeZone, momentOf, weekday, type CalendarTime } from "./zoned_time";

type Unit = "y" | "Q" | "M" | "w" | "d" | "h" | "m" | "s";

/** In whose clocks and calendars a text is read. */
export interface Calendar {
  now: number;
  timeZone: string;
  /** 0 is Sunday, 1 Monday. */
  weekStart: number;
}

const midnight = { hour: 0, minute: 0, second: 0, millisecond: 0 };

/** Months later; the 31st becomes the month's last day where it is shorter. */
function addMonths(at: CalendarTime, count: number): CalendarTime {
  const months = at.year * 12 + at.month - 1 + count;
  const year = Math.floor(months / 12);
  const month = (months % 12) + 1;
  return { ...at, year, month, day: Math.min(at.day, daysInMonth(year, month)) };
}

function shifted(time: number, count: number, unit: Unit, timeZone: string): number {
  const length = { h: 3_600_000, m: 60_000, s: 1_000 }[unit as "h" | "m" | "s"];
  if (length) return time + count * length;
  const at = calendarTime(time, timeZone);
  const days = { d: 1, w: 7 }[unit as "d" | "w"];
  if (days) return momentOf({ ...at, day: at.day + count * days }, timeZone);
  const months = { M: 1, Q: 3, y: 12 }[unit as "M" | "Q" | "y"];
  return momentOf(addMonths(at, count * months), timeZone);
}

function startOf(time: number, unit: Unit, { timeZone, weekStart }: Calendar): number {
  const at = calendarTime(time, timeZone);
  const day = { ...at, ...midnight };
  switch (unit) {
    case "s":
      return momentOf({ ...at, millisecond: 0 }, timeZone);
    case "m":
      return momentOf({ ...at, second: 0, millisecond: 0 }, timeZone);
    case "h":
      return momentOf({ ...at, minute: 0, second: 0, millisecond: 0 }, timeZone);
    case "d":
      return momentOf(day, timeZone);
    case "w":
      return momentOf({ ...day, day: day.day - ((weekday(at) - weekStart + 7) % 7) }, timeZone);
    case "M":
      return momentOf({ ...day, day: 1 }, timeZone);
    case "Q":
      return momentOf({ ...day, day: 1, month: day.month - ((day.month - 1) % 3) }, timeZone);
    case "y":
      return momentOf({ ...day, day: 1, month: 1 }, timeZone);
  }
}

function rounded(time: number, unit: Unit, up: boolean, calendar: Calendar): number {
  const start = startOf(time, unit, calendar);
  return up ? shifted(start, 1, unit, calendar.timeZone) - 1 : start;
}

/** Years that a calendar on screen can show. */
const earliest = Date.UTC(1970, 0, 1);
const latest = Date.UTC(2200, 0, 1);

function bounded(time: number): number | null {
  return time >= earliest && time < latest ? time : null;
}

/**
 * A moment; null: the text is none.
 * @param up rounding ("/d") is to the end, as at the end of a range
 */
export function parseMoment(text: string, up: boolean, calendar: Calendar): number | null {
  const trimmed = text.trim();
  if (!trimmed.startsWith("now")) return parseAbsolute(trimmed, calendar.timeZone);
  const math = trimmed.slice(3).replaceAll(" ", "");
  if (!/^([+-]\d{0,5}[yQMwdhms]|\/[yQMwdhms])*$/.test(math) || math.length > 60) return null;
  let time = calendar.now;
  for (const [, sign, count = "", unit = ""] of math.matchAll(/([+\-/])(\d*)([yQMwdhms])/g)) {
    const signed = Number(count || "1") * (sign === "-" ? -1 : 1);
    time = sign === "/" ? rounded(time, unit as Unit, up, calendar) : shifted(time, signed, unit as Unit, calendar.timeZone);
  }
  return bounded(time);
}

/** Without a zone, the text is in the zone of the calendar. */
function parseAbsolute(text: string, timeZone: string): number | null {
  if (/^\d{1,15}$/.test(text)) return bounded(Number(text));
  const parts = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?)?$/.exec(text);
  if (parts) {
    const [year, month, day, hour, minute, second] = parts.slice(1, 7).map((part) => Number(part ?? 0)) as number[];
    const millisecond = Number((parts[7] ?? "0").padEnd(3, "0"));
    const at = { year, month, day, hour, minute, second, millisecond } as CalendarTime;
    const valid = at.month >= 1 && at.month <= 12 && at.day >= 1 && at.day <= daysInMonth(at.year, at.month);
    return valid && at.hour < 24 && at.minute < 60 && at.second < 60 ? bounded(momentOf(at, timeZone)) : null;
  }
  const time = /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:?\d\d)$/.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(time) ? null : bounded(time);
}

export function parseRange(raw: RawRange, now: number, timeZone: string, weekStart = 1): TimeRange | null {
  const calendar = { now, timeZone: knownTimeZone(timeZone), weekStart };
  const from = parseMoment(raw.from, false, calendar);
  const to = parseMoment(raw.to, true, calendar);
  return from !== null && to !== null && from < to ? { from, to, raw } : null;
}

export function isRelative(raw: RawRange): boolean {
  return raw.from.includes("now") || raw.to.includes("now");
}

/** Ranges to choose from. */
export const quickRanges: RawRange[] = [
  ...["5m", "15m", "30m", "1h", "3h", "6h", "12h", "24h", "2d", "7d", "30d", "90d", "6M", "1y"].map((span) => ({
    from: `now-${span}`,
    to: "now",
  })),
  { from: "now-1d/d", to: "now-1d/d" },
  { from: "now-2d/d", to: "now-2d/d" },
  { from: "now-7d/d", to: "now-7d/d" },
  { from: "now-1w/w", to: "now-1w/w" },
  { from: "now-1M/M", to: "now-1M/M" },
  { from: "now/d", to: "now/d" },
  { from: "now/d", to: "now" },
  { from: "now/w", to: "now/w" },
  { from: "now/w", to: "now" },
  { from: "now/M", to: "now/M" },
  { from: "now/M", to: "now" },
];

/** Refresh intervals to choose from; "" is off. */
export const refreshIntervals: string[] = ["", "5s", "10s", "15s", "30s", "1m", "5m", "15m", "30m", "1h", "2h", "1d"];

/** Milliseconds; null: no refresh. Never more often than every second. */
export function refreshMs(text: string): number | null {
  const interval = durationMs(text);
  return interval === null ? null : Math.max(1_000, interval);
}

function absolute(from: number, to: number): RawRange {
  const start = Math.max(earliest, Math.round(from));
  return { from: String(start), to: String(Math.min(latest - 1, Math.max(start + 1, Math.round(to)))) };
}

/** Twice as long, around the same middle. */
export function zoomOut({ from, to }: TimeRange): RawRange {
  const half = (to - from) / 2;
  return absolute(from - half, to + half);
}

/** Half of the range earlier (-1) or later (1), as Grafana's arrows do. */
export function shift({ from, to }: TimeRange, direction: -1 | 1): RawRange {
  const distance = (direction * (to - from)) / 2;
  return absolute(from + distance, to + distance);
}

/** A part of a graph that was dragged over, in milliseconds. */
export function selectedRange(from: number, to: number): RawRange {
  return absolute(Math.min(from, to), Math.max(from, to));
}
