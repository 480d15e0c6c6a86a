/** Calendar arithmetic in a time zone, on what Intl knows of it. */

export interface CalendarTime {
  year: number;
  /** 1 to 12 */
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  millisecond: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone: timeZone === "utc" ? "UTC" : timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    formats.set(timeZone, format);
  }
  return format;
}

/** The name to use for what a dashboard or a URL says: "browser" and unknown names are the browser's own zone. */
export function knownTimeZone(name: string): string {
  if (name.toLowerCase() === "utc") return "utc";
  if (name !== "" && name !== "browser") {
    try {
      formatOf(name);
      return name;
    } catch {
      // A name that this browser does not know.
    }
  }
  return Intl.DateTimeFormat().resolvedOptions().timeZone || "utc";
}

export function calendarTime(time: number, timeZone: string): CalendarTime {
  const whole = Math.floor(time / 1000) * 1000;
  const found: Record<string, number> = {};
  if (timeZone === "utc") return utcCalendarTime(time);
  for (const part of formatOf(timeZone).formatToParts(whole)) found[part.type] = Number(part.value);
  return {
    year: found.year ?? 1970,
    month: found.month ?? 1,
    day: found.day ?? 1,
    hour: found.hour ?? 0,
    minute: found.minute ?? 0,
    second: found.second ?? 0,
    millisecond: time - whole,
  };
}

function utcCalendarTime(time: number): CalendarTime {
  const date = new Date(time);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    millisecond: date.getUTCMilliseconds(),
  };
}

function asIfUtc(calendar: CalendarTime): number {
  const { year, month, day, hour, minute, second, millisecond } = calendar;
  return Date.UTC(year, month - 1, day, hour, minute, second, millisecond);
}

/** How far the zone is ahead of UTC at that moment, in milliseconds. */
export function zoneOffset(time: number, timeZone: string): number {
  return timeZone === "utc" ? 0 : asIfUtc(calendarTime(time, timeZone)) - time;
}

/**
 * The moment at which clocks of the zone show this. Fields out of range carry over (month 13 is January). Where clocks are
 * set forward over it, the moment an hour later; where they are set back, the earlier of two.
 */
export function momentOf(calendar: CalendarTime, timeZone: string): number {
  const guess = asIfUtc(calendar);
  const before = guess - zoneOffset(guess - 86_400_000, timeZone);
  if (before + zoneOffset(before, timeZone) === guess) return before;
  const after = guess - zoneOffset(guess + 86_400_000, timeZone);
  return after + zoneOffset(after, timeZone) === guess ? after : before;
}

/** 0 is Sunday. */
export function weekday({ year, month, day }: CalendarTime): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay();
}

export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
