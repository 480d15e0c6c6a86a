import type { Query } from "../types";
import type { JsonReader } from "./json_reader";

export function parseQuery(reader: JsonReader, index: number): Query {
  const instant = reader.boolean("instant", false);
  return {
    refId: reader.string("refId") || String.fromCharCode("A".charCodeAt(0) + (index % 26)),
    expression: reader.string("expr"),
    legendFormat: reader.string("legendFormat"),
    format: reader.choice("format", ["time_series", "table", "heatmap"], "time_series"),
    instant,
    // A query that says neither is a range query, as in older dashboards.
    range: reader.boolean("range", !instant) || !instant,
    hidden: reader.boolean("hide", false),
    interval: reader.string("interval"),
    intervalFactor: Math.max(1, Math.round(reader.number("intervalFactor", 1))),
  };
}
