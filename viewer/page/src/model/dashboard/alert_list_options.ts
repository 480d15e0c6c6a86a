import type { AlertListOptions } from "../types";
import type { JsonReader } from "./json_reader";

/** Grafana's numbers of the orders. */
const orders: Record<number, AlertListOptions["sort"]> = {
  1: "name-asc",
  2: "name-desc",
  3: "importance",
  4: "time-asc",
  5: "time-desc",
};

export function parseAlertListOptions(reader: JsonReader): AlertListOptions {
  const states = reader.at("stateFilter");
  return {
    states: {
      firing: states.boolean("firing", true),
      pending: states.boolean("pending", true),
      inactive: states.boolean("normal", false) || states.boolean("inactive", false),
    },
    name: reader.string("alertName"),
    labels: reader.string("alertInstanceLabelFilter"),
    group: reader.at("folder").string("title"),
    sort: orders[reader.number("sortOrder", 1)] ?? "name-asc",
    maxItems: Math.max(1, reader.number("maxItems", 20)),
    view: reader.choice("viewMode", ["list", "stat"], "list"),
  };
}
