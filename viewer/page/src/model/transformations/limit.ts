import type { JsonReader } from "../dashboard/json_reader";
import type { SourceFrame } from "../source_frames";
import { pickRows } from "./rows";

/** The first rows of each frame; of a negative limit the last ones. */
export function limit(frames: SourceFrame[], options: JsonReader): SourceFrame[] {
  const most = options.number("limitField", 10);
  return frames.map((frame) => {
    const rows = Array.from({ length: frame.length }, (_, row) => row);
    return pickRows(frame, most < 0 ? rows.slice(most) : rows.slice(0, most));
  });
}
