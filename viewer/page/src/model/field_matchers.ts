/** Which fields an override, or a transformation's filter, is for. */
import { fieldTitle } from "./field_title";
import type { SourceField, SourceFrame } from "./source_frames";
import { timeName, valueName } from "./source_frames";

export type FieldMatcher = (field: SourceField, frame: SourceFrame, frames: readonly SourceFrame[]) => boolean;

/** "/abc/i", or a pattern without slashes that must match as a whole. null: not a regular expression. */
export function regularExpression(pattern: string): RegExp | null {
  const slashes = /^\/(.*)\/([gimsuy]*)$/s.exec(pattern);
  try {
    return slashes ? new RegExp(slashes[1] ?? "", (slashes[2] ?? "").replace(/[gy]/g, "")) : new RegExp(`^${pattern}$`);
  } catch {
    return null;
  }
}

export function byNames(names: readonly string[]): FieldMatcher {
  return (field, frame, frames) =>
    names.includes(field.name) ||
    names.includes(fieldTitle(field, frame, frames)) ||
    (names.includes(valueName) && field.labels?.["__name__"] === field.name) ||
    ((names.includes(timeName) || names.includes("time")) && field.type === "time");
}

export function byPattern(pattern: string): FieldMatcher {
  const expression = regularExpression(pattern);
  return (field, frame, frames) => expression?.test(fieldTitle(field, frame, frames)) ?? false;
}

function namesOf(options: unknown): { names: string[]; exclude: boolean } {
  const { names, mode } = (options ?? {}) as { names?: unknown; mode?: unknown };
  const texts = Array.isArray(names) ? names.filter((name): name is string => typeof name === "string") : [];
  return { names: texts, exclude: mode === "exclude" };
}

const matchers: Record<string, (options: unknown) => FieldMatcher> = {
  byName: (options) => byNames([String(options)]),
  byNames: (options) => {
    const { names, exclude } = namesOf(options);
    const matches = byNames(names);
    return (field, frame, frames) => matches(field, frame, frames) !== exclude;
  },
  byRegexp: (options) => byPattern(String(options)),
  byType: (options) => (field) => field.type === options,
  byTypes: (options) => (field) => Array.isArray(options) && options.includes(field.type),
  byFrameRefID: (options) => (_, frame) => frame.refId === options,
  numeric: () => (field) => field.type === "number",
  time: () => (field) => field.type === "time",
};

export const supportedMatchers: ReadonlySet<string> = new Set(Object.keys(matchers));

/** null: a kind that is not supported. */
export function fieldMatcher(id: string, options: unknown): FieldMatcher | null {
  return Object.hasOwn(matchers, id) ? (matchers[id]?.(options) ?? null) : null;
}
