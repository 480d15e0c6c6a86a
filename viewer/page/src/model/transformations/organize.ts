import type { JsonReader } from "../dashboard/json_reader";
import { byNames } from "../field_matchers";
import { fieldTitle } from "../field_title";
import type { SourceFrame } from "../source_frames";
import { filterFields } from "./filter";

function chosenNames(reader: JsonReader): string[] {
  return Object.keys(reader.object).filter((name) => reader.object[name] === true);
}

/** Hides, orders and renames columns. */
export function organize(frames: SourceFrame[], options: JsonReader): SourceFrame[] {
  const included = chosenNames(options.at("includeByName"));
  const excluded = chosenNames(options.at("excludeByName"));
  const kept = filterFields(
    frames,
    included.length > 0 ? byNames(included) : null,
    excluded.length > 0 ? byNames(excluded) : null,
  );
  const order = options.at("indexByName");
  const names = options.at("renameByName");
  return kept.map((frame) => {
    const titled = frame.fields.map((field) => ({ field, title: fieldTitle(field, frame, kept) }));
    const placeOf = (title: string) => order.numberOrNull(title) ?? Number.MAX_SAFE_INTEGER;
    titled.sort((one, other) => placeOf(one.title) - placeOf(other.title));
    const fields = titled.map(({ field, title }) => ({ ...field, renamed: names.string(title) || field.renamed }));
    return { ...frame, fields };
  });
}
