/** Grafana's JSON of a dashboard (the classic schema, up to version 42), read tolerantly. */
import { JsonReader } from "./dashboard/json_reader";
import { parseLinks } from "./dashboard/links";
import { parseVariable } from "./dashboard/parse_variable";
import { parseRows } from "./dashboard/rows";
import type { Dashboard } from "./types";

/** Never throws: what is wrong or can't be shown is in `problems` and `unsupported`. */
export function parseDashboard(json: unknown, uid: string): Dashboard {
  const problems: string[] = [];
  const outer = new JsonReader(json, "", problems);
  // Grafana's HTTP API wraps the dashboard.
  const reader = outer.has("dashboard") ? outer.at("dashboard") : outer;
  if (Object.keys(reader.object).length === 0) outer.problem("this is no dashboard in JSON");
  return {
    uid: reader.string("uid") || uid,
    title: reader.string("title") || uid,
    description: reader.string("description"),
    tags: reader.strings("tags"),
    time: { from: textOf(reader.at("time"), "from", "now-6h"), to: textOf(reader.at("time"), "to", "now") },
    refresh: refreshOf(reader),
    timeZone: reader.string("timezone") || "browser",
    weekStart: { sunday: 0, saturday: 6 }[reader.string("weekStart").toLowerCase()] ?? 1,
    crosshair: crosshairOf(reader.number("graphTooltip", 0)),
    variables: reader.at("templating").objects("list").map(parseVariable),
    rows: parseRows(reader),
    links: parseLinks(reader),
    problems,
    unsupported: unsupportedParts(reader),
  };
}

/** A moment may stand as a number of milliseconds. */
function textOf(reader: JsonReader, key: string, otherwise: string): string {
  const value = reader.object[key];
  return typeof value === "number" ? String(value) : reader.string(key) || otherwise;
}

/** false is how Grafana writes "never". */
function refreshOf(reader: JsonReader): string {
  return typeof reader.object["refresh"] === "boolean" ? "" : reader.string("refresh");
}

function crosshairOf(number: number): Dashboard["crosshair"] {
  return number === 2 ? "tooltip" : number === 1 ? "line" : "off";
}

function unsupportedParts(reader: JsonReader): string[] {
  const found: string[] = [];
  const annotations = reader.at("annotations").objects("list");
  if (annotations.some((annotation) => annotation.object["builtIn"] !== 1 && annotation.object["enable"] !== false)) {
    found.push("Annotations are not shown.");
  }
  if (Array.isArray(reader.object["rows"]) || "elements" in reader.object || "spec" in reader.object) {
    found.push("The dashboard has a form that is not read. Export it from Grafana in the classic form.");
  }
  return found;
}
