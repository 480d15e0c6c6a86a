import type { Language } from "../model/types";
import { calendarTime, knownTimeZone } from "../model/zoned_time";

const formats = new Map<string, Intl.DateTimeFormat>();

function format(language: Language, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${timeZone} ${JSON.stringify(options)}`;
  let made = formats.get(key);
  if (made === undefined) {
    const locale = language === "ru" ? "ru-RU" : "en-GB";
    made = new Intl.DateTimeFormat(locale, { ...options, timeZone, hourCycle: "h23" });
    formats.set(key, made);
  }
  return made;
}

const clock = { hour: "2-digit", minute: "2-digit" } as const;
const exactClock = { ...clock, second: "2-digit" } as const;

/** Dates and times in a language and a time zone. */
export class Dates {
  /** An IANA name, or "utc". */
  readonly timeZone: string;

  /** `timeZone` as a dashboard has it; "browser" and unknown names are the browser's own. */
  constructor(
    readonly language: Language,
    timeZone: string,
  ) {
    this.timeZone = knownTimeZone(timeZone);
  }

  /** 23 Nov 2026, 09:31:05 */
  moment(time: number): string {
    return this.#show(time, { year: "numeric", month: "short", day: "numeric", ...exactClock });
  }

  /** 09:31:05 */
  clock(time: number): string {
    return this.#show(time, exactClock);
  }

  /** The texts of ticks `increment` ms apart, on an axis over `range` ms. */
  ticks(times: readonly number[], increment: number, range: number): string[] {
    const options = tickOptions(increment, range);
    return times.map((time) => this.#show(time, options).replace(", ", " "));
  }

  #show(time: number, options: Intl.DateTimeFormatOptions): string {
    return format(this.language, this.timeZone, options).format(time);
  }
}

const minute = 60_000;
const day = 24 * 60 * minute;

function tickOptions(increment: number, range: number): Intl.DateTimeFormatOptions {
  if (increment < 1000) return { ...exactClock, fractionalSecondDigits: 3 };
  if (increment < minute) return exactClock;
  if (range <= day) return clock;
  if (increment < day) return { day: "numeric", month: "short", ...clock };
  if (range < 365 * day) return { day: "numeric", month: "short" };
  return { year: "numeric", month: "short" };
}

/** "2026-11-23 09:31:05", as the fields of the time range show and take it. */
export function wallClock(time: number, timeZone: string): string {
  const { year, month, day, hour, minute, second } = calendarTime(time, timeZone);
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)}`;
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}
