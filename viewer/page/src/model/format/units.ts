/** Which format a unit's name stands for. */
import { clock, clockOfDays, clockOfHours, days, durationInWords, hours, microseconds, milliseconds } from "./durations";
import { minutes, nanoseconds, seconds, timeticks } from "./durations";
import { date, localDate, sinceThen, systemDate } from "./dates";
import type { Formatter } from "./formatted";
import { amount, boolean, hexadecimal, localNumber, percent, prefixed, scientific, share, suffixed, text } from "./plain";
import { binaryScale, countScale, currencyScale, decimalScale, decimalScaleOf, scaled } from "./scaled";
import { binaryUnits, countUnits, currencyUnits, decimalUnits, plainUnits } from "./unit_table";

const usDate = "MM/DD/YYYY h:mm:ss a";

const special: Record<string, Formatter> = {
  short: scaled(1000, ["", " K", " Mil", " Bil", " Tri", " Quadr", " Quint", " Sext", " Sept"]),
  pressurepsi: scaled(1000, ["psi", "ksi", "Mpsi"]),
  string: text,
  percent,
  percentunit: share,
  hex: hexadecimal(""),
  hex0x: hexadecimal("0x"),
  sci: scientific,
  locale: localNumber,
  bool: boolean("True", "False"),
  bool_yes_no: boolean("Yes", "No"),
  bool_on_off: boolean("On", "Off"),
  ns: nanoseconds,
  µs: microseconds,
  ms: milliseconds,
  s: seconds,
  m: minutes,
  h: hours,
  d: days,
  dtdurationms: durationInWords("millisecond"),
  dtdurations: durationInWords("second"),
  dthms: clockOfHours,
  dtdhms: clockOfDays,
  timeticks,
  clockms: clock(1),
  clocks: clock(1000),
  dateTimeAsIso: date("YYYY-MM-DD HH:mm:ss"),
  dateTimeAsIsoNoDateIfToday: date("YYYY-MM-DD HH:mm:ss", "HH:mm:ss"),
  dateTimeAsUS: date(usDate),
  dateTimeAsUSNoDateIfToday: date(usDate, "h:mm:ss a"),
  dateTimeAsLocal: localDate("always"),
  dateTimeAsLocalNoDateIfToday: localDate("unless-today"),
  dateTimeAsSystem: date(systemDate),
  dateTimeFromNow: sinceThen,
};

function namedFormatters(): Map<string, Formatter> {
  const named = new Map(Object.entries(special));
  for (const [id, unit] of plainUnits) named.set(id, suffixed(unit));
  for (const [id, unit, scale] of decimalUnits) named.set(id, decimalScale(unit, scale));
  for (const [id, unit, scale] of binaryUnits) named.set(id, binaryScale(unit, scale));
  for (const [id, unit] of countUnits) named.set(id, countScale(unit));
  for (const [id, unit, after] of currencyUnits) named.set(id, currencyScale(unit, after === 1));
  return named;
}

const named = namedFormatters();

/** Of names with a colon: "suffix:/s", "si:mF", "time:YYYY". */
function customFormatter(kind: string, rest: string): Formatter | null {
  switch (kind) {
    case "prefix":
      return prefixed(rest);
    case "suffix":
      return suffixed(rest);
    case "time":
      return date(rest);
    case "si":
      return decimalScaleOf(rest);
    case "count":
      return countScale(rest);
    case "currency":
      return currencyOf(rest);
    case "bool": {
      const [whenTrue = "", whenFalse = "-"] = rest.split("/");
      return boolean(whenTrue, whenFalse);
    }
    default:
      return null;
  }
}

/** "₿", or "financial:€:suffix" for full amounts. */
function currencyOf(rest: string): Formatter {
  const [kind, symbol, place] = rest.split(":");
  if (kind !== "financial" || symbol === undefined) return currencyScale(rest);
  return symbol === "" ? suffixed("") : amount(symbol, place === "suffix");
}

/** A name that is no unit is shown behind the number, as Grafana does. */
export function formatterOf(unit: string): Formatter {
  const known = named.get(unit || "none");
  if (known) return known;
  const colon = unit.indexOf(":");
  const custom = colon > 0 ? customFormatter(unit.slice(0, colon), unit.slice(colon + 1)) : null;
  return custom ?? suffixed(unit);
}

export function isDateUnit(unit: string): boolean {
  return unit.startsWith("time:") || unit.startsWith("dateTime");
}

export function isBooleanUnit(unit: string): boolean {
  return unit.startsWith("bool");
}
