/** Puts series upon each other, as Grafana does: each stacking group by itself, and values below zero under the axis. */

export interface Stackable {
  values: readonly (number | null)[];
  /** null: stands by itself. */
  group: string | null;
  mode: "none" | "normal" | "percent";
}

export interface Stacked {
  values: (number | null)[][];
  /** [upper, lower]: the area of `upper` reaches down to the line of `lower` only. Indices of the series. */
  bands: [number, number][];
}

export function stack(series: readonly Stackable[]): Stacked {
  const stacked: Stacked = { values: [], bands: [] };
  const columns = new Map<string, { sums: number[]; last: number }>();
  const wholes = totals(series);
  series.forEach((one, index) => {
    const key = columnOf(one);
    if (key === null) {
      stacked.values.push([...one.values]);
      return;
    }
    const column = columns.get(key) ?? { sums: new Array<number>(one.values.length).fill(0), last: -1 };
    stacked.values.push(one.values.map((value, at) => put(column.sums, at, shareOf(value, at, one, wholes.get(key)))));
    if (column.last >= 0) stacked.bands.push([index, column.last]);
    columns.set(key, { ...column, last: index });
  });
  return stacked;
}

function columnOf({ values, group, mode }: Stackable): string | null {
  if (group === null || mode === "none") return null;
  const negative = values.some((value) => (value ?? 0) < 0) && !values.some((value) => (value ?? 0) > 0);
  return `${mode} ${group} ${negative ? "below" : "above"}`;
}

function put(sums: number[], at: number, value: number | null): number | null {
  if (value === null) return null;
  const sum = (sums[at] ?? 0) + value;
  sums[at] = sum;
  return sum;
}

function shareOf(value: number | null, at: number, one: Stackable, whole: number[] | undefined): number | null {
  if (value === null || one.mode !== "percent") return value;
  const total = Math.abs(whole?.[at] ?? 0);
  return total === 0 ? 0 : value / total;
}

function totals(series: readonly Stackable[]): Map<string, number[]> {
  const wholes = new Map<string, number[]>();
  for (const one of series) {
    const key = columnOf(one);
    if (key === null || one.mode !== "percent") continue;
    const whole = wholes.get(key) ?? new Array<number>(one.values.length).fill(0);
    one.values.forEach((value, at) => put(whole, at, value));
    wholes.set(key, whole);
  }
  return wholes;
}
