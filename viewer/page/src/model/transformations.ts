/** What a panel does with its frames before they are shown: Grafana's transformations, those that are supported. */
import { JsonReader } from "./dashboard/json_reader";
import { calculateField } from "./transformations/calculate_field";
import { filterByRefId, filterFieldsByName } from "./transformations/filter";
import { groupBy } from "./transformations/group_by";
import { joinByField } from "./transformations/join_by_field";
import { labelsToFields } from "./transformations/labels_to_fields";
import { limit } from "./transformations/limit";
import { merge } from "./transformations/merge";
import { organize } from "./transformations/organize";
import { reduce } from "./transformations/reduce";
import { renameByRegex } from "./transformations/rename_by_regex";
import { seriesToRows } from "./transformations/series_to_rows";
import { sortBy } from "./transformations/sort_by";
import type { SourceFrame } from "./source_frames";
import type { Transformation } from "./types";

export type Transformer = (frames: SourceFrame[], options: JsonReader) => SourceFrame[];

const transformers: Record<string, Transformer> = {
  calculateField,
  filterByRefId,
  filterFieldsByName,
  groupBy,
  joinByField,
  seriesToColumns: joinByField,
  labelsToFields,
  limit,
  merge,
  organize,
  reduce,
  renameByRegex,
  seriesToRows,
  sortBy,
};

export const supportedTransformations: ReadonlySet<string> = new Set(Object.keys(transformers));

export function transform(frames: SourceFrame[], transformations: readonly Transformation[]): SourceFrame[] {
  return transformations
    .filter(({ id, disabled }) => !disabled && supportedTransformations.has(id))
    .reduce((result, { id, options }) => transformers[id]?.(result, new JsonReader(options, id, [])) ?? result, frames);
}
