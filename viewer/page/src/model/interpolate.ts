/** Puts the values of variables into texts: $name, ${name:format}, ${name.text}, [[name:format]]. */
import { durationText } from "./duration";
import { intervalFor } from "./interval";
import { allOptions, type ResolvedVariable, type Situation, type TimeRange } from "./types";
import { formatForPromql, formatVariable, type Formatted } from "./variable_formats";

const pattern = /\$(\w+)|\$\{(\w+)(?:\.([^:^}]+))?(?::([^}]+))?\}|\[\[(\w+?)(?::(\w+))?\]\]/g;

export interface Interpolation {
  /** null: no such variable; the text stays as it is. */
  lookup: (name: string, part: string) => Formatted | string | null;
  /** How a variable without a format is written. */
  write: (variable: Formatted) => string;
}

export function interpolateWith(text: string, { lookup, write }: Interpolation): string {
  return text.replace(
    pattern,
    (whole, plain?: string, braced?: string, part?: string, format?: string, old?: string, oldFormat?: string) => {
      const found = lookup(plain ?? braced ?? old ?? "", part ?? "");
      if (found === null) return whole;
      if (typeof found === "string") return formatBuiltIn(found, format);
      const chosen = part === "text" ? "text" : (format ?? oldFormat);
      return chosen === undefined ? write(found) : formatVariable(found, chosen);
    },
  );
}

/** ${__from:date:…}: only ISO and seconds are known. */
function formatBuiltIn(value: string, format: string | undefined): string {
  if (format === "date" || format === "date:iso") return new Date(Number(value)).toISOString();
  if (format === "date:seconds") return String(Math.floor(Number(value) / 1000));
  return value;
}

/** What "All" stands for: its own text, or every option. */
function chosenOf({ variable, options, chosen }: ResolvedVariable, { from, to }: TimeRange): Formatted | string {
  // The option "auto" of an interval: about 30 points, as far as a dashboard doesn't say otherwise.
  if (variable.kind === "interval" && chosen[0]?.startsWith("$__auto")) return durationText(intervalFor(to - from, 30, 10_000));
  if (!chosen.includes(allOptions)) {
    const texts = chosen.map((value) => options.find((option) => option.value === value)?.text ?? value);
    return { name: variable.name, values: chosen, texts, several: variable.multi || variable.includeAll };
  }
  if (variable.allValue !== "") return variable.allValue;
  const values = options.map((option) => option.value);
  return { name: variable.name, values, texts: ["All"], several: true };
}

/** $__interval and its kin are known once a query's step is. */
export interface Step {
  intervalMs: number;
  /** Milliseconds for $__rate_interval. */
  rateIntervalMs: number;
}

function rangeVariable(name: string, { from, to }: TimeRange): string | null {
  const seconds = Math.max(1, Math.round((to - from) / 1000));
  switch (name) {
    case "__from":
      return String(from);
    case "__to":
      return String(to);
    case "__range":
      return `${seconds}s`;
    case "__range_s":
      return String(seconds);
    case "__range_ms":
      return String(Math.max(1, Math.round(to - from)));
    default:
      return null;
  }
}

function stepVariable(name: string, { intervalMs, rateIntervalMs }: Step): string | null {
  switch (name) {
    case "__interval":
      return durationText(intervalMs);
    case "__interval_ms":
      return String(Math.round(intervalMs));
    case "__rate_interval":
      return durationText(rateIntervalMs);
    case "__rate_interval_ms":
      return String(Math.round(rateIntervalMs));
    default:
      return null;
  }
}

type Known = Pick<Situation, "range" | "variables" | "dashboard" | "timeZone">;

function lookupIn({ range, variables, dashboard, timeZone }: Known, step: Step | null): Interpolation["lookup"] {
  return (name, part) => {
    const chosen = variables.find(({ variable }) => variable.name === name);
    if (chosen) return chosenOf(chosen, range);
    if (name === "__dashboard") return part === "uid" ? dashboard.uid : dashboard.title;
    if (name === "__timezone") return timeZone;
    return rangeVariable(name, range) ?? (step ? stepVariable(name, step) : null);
  };
}

function readable({ texts }: Formatted): string {
  return texts.join(" + ");
}

/** For titles and texts: variables as people read them. */
export function interpolate(text: string, situation: Known): string {
  return interpolateWith(text, { lookup: withLinkVariables(situation), write: readable });
}

/** Text for a URL, with $__url_time_range and $__all_variables. */
export function interpolateUrl(url: string, situation: Known): string {
  const write = (variable: Formatted) => formatVariable(variable, "percentencode");
  return interpolateWith(url, { lookup: withLinkVariables(situation), write });
}

function withLinkVariables(situation: Known): Interpolation["lookup"] {
  const lookup = lookupIn(situation, null);
  return (name, part) => {
    if (name === "__url_time_range") {
      const { from, to } = situation.range.raw;
      return `from=${encodeURIComponent(from)}&to=${encodeURIComponent(to)}`;
    }
    if (name === "__all_variables") {
      return situation.variables
        .map(({ variable: { name: of }, chosen }) => ({ name: of, values: chosen, texts: [], several: true }))
        .map((variable) => formatVariable(variable, "queryparam"))
        .join("&");
    }
    return lookup(name, part);
  };
}

/** For queries: values escaped for PromQL, several of them as (a|b). */
export function interpolateQuery(expression: string, situation: Known, step: Step | null): string {
  return interpolateWith(expression, { lookup: lookupIn(situation, step), write: formatForPromql });
}
