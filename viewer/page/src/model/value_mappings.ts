/** Texts and colours that a panel gives to values. */
import { regularExpression } from "./field_matchers";
import type { Mapping, MappingResult, Value } from "./types";

/** The first that fits; null: none. */
export function mapped(mappings: readonly Mapping[], value: Value): MappingResult | null {
  for (const mapping of mappings) {
    const result = resultOf(mapping, value);
    if (result) return result;
  }
  return null;
}

function resultOf(mapping: Mapping, value: Value): MappingResult | null {
  switch (mapping.type) {
    case "value":
      return value !== null && Object.hasOwn(mapping.options, String(value)) ? (mapping.options[String(value)] ?? null) : null;
    case "range":
      return inRange(mapping, value) ? mapping.result : null;
    case "regex":
      return matchedResult(mapping, value);
    case "special":
      return isSpecial(mapping.match, value) ? mapping.result : null;
  }
}

function inRange({ from, to }: { from: number | null; to: number | null }, value: Value): boolean {
  const number = typeof value === "number" ? value : Number.parseFloat(String(value));
  return number >= (from ?? -Infinity) && number <= (to ?? Infinity);
}

function matchedResult({ pattern, result }: { pattern: string; result: MappingResult }, value: Value): MappingResult | null {
  if (typeof value !== "string") return null;
  const expression = regularExpression(pattern);
  if (!expression?.test(value)) return null;
  return result.text === null ? result : { ...result, text: value.replace(expression, result.text) };
}

function isSpecial(match: Extract<Mapping, { type: "special" }>["match"], value: Value): boolean {
  switch (match) {
    case "null":
      return value === null;
    case "nan":
      return Number.isNaN(value);
    case "null+nan":
      return value === null || Number.isNaN(value);
    case "true":
      return value === true || value === "true";
    case "false":
      return value === false || value === "false";
    case "empty":
      return value === "";
  }
}
