import type { JsonReader } from "../dashboard/json_reader";
import { byNames, byPattern, regularExpression, type FieldMatcher } from "../field_matchers";
import type { SourceFrame } from "../source_frames";

/** null: the side is not given, so it filters nothing. */
function matcherOf(reader: JsonReader): FieldMatcher | null {
  const names = reader.strings("names");
  const pattern = reader.string("pattern");
  if (names.length === 0 && pattern === "") return null;
  const named = byNames(names);
  const matching = pattern === "" ? null : byPattern(pattern);
  return (field, frame, frames) => named(field, frame, frames) || (matching?.(field, frame, frames) ?? false);
}

/** Keeps the fields that `include` fits (all, if null) and `exclude` doesn't. */
export function filterFields(
  frames: SourceFrame[],
  include: FieldMatcher | null,
  exclude: FieldMatcher | null,
): SourceFrame[] {
  return frames
    .map((frame) => ({
      ...frame,
      fields: frame.fields.filter(
        (field) => (include?.(field, frame, frames) ?? true) && !(exclude?.(field, frame, frames) ?? false),
      ),
    }))
    .filter((frame) => frame.fields.length > 0);
}

export function filterFieldsByName(frames: SourceFrame[], options: JsonReader): SourceFrame[] {
  return filterFields(frames, matcherOf(options.at("include")), matcherOf(options.at("exclude")));
}

/** Keeps or drops the frames of queries: a name or a regular expression. */
export function filterByRefId(frames: SourceFrame[], options: JsonReader): SourceFrame[] {
  const fits = (pattern: string) => {
    const expression = regularExpression(pattern);
    return (frame: SourceFrame) => expression?.test(frame.refId) ?? false;
  };
  const include = options.string("include");
  const exclude = options.string("exclude");
  const kept = include === "" ? frames : frames.filter(fits(include));
  return exclude === "" ? kept : kept.filter((frame) => !fits(exclude)(frame));
}
