/** Moments as text: Grafana's date units, and "time:" units with moment.js's patterns. */
import { calendarTime, weekday, zoneOffset, type CalendarTime } from "../zoned_time";
import { formatted, type Formatter, type FormatSituation } from "./formatted";
import { fromNow } from "./from_now";

function padded(value: number, length = 2): string {
  return String(value).padStart(length, "0");
}

function name(time: number, situation: FormatSituation, options: Intl.DateTimeFormatOptions): string {
  const timeZone = situation.timeZone === "utc" ? "UTC" : situation.timeZone;
  return new Intl.DateTimeFormat(situation.language, { ...options, timeZone }).format(time);
}

function offsetText(time: number, timeZone: string, separator: string): string {
  const minutes = Math.round(zoneOffset(time, timeZone) / 60_000);
  const magnitude = Math.abs(minutes);
  return `${minutes < 0 ? "-" : "+"}${padded(Math.floor(magnitude / 60))}${separator}${padded(magnitude % 60)}`;
}

type Token = (at: CalendarTime, time: number, situation: FormatSituation) => string;

const tokens: Record<string, Token> = {
  YYYY: (at) => padded(at.year, 4),
  YY: (at) => padded(at.year % 100),
  Q: (at) => String(Math.ceil(at.month / 3)),
  MMMM: (_, time, situation) => name(time, situation, { month: "long" }),
  MMM: (_, time, situation) => name(time, situation, { month: "short" }),
  MM: (at) => padded(at.month),
  M: (at) => String(at.month),
  DD: (at) => padded(at.day),
  D: (at) => String(at.day),
  dddd: (_, time, situation) => name(time, situation, { weekday: "long" }),
  ddd: (_, time, situation) => name(time, situation, { weekday: "short" }),
  E: (at) => String(weekday(at) || 7),
  HH: (at) => padded(at.hour),
  H: (at) => String(at.hour),
  hh: (at) => padded(at.hour % 12 || 12),
  h: (at) => String(at.hour % 12 || 12),
  mm: (at) => padded(at.minute),
  m: (at) => String(at.minute),
  ss: (at) => padded(at.second),
  s: (at) => String(at.second),
  SSS: (at) => padded(Math.floor(at.millisecond), 3),
  A: (at) => (at.hour < 12 ? "AM" : "PM"),
  a: (at) => (at.hour < 12 ? "am" : "pm"),
  ZZ: (_, time, { timeZone }) => offsetText(time, timeZone, ""),
  Z: (_, time, { timeZone }) => offsetText(time, timeZone, ":"),
  X: (_, time) => String(Math.floor(time / 1000)),
  x: (_, time) => String(time),
};

// Longer tokens first; "[…]" is text as it stands.
const pattern = /\[([^\]]*)\]|YYYY|YY|Q|M{1,4}|DD?|d{3,4}|E|HH?|hh?|mm?|ss?|SSS|A|a|ZZ?|X|x/g;

const furthest = 8.64e15;

export function formatDate(time: number, format: string, situation: FormatSituation): string {
  if (!(Math.abs(time) <= furthest)) return "Invalid date";
  const at = calendarTime(time, situation.timeZone);
  return format.replace(pattern, (token, literal: string | undefined) =>
    literal !== undefined ? literal : (tokens[token]?.(at, time, situation) ?? token),
  );
}

/** Grafana's own format of moments. */
export const systemDate = "YYYY-MM-DD HH:mm:ss";
export const systemDateWithMilliseconds = "YYYY-MM-DD HH:mm:ss.SSS";

/** @param todayFormat if given, how to show moments of the same day as now */
export function date(format: string, todayFormat?: string): Formatter {
  return (value, _, situation) => {
    const day = (time: number) => formatDate(time, "YYYY-MM-DD", situation);
    const isToday = todayFormat !== undefined && day(value) === day(situation.now);
    return formatted(formatDate(value, isToday ? todayFormat : format, situation));
  };
}

export function localDate(withDate: "always" | "unless-today"): Formatter {
  return (value, _, situation) => {
    if (!(Math.abs(value) <= furthest)) return formatted("Invalid date");
    const day = (time: number) => formatDate(time, "YYYY-MM-DD", situation);
    const time: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit", second: "2-digit" };
    const full: Intl.DateTimeFormatOptions = { year: "numeric", month: "2-digit", day: "2-digit", ...time };
    const short = withDate === "unless-today" && day(value) === day(situation.now);
    return formatted(name(value, situation, short ? time : full));
  };
}

export const sinceThen: Formatter = (value, _, { now, language }) =>
  formatted(Math.abs(value) <= furthest ? fromNow(value, now, language) : "Invalid date");
