import type { JsonReader } from "../dashboard/json_reader";
import { regularExpression } from "../field_matchers";
import { fieldTitle } from "../field_title";
import type { SourceFrame } from "../source_frames";

/** Renames fields by a regular expression; `$1` stands for its groups. */
export function renameByRegex(frames: SourceFrame[], options: JsonReader): SourceFrame[] {
  const pattern = options.string("regex");
  const expression = pattern.startsWith("/") ? regularExpression(pattern) : freePattern(pattern);
  if (!expression) return frames;
  const replacement = options.string("renamePattern");
  return frames.map((frame) => ({
    ...frame,
    fields: frame.fields.map((field) => {
      const title = fieldTitle(field, frame, frames);
      return field.type !== "time" && expression.test(title)
        ? { ...field, renamed: title.replace(expression, replacement) }
        : field;
    }),
  }));
}

function freePattern(pattern: string): RegExp | null {
  try {
    return pattern === "" ? null : new RegExp(pattern);
  } catch {
    return null;
  }
}
