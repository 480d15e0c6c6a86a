/** Durations: scaled ("1.5 min"), in words ("1 hour, 2 minutes"), as a clock ("01:02:03"). */
import { formatted, type Formatted, type Formatter } from "./formatted";
import { fixed } from "./number";

/** From `from` on (in the value's own unit), the value is divided by `per`, or multiplied by `times`, and has this suffix. */
interface Step {
  from: number;
  per: number;
  times?: number;
  suffix: string;
}

function stepped(...steps: Step[]): Formatter {
  return (value, decimals) => {
    const magnitude = Math.abs(value);
    let chosen = steps[0] as Step;
    for (const step of steps) if (magnitude >= step.from) chosen = step;
    const divided = chosen.times ? value * chosen.times : value / chosen.per;
    const plural = pluralised(chosen) && Math.abs(divided) > 1 ? "s" : "";
    return formatted(fixed(divided, decimals), chosen.suffix + plural);
  };
}

/** Grafana leaves a value's own unit in the singular (5 min, but 5 hours), other than days. */
function pluralised({ per, suffix }: Step): boolean {
  return suffix === " day" || (per !== 1 && [" min", " hour", " week", " year"].includes(suffix));
}

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;
const week = 7 * day;

const secondsFrom1 = [
  { from: 1, per: 1, suffix: " s" },
  { from: minute, per: minute, suffix: " min" },
  { from: hour, per: hour, suffix: " hour" },
  { from: day, per: day, suffix: " day" },
  { from: week, per: week, suffix: " week" },
  // Grafana begins to say "year" after 365 days, and divides by a solar year.
  { from: 365 * day, per: 3.15569e7, suffix: " year" },
];

const secondsBelow1 = [
  { from: 0, per: 1e-9, times: 1e9, suffix: " ns" },
  { from: 1e-6, per: 1e-6, times: 1e6, suffix: " µs" },
  { from: 1e-3, per: 1e-3, times: 1e3, suffix: " ms" },
];

const anySeconds = stepped(...secondsBelow1, ...secondsFrom1);

export const seconds: Formatter = (value, decimals, situation) =>
  value === 0 ? formatted("0", " s") : anySeconds(value, decimals, situation);

export const milliseconds = stepped(
  { from: 0, per: 1, suffix: " ms" },
  { from: 1e3, per: 1e3, suffix: " s" },
  { from: minute * 1e3, per: minute * 1e3, suffix: " min" },
  { from: hour * 1e3, per: hour * 1e3, suffix: " hour" },
  { from: day * 1e3, per: day * 1e3, suffix: " day" },
  { from: 365 * day * 1e3, per: 365 * day * 1e3, suffix: " year" },
);

export const microseconds = stepped(
  { from: 0, per: 1, suffix: " µs" },
  { from: 1e3, per: 1e3, suffix: " ms" },
  { from: 1e6, per: 1e6, suffix: " s" },
);

export const nanoseconds = stepped(
  { from: 0, per: 1, suffix: " ns" },
  { from: 1e3, per: 1e3, suffix: " µs" },
  { from: 1e6, per: 1e6, suffix: " ms" },
  { from: 1e9, per: 1e9, suffix: " s" },
  { from: minute * 1e9, per: minute * 1e9, suffix: " min" },
  { from: hour * 1e9, per: hour * 1e9, suffix: " hour" },
  { from: day * 1e9, per: day * 1e9, suffix: " day" },
);

export const minutes = stepped(
  { from: 0, per: 1, suffix: " min" },
  { from: 60, per: 60, suffix: " hour" },
  { from: 1440, per: 1440, suffix: " day" },
  { from: 10080, per: 10080, suffix: " week" },
  // Grafana's own limits: 604,800 minutes are 60 weeks.
  { from: 604800, per: 5.25948e5, suffix: " year" },
);

export const hours = stepped(
  { from: 0, per: 1, suffix: " hour" },
  { from: 24, per: 24, suffix: " day" },
  { from: 168, per: 168, suffix: " week" },
  { from: 8760, per: 8760, suffix: " year" },
);

export const days = stepped(
  { from: 0, per: 1, suffix: " day" },
  { from: 7, per: 7, suffix: " week" },
  { from: 365, per: 365, suffix: " year" },
);

export const timeticks: Formatter = (value, decimals, situation) => seconds(value / 100, decimals, situation);

const wordUnits: [name: string, milliseconds: number][] = [
  ["year", 365 * day * 1e3],
  ["month", 30 * day * 1e3],
  ["week", week * 1e3],
  ["day", day * 1e3],
  ["hour", hour * 1e3],
  ["minute", minute * 1e3],
  ["second", 1e3],
  ["millisecond", 1],
];

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

/** The largest unit, and as many smaller ones as there are decimals. */
function inWords(milliseconds: number, decimals: number | null): string {
  const words: string[] = [];
  let rest = milliseconds;
  for (const [unit, size] of wordUnits) {
    if (words.length > (decimals ?? 0)) break;
    if (words.length === 0 && rest < size) continue;
    words.push(counted(Math.floor(rest / size), unit));
    rest %= size;
  }
  return words.join(", ");
}

export function durationInWords(unit: "millisecond" | "second"): Formatter {
  const size = unit === "second" ? 1e3 : 1;
  return (value, decimals) => {
    if (value === 0) return formatted("0", ` ${unit}s`);
    if (!Number.isFinite(value)) return formatted(fixed(value, decimals));
    return formatted(inWords(Math.abs(value) * size, decimals), value < 0 ? " ago" : "");
  };
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}

function clockOf(magnitude: number): string {
  const parts = [Math.floor(magnitude / hour), Math.floor((magnitude % hour) / minute), Math.floor(magnitude % minute)];
  return parts.map(twoDigits).join(":");
}

function ago(value: number, show: (magnitude: number) => string): Formatted {
  if (!Number.isFinite(value)) return formatted(fixed(value, null));
  return formatted(show(Math.abs(value)), value < 0 ? " ago" : "");
}

/** 27:46:40 */
export const clockOfHours: Formatter = (value) => ago(value, clockOf);

/** 1 d 03:46:40 */
export const clockOfDays: Formatter = (value) =>
  ago(value, (magnitude) => {
    const whole = Math.floor(magnitude / day);
    return (whole > 0 ? `${whole} d ` : "") + clockOf(magnitude - whole * day);
  });

/** 1h:02m:03s:004ms; `decimals` is how many units follow the first. */
export function clock(perMillisecond: number): Formatter {
  return (value, decimals) => {
    if (!Number.isFinite(value)) return formatted(fixed(value, null));
    const total = Math.floor(Math.abs(value) * perMillisecond);
    const parts = [
      `${Math.floor(total / 3.6e6)}h`,
      `${twoDigits(Math.floor(total / 6e4) % 60)}m`,
      `${twoDigits(Math.floor(total / 1e3) % 60)}s`,
      `${String(total % 1e3).padStart(3, "0")}ms`,
    ];
    const first = total >= 3.6e6 ? 0 : total >= 6e4 ? 1 : total >= 1e3 ? 2 : 3;
    const last = decimals === null ? parts.length : first + decimals + 1;
    return formatted(parts.slice(first, last).join(":"), "", value < 0 ? "-" : "");
  };
}
