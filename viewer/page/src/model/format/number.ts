/** A number as text, by the rules of Grafana's toFixed() (packages/grafana-data/src/valueFormats/baseFormatters.ts). */

const mostDecimals = 20;

/** A number of decimals that JavaScript's formats take. */
export function allowedDecimals(decimals: number): number {
  return Math.round(Math.min(mostDecimals, Math.max(0, decimals)));
}

/** Three significant digits; none after the point for whole numbers. */
export function decimalsFor(value: number): number {
  if (value % 1 === 0) return 0;
  const exponent = Math.floor(Math.log(Math.abs(value)) / Math.LN10);
  return Math.max(0, 2 - exponent);
}

/** @param decimals digits after the point; null: as many as the value needs */
export function fixed(value: number, decimals: number | null): string {
  if (!Number.isFinite(value)) return infiniteText(value);
  const digits = allowedDecimals(decimals ?? decimalsFor(value));
  if (value === 0) return (0).toFixed(digits);
  const factor = Math.pow(10, digits);
  const rounded = String(Math.round(value * factor) / factor);
  if (digits === 0 || rounded.includes("e")) return rounded;
  const [whole = "", fraction = ""] = rounded.split(".");
  return `${whole}.${fraction.padEnd(digits, "0")}`;
}

export function infiniteText(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  return value > 0 ? "∞" : "-∞";
}
