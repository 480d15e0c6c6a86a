/** Frames before anyone has said how they look: what queries and transformations make. */
import type { FieldType, HeatmapBucket, Labels, Value } from "./types";

export interface SourceField {
  name: string;
  type: FieldType;
  /** null: a column that has no labels of its own, such as the time. */
  labels: Labels | null;
  values: Value[];
  /** The legend that the query gave; empty: none. */
  legend: string;
  /** The name that a transformation gave; empty: none. */
  renamed: string;
  /** Of a heatmap's bucket. */
  bounds: HeatmapBucket | null;
}

export interface SourceFrame {
  refId: string;
  name: string;
  kind: "time_series" | "table" | "heatmap";
  fields: SourceField[];
  length: number;
}

export function sourceField(name: string, type: FieldType, values: Value[], rest: Partial<SourceField> = {}): SourceField {
  return { name, type, values, labels: null, legend: "", renamed: "", bounds: null, ...rest };
}

export const timeName = "Time";
export const valueName = "Value";
