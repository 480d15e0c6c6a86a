import type { JsonReader } from "../dashboard/json_reader";
import { fieldTitle } from "../field_title";
import type { SourceFrame } from "../source_frames";
import { pickRows, sortedRows } from "./rows";

export function sortBy(frames: SourceFrame[], options: JsonReader): SourceFrame[] {
  const [sort] = options.objects("sort");
  if (!sort) return frames;
  return frames.map((frame) => {
    const field = frame.fields.find((candidate) => fieldTitle(candidate, frame, [frame]) === sort.string("field"));
    return field ? pickRows(frame, sortedRows(field.values, sort.boolean("desc", false))) : frame;
  });
}
