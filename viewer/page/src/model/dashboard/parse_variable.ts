import type { Variable, VariableKind, VariableOption } from "../types";
import type { JsonReader } from "./json_reader";

const kinds: readonly VariableKind[] = ["query", "custom", "constant", "textbox", "interval", "datasource"];

export function parseVariable(reader: JsonReader): Variable {
  const type = reader.string("type");
  const kind = kinds.find((known) => known === type) ?? "unknown";
  return {
    name: reader.string("name"),
    label: reader.string("label"),
    description: reader.string("description"),
    kind,
    query: queryText(reader),
    multi: reader.boolean("multi", false),
    includeAll: reader.boolean("includeAll", false),
    allValue: reader.string("allValue"),
    regex: reader.string("regex"),
    sort: reader.number("sort", 0),
    refresh: refreshOf(reader),
    hide: hideOf(reader.number("hide", 0)),
    options: reader.objects("options").map(parseOption),
    current: textsOf(reader.at("current").object["value"]),
    unsupported: kind === "unknown" ? [`Variables of the type “${type}” are not supported; it has no effect.`] : [],
  };
}

/** The query stands as text, or in an object with more. */
function queryText(reader: JsonReader): string {
  const query = reader.object["query"];
  if (typeof query === "string" || query === undefined || query === null) return reader.string("query");
  return reader.at("query").string("query") || reader.string("definition");
}

function refreshOf(reader: JsonReader): Variable["refresh"] {
  const refresh = reader.number("refresh", 1);
  return refresh === 2 ? "time" : refresh === 0 ? "never" : "load";
}

function hideOf(hide: number): Variable["hide"] {
  return hide === 2 ? "variable" : hide === 1 ? "label" : "no";
}

function parseOption(reader: JsonReader): VariableOption {
  const value = textsOf(reader.object["value"])[0] ?? "";
  return { text: textsOf(reader.object["text"])[0] ?? value, value };
}

function textsOf(value: unknown): string[] {
  const values: unknown[] = Array.isArray(value) ? value : [value];
  return values.filter((item) => typeof item === "string" || typeof item === "number").map(String);
}
