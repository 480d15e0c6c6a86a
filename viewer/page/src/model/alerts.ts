/** What an alert list shows of all alerts. */
import { interpolate } from "./interpolate";
import type { AlertListOptions, AlertRow, Labels, Situation } from "./types";

interface LabelMatcher {
  name: string;
  operator: string;
  value: string;
}

/** {a="1", b!~"x.*"}; null: the text is no list of matchers. */
export function parseLabelMatchers(text: string): LabelMatcher[] | null {
  const inside = text.trim().replace(/^\{/, "").replace(/\}$/, "").trim();
  if (inside === "") return [];
  const matchers: LabelMatcher[] = [];
  const rest = inside.replace(
    /\s*([A-Za-z_]\w*)\s*(=~|!~|!=|=)\s*"((?:[^"\\]|\\.)*)"\s*(,|$)/g,
    (_, name: string, operator: string, value: string) => {
      matchers.push({ name, operator, value: value.replace(/\\(.)/g, "$1") });
      return "";
    },
  );
  return rest.trim() === "" ? matchers : null;
}

function wholeMatch(pattern: string, text: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`).test(text);
  } catch {
    return false;
  }
}

function fits({ name, operator, value }: LabelMatcher, labels: Labels): boolean {
  const label = labels[name] ?? "";
  const positive = operator.endsWith("~") ? wholeMatch(value, label) : label === value;
  return operator.startsWith("!") ? !positive : positive;
}

function nameFits(wanted: string, name: string): boolean {
  if (name.toLowerCase().includes(wanted.toLowerCase())) return true;
  try {
    return new RegExp(wanted, "i").test(name);
  } catch {
    return false;
  }
}

const urgency: Record<AlertRow["state"], number> = { firing: 0, pending: 1, inactive: 2 };

type Order = (one: AlertRow, other: AlertRow) => number;

const byName: Order = (one, other) => one.name.localeCompare(other.name);
const byTime: Order = (one, other) => (one.since ?? Infinity) - (other.since ?? Infinity);

const orders: Record<AlertListOptions["sort"], Order> = {
  "name-asc": byName,
  "name-desc": (one, other) => byName(other, one),
  "time-asc": byTime,
  "time-desc": (one, other) => (other.since ?? -Infinity) - (one.since ?? -Infinity),
  importance: (one, other) => urgency[one.state] - urgency[other.state] || byTime(one, other),
};

export function alertRows(rules: readonly AlertRow[], options: AlertListOptions, situation: Situation): AlertRow[] {
  const name = interpolate(options.name, situation);
  const matchers = parseLabelMatchers(interpolate(options.labels, situation));
  return rules
    .filter((row) => options.states[row.state])
    .filter((row) => name === "" || nameFits(name, row.name))
    .filter((row) => (matchers ?? []).every((matcher) => fits(matcher, row.labels)))
    .filter((row) => options.group === "" || row.group === options.group)
    .sort(orders[options.sort])
    .slice(0, options.maxItems);
}
