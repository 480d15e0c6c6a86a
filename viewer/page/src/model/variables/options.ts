/** The options of a variable: filtered, named, sorted. */
import { regularExpression } from "../field_matchers";
import type { Variable, VariableOption } from "../types";

const mostOptions = 1_000;

/** "a, b : 2, c\, d": texts and values, separated by commas. */
export function customOptions(query: string): VariableOption[] {
  const entries = query.match(/(?:\\,|[^,])+/g) ?? [];
  return entries
    .map((entry) => entry.replaceAll("\\,", ",").trim())
    .filter((entry) => entry !== "")
    .map((entry) => {
      const pair = /^(.+)\s:\s(.+)$/.exec(entry);
      return pair ? { text: (pair[1] ?? "").trim(), value: (pair[2] ?? "").trim() } : { text: entry, value: entry };
    });
}

/** What a pattern takes of an option: its groups "text" and "value", its first group, or all; null: it doesn't fit. */
function captured(option: VariableOption, expression: RegExp): VariableOption | null {
  const match = expression.exec(option.value);
  if (!match) return null;
  const { text, value } = match.groups ?? {};
  if (text !== undefined || value !== undefined) return { text: text ?? value ?? "", value: value ?? text ?? "" };
  const [, first] = match;
  return first === undefined ? option : { text: first, value: first };
}

function filtered(options: VariableOption[], pattern: string): VariableOption[] {
  if (pattern === "") return options;
  const expression = regularExpression(pattern.startsWith("/") ? pattern : `/^${pattern}$/`);
  return expression ? options.flatMap((option) => captured(option, expression) ?? []) : options;
}

function firstNumber(text: string): number {
  const found = /\d+(\.\d+)?/.exec(text);
  return found ? Number(found[0]) : -1;
}

type Order = (one: VariableOption, other: VariableOption) => number;

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Grafana's numbers 1, 3, 5, 7; each number after them is the same, descending. */
const orders: Record<number, Order> = {
  1: (one, other) => compare(one.text, other.text),
  3: (one, other) => firstNumber(one.text) - firstNumber(other.text),
  5: (one, other) => compare(one.text.toLowerCase(), other.text.toLowerCase()),
  7: (one, other) => one.text.localeCompare(other.text, undefined, { numeric: true, sensitivity: "base" }),
};

function sorted(options: VariableOption[], sort: number): VariableOption[] {
  const order = orders[sort % 2 === 0 ? sort - 1 : sort];
  if (!order) return options;
  const ascending = [...options].sort(order);
  return sort % 2 === 0 ? ascending.reverse() : ascending;
}

/** @param pattern the variable's regular expression, interpolated */
export function preparedOptions(values: string[], pattern: string, { sort }: Variable): VariableOption[] {
  const options = filtered(values.map((value) => ({ text: value, value })), pattern);
  const unique = new Map<string, VariableOption>();
  for (const option of options) if (!unique.has(option.value)) unique.set(option.value, option);
  return sorted([...unique.values()], sort).slice(0, mostOptions);
}
