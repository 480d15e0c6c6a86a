/** The alerting rules of /api/v1/rules. */
import type { AlertRow } from "../types";
import { isObject, labelsOf, parseNumber, texts } from "./decode";

type Json = Readonly<Record<string, unknown>>;

function objects(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function stateOf(value: unknown): AlertRow["state"] {
  return value === "firing" || value === "pending" ? value : "inactive";
}

function numberOrNull(value: unknown): number | null {
  try {
    return parseNumber(value);
  } catch {
    return null;
  }
}

function timeOrNull(value: unknown): number | null {
  const time = Date.parse(text(value));
  // Go's zero time, year 1, stands for none.
  return Number.isNaN(time) || time < 0 ? null : time;
}

/** A row for each alert of a rule, or one for the rule if it has none. */
function rowsOf(rule: Json, group: string): AlertRow[] {
  const labels = isObject(rule["labels"]) ? labelsOf(rule["labels"]) : {};
  const base: AlertRow = {
    name: text(rule["name"]),
    state: "inactive",
    labels,
    annotations: isObject(rule["annotations"]) ? labelsOf(rule["annotations"]) : {},
    since: null,
    value: null,
    group,
    expression: text(rule["query"]),
  };
  const alerts = objects(rule["alerts"]).map((alert) => ({
    ...base,
    state: stateOf(alert["state"]),
    labels: isObject(alert["labels"]) ? labelsOf(alert["labels"]) : labels,
    annotations: isObject(alert["annotations"]) ? labelsOf(alert["annotations"]) : base.annotations,
    since: timeOrNull(alert["activeAt"]),
    value: numberOrNull(alert["value"]),
  }));
  return alerts.length > 0 ? alerts : [base];
}

export function decodeRules(json: Json): AlertRow[] {
  const data = isObject(json["data"]) ? json["data"] : {};
  return objects(data["groups"]).flatMap((group) =>
    objects(group["rules"])
      .filter((rule) => rule["type"] === "alerting")
      .flatMap((rule) => rowsOf(rule, text(group["name"]))),
  );
}

/** A list of texts: names or values of labels. */
export function decodeTexts(json: Json): string[] {
  return texts(json["data"]);
}

/** The labels of series. */
export function decodeSeries(json: Json): Readonly<Record<string, string>>[] {
  return objects(json["data"]).map(labelsOf);
}
