/** Which colour a value, or a whole series, has. */
import { calculate } from "./calculations";
import { classicPalette, cssColor } from "./colors/named_colors";
import { continuousScheme } from "./colors/schemes";
import type { FieldSettings, Theme, Thresholds, Value } from "./types";

export interface ValueRange {
  min: number;
  max: number;
}

/** Where a value stands in the range: 0 at its minimum, 1 at its maximum. */
export function shareOf(value: number, { min, max }: ValueRange): number {
  const share = (value - min) / (max - min);
  return Number.isNaN(share) ? 0 : share;
}

export function thresholdColor(thresholds: Thresholds, value: number, range: ValueRange): string {
  const compared = thresholds.mode === "percentage" && value !== -Infinity ? shareOf(value, range) * 100 : value;
  let color = thresholds.steps[0]?.color ?? "gray";
  for (const step of thresholds.steps) if (compared >= step.from) color = step.color;
  return color;
}

/** The hash by which Grafana chooses the colour of a name. */
function hashOf(text: string): number {
  let hash = 5381;
  for (let index = text.length - 1; index >= 0; index--) hash = (Math.imul(hash, 33) ^ text.charCodeAt(index)) >>> 0;
  return hash;
}

/** A field, as far as its colours depend on it. */
export interface ColoredField {
  settings: FieldSettings;
  title: string;
  /** Its place among the panel's series. */
  index: number;
  range: ValueRange;
}

/** The colour of a value; -Infinity stands for none. */
export function valueColor(field: ColoredField, value: number, theme: Theme): string {
  return seriesModeColor(field, theme) ?? colorByValue(field, value, theme);
}

/** Whatever the colour mode is. */
export function booleanColor(value: boolean, theme: Theme): string {
  return cssColor(value ? "green" : "red", theme);
}

/** The colour of all values alike; null: the mode goes by the value. */
function seriesModeColor({ settings, title, index }: ColoredField, theme: Theme): string | null {
  switch (settings.color.mode) {
    case "fixed":
    case "shades":
      return cssColor(settings.color.fixedColor, theme);
    case "palette-classic":
      return cssColor(classicPalette[index % classicPalette.length] ?? "", theme);
    case "palette-classic-by-name":
      return cssColor(classicPalette[hashOf(title) % classicPalette.length] ?? "", theme);
    default:
      return null;
  }
}

function colorByValue({ settings, range }: ColoredField, value: number, theme: Theme): string {
  const scheme = continuousScheme(settings.color.mode, theme);
  if (scheme) return scheme(value === -Infinity ? 0 : shareOf(value, range));
  return cssColor(thresholdColor(settings.thresholds, value, range), theme);
}

export function seriesColor(field: ColoredField, values: readonly Value[], theme: Theme): string {
  const whole = seriesModeColor(field, theme);
  if (whole !== null) return whole;
  const value = calculate(field.settings.color.seriesBy, values);
  return colorByValue(field, typeof value === "number" ? value : 0, theme);
}
