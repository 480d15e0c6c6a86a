/**
 * Calculations over all values of a field, with Grafana's rules (packages/grafana-data/src/transformations/fieldReducer.ts):
 * null is left out everywhere, NaN counts but takes no part in sums.
 */
import type { Value } from "./types";

interface Totals {
  values: readonly Value[];
  numbers: number[];
  /** Values that are not null. */
  count: number;
}

function totalsOf(values: readonly Value[]): Totals {
  const present = values.filter((value) => value !== null);
  const numbers = present.filter((value): value is number => typeof value === "number" && !Number.isNaN(value));
  return { values, numbers, count: present.length };
}

type Calculation = (totals: Totals) => Value;

function isPresent(value: Value | undefined): value is Exclude<Value, null> {
  return value !== null && value !== undefined && !Number.isNaN(value);
}

const first: Calculation = ({ values }) => values[0] ?? null;
const last: Calculation = ({ values }) => values.at(-1) ?? null;
const firstNotNull: Calculation = ({ values }) => values.find(isPresent) ?? null;

const lastNotNull: Calculation = ({ values }) => {
  for (let index = values.length - 1; index >= 0; index--) {
    const value = values[index];
    if (isPresent(value)) return value;
  }
  return null;
};

function least(numbers: number[]): number | null {
  return numbers.length === 0 ? null : numbers.reduce((one, other) => Math.min(one, other));
}

function greatest(numbers: number[]): number | null {
  return numbers.length === 0 ? null : numbers.reduce((one, other) => Math.max(one, other));
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, value) => total + value, 0);
}

const mean: Calculation = ({ numbers }) => (numbers.length === 0 ? null : sum(numbers) / numbers.length);

function ascending(numbers: number[]): number[] {
  return [...numbers].sort((one, other) => one - other);
}

const median: Calculation = ({ numbers }) => {
  if (numbers.length === 0) return null;
  const sorted = ascending(numbers);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 0 ? ((sorted[middle - 1] ?? 0) + upper) / 2 : upper;
};

const variance: Calculation = ({ numbers }) => {
  if (numbers.length === 0) return 0;
  const average = sum(numbers) / numbers.length;
  return sum(numbers.map((value) => (value - average) ** 2)) / numbers.length;
};

const range: Calculation = ({ numbers }) => {
  const low = least(numbers);
  const high = greatest(numbers);
  return low === null || high === null ? null : high - low;
};

const difference: Calculation = ({ numbers }) =>
  numbers.length === 0 ? null : (numbers.at(-1) ?? 0) - (numbers[0] ?? 0);

/** 50 is fifty percent. */
const differencePercent: Calculation = ({ numbers }) => {
  const [from] = numbers;
  return from === undefined ? 0 : (((numbers.at(-1) ?? 0) - from) / from) * 100;
};

/** How much a counter grew. The first step after a reset does not count, as in Grafana. */
const delta: Calculation = ({ numbers }) => {
  let total = 0;
  let grew = true;
  for (let index = 1; index < numbers.length; index++) {
    const step = (numbers[index] ?? 0) - (numbers[index - 1] ?? 0);
    if (step >= 0 && grew) total += step;
    grew = step >= 0;
  }
  return total;
};

const smallestStep: Calculation = ({ numbers }) =>
  least(numbers.slice(1).map((value, index) => value - (numbers[index] ?? 0)));

const changeCount: Calculation = ({ values }) => {
  const present = values.filter((value) => value !== null);
  return present.filter((value, index) => index > 0 && value !== present[index - 1]).length;
};

const distinctCount: Calculation = ({ values }) => new Set(values.filter((value) => value !== null)).size;

function percentile(percent: number): Calculation {
  return ({ numbers }) => ascending(numbers)[Math.round((numbers.length - 1) * (percent / 100))] ?? null;
}

function joined(values: Iterable<Value>): string {
  return [...values].map((value) => String(value ?? "")).join(", ");
}

const calculations = new Map<string, { title: string; calculate: Calculation }>(
  Object.entries({
    lastNotNull: { title: "Last *", calculate: lastNotNull },
    last: { title: "Last", calculate: last },
    firstNotNull: { title: "First *", calculate: firstNotNull },
    first: { title: "First", calculate: first },
    min: { title: "Min", calculate: ({ numbers }) => least(numbers) },
    max: { title: "Max", calculate: ({ numbers }) => greatest(numbers) },
    mean: { title: "Mean", calculate: mean },
    median: { title: "Median", calculate: median },
    variance: { title: "Variance", calculate: variance },
    stdDev: { title: "StdDev", calculate: (totals) => Math.sqrt(Number(variance(totals))) },
    sum: { title: "Total", calculate: ({ numbers }) => sum(numbers) },
    count: { title: "Count", calculate: ({ count }) => count },
    countAll: { title: "Count all", calculate: ({ values }) => values.length },
    range: { title: "Range", calculate: range },
    delta: { title: "Delta", calculate: delta },
    step: { title: "Step", calculate: smallestStep },
    diff: { title: "Difference", calculate: difference },
    diffperc: { title: "Difference percent", calculate: differencePercent },
    logmin: { title: "Min (above zero)", calculate: ({ numbers }) => least(numbers.filter((value) => value > 0)) },
    allIsZero: {
      title: "All Zeros",
      calculate: ({ numbers }) => numbers.length > 0 && numbers.every((value) => value === 0),
    },
    allIsNull: { title: "All Nulls", calculate: ({ numbers }) => numbers.length === 0 },
    changeCount: { title: "Change Count", calculate: changeCount },
    distinctCount: { title: "Distinct Count", calculate: distinctCount },
    allValues: { title: "All values", calculate: ({ values }) => joined(values) },
    uniqueValues: { title: "All unique values", calculate: ({ values }) => joined(new Set(values)) },
  } satisfies Record<string, { title: string; calculate: Calculation }>),
);

/** Names of older dashboards. */
const aliases: Record<string, string> = { current: "lastNotNull", avg: "mean", total: "sum" };

function find(name: string): { title: string; calculate: Calculation } | null {
  const known = calculations.get(aliases[name] ?? name);
  if (known) return known;
  const percent = Number(/^p([1-9][0-9]?)$/.exec(name)?.[1]);
  return Number.isNaN(percent) ? null : { title: `${percent}${ordinal(percent)} %`, calculate: percentile(percent) };
}

function ordinal(number: number): string {
  if (number > 3 && number < 21) return "th";
  return { 1: "st", 2: "nd", 3: "rd" }[number % 10] ?? "th";
}

export function isCalculation(name: string): boolean {
  return find(name) !== null;
}

/** As people read it: "Last *". */
export function calculationTitle(name: string): string {
  return find(name)?.title ?? name;
}

/** null: there is nothing to calculate from, or no such calculation. */
export function calculate(name: string, values: readonly Value[]): Value {
  return find(name)?.calculate(totalsOf(values)) ?? null;
}

const countless = new Set(["count", "countAll", "distinctCount", "changeCount", "diffperc"]);

/** Whether the result has the unit of the values. */
export function keepsUnit(name: string): boolean {
  return !countless.has(name);
}
