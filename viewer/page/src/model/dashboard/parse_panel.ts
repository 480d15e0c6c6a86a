import type { GridPosition, Panel, PanelBase, PanelType } from "../types";
import { parseFieldConfig } from "./field_settings";
import type { JsonReader } from "./json_reader";
import { parseLinks } from "./links";
import { optionParsers } from "./panel_options";
import { parseQuery } from "./queries";
import { unsupportedParts } from "./unsupported";

const columns = 24;

export function parseGridPosition(reader: JsonReader): GridPosition {
  const position = reader.at("gridPos");
  const w = clamped(position.number("w", 12), 1, columns);
  return {
    x: clamped(position.number("x", 0), 0, columns - w),
    y: clamped(position.number("y", 0), 0, 100_000),
    w,
    h: clamped(position.number("h", 8), 1, 200),
  };
}

function clamped(value: number, low: number, high: number): number {
  return Math.round(Math.min(high, Math.max(low, value)));
}

export function typeOfPanel(reader: JsonReader): PanelType {
  const kind = reader.string("type");
  return kind in optionParsers ? (kind as PanelType) : "unknown";
}

export function parsePanel(outer: JsonReader, id: number): Panel {
  const problems: string[] = [];
  const reader = outer.tellingProblemsTo(problems);
  const type = typeOfPanel(reader);
  const panel = withOptions(parseBase(reader, id, type, problems), reader, type);
  return { ...panel, unsupported: unsupportedParts(panel, reader) };
}

function parseBase(reader: JsonReader, id: number, type: PanelType, problems: string[]): PanelBase {
  return {
    id,
    title: reader.string("title"),
    description: reader.string("description"),
    transparent: reader.boolean("transparent", false),
    gridPosition: parseGridPosition(reader),
    queries: reader.objects("targets").map(parseQuery),
    fieldConfig: parseFieldConfig(reader.at("fieldConfig"), type),
    transformations: reader.objects("transformations").map((transformation) => ({
      id: transformation.string("id"),
      options: transformation.at("options").object,
      disabled: transformation.boolean("disabled", false),
    })),
    maxDataPoints: reader.numberOrNull("maxDataPoints"),
    interval: reader.string("interval"),
    links: parseLinks(reader),
    unsupported: [],
    problems,
  };
}

function withOptions(base: PanelBase, reader: JsonReader, type: PanelType): Panel {
  if (type === "unknown") return { ...base, type, options: { kind: reader.string("type") || "none" } };
  // The parser of a type makes the options of that type, which TypeScript can't follow through a lookup.
  return { ...base, type, options: optionParsers[type](reader.at("options")) } as Panel;
}
