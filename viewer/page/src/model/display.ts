/** How a field shows its values (Grafana's getDisplayProcessor). */
import { cssColor } from "./colors/named_colors";
import type { Formatted, FormatSituation, Formatter } from "./format/formatted";
import { formatterOf, isBooleanUnit, isDateUnit } from "./format/units";
import { systemDate, systemDateWithMilliseconds } from "./format/dates";
import type { DisplayValue, Field, FieldSettings, FieldType, Situation, Theme, Value } from "./types";
import { booleanColor, shareOf, valueColor, type ColoredField } from "./value_colors";
import { mapped } from "./value_mappings";

export function showValue({ prefix, text, suffix }: DisplayValue): string {
  return prefix + text + suffix;
}

/** The unit by which values of that type are shown. */
function unitOf(type: FieldType, unit: string, values: readonly Value[]): string {
  if (type === "time" && !isDateUnit(unit)) return timeUnit(values);
  if (type === "boolean" && !isBooleanUnit(unit)) return "bool";
  return unit === "" && type === "string" ? "string" : unit;
}

/** Moments within less than a minute need their milliseconds. */
function timeUnit(values: readonly Value[]): string {
  const span = Math.abs(Number(values.at(-1)) - Number(values[0]));
  return `time:${values.length > 1 && span < 60_000 ? systemDateWithMilliseconds : systemDate}`;
}

function numberOf(value: Value, unit: string): number | null {
  if (value === null || value === "" || unit === "string") return null;
  if (typeof value === "number") return value;
  const number = isDateUnit(unit) && typeof value === "string" ? Date.parse(value) : Number(value);
  return Number.isNaN(number) ? null : number;
}

/** Zeros at the end that only neighbours' decimals made: "150.00" is 150. */
function trimmed(shown: Formatted): Formatted {
  const number = Number(shown.text);
  return shown.text === "" || Number.isNaN(number) ? shown : { ...shown, text: String(number) };
}

function mayTrim(settings: FieldSettings, type: FieldType, unit: string): boolean {
  const wordy = isDateUnit(unit) || isBooleanUnit(unit) || unit === "locale" || unit.startsWith("currency");
  return type === "number" && settings.decimals === null && !wordy;
}

export function formatSituation({ now, timeZone, language }: Situation): FormatSituation {
  return { now, timeZone, language };
}

export interface DisplayedField extends ColoredField {
  type: FieldType;
  values: readonly Value[];
}

export function displayOf(field: DisplayedField, situation: Situation): Field["display"] {
  const { settings, type } = field;
  const unit = unitOf(type, settings.unit, field.values);
  const format: Formatter = formatterOf(unit);
  const trims = mayTrim(settings, type, unit);
  const circumstances = formatSituation(situation);

  const formatNumber = (number: number, decimals: number | undefined): Formatted =>
    trims && decimals !== undefined
      ? trimmed(format(number, decimals, circumstances))
      : format(number, settings.decimals, circumstances);

  return (given, decimals) => {
    const value = given ?? null;
    const mapping = mapped(settings.mappings, value);
    const numeric = numberOf(value, unit);
    const formats = numeric !== null && !Number.isNaN(numeric) && typeof value !== "boolean";
    const shown = formats && mapping?.text == null ? formatNumber(numeric, decimals) : null;
    const colored = numeric === null || Number.isNaN(numeric) ? -Infinity : numeric;
    return {
      text: mapping?.text ?? shown?.text ?? (value === null || value === "" ? settings.noValue : String(value)),
      prefix: shown?.prefix ?? "",
      suffix: shown?.suffix ?? "",
      numeric,
      color: mapping?.color ? cssColor(mapping.color, situation.theme) : colorOf(field, value, colored, situation.theme),
      percent: colored === -Infinity ? null : Math.min(1, Math.max(0, shareOf(colored, field.range))),
    };
  };
}

function colorOf(field: DisplayedField, value: Value, number: number, theme: Theme): string {
  return field.type === "boolean" ? booleanColor(value === true, theme) : valueColor(field, number, theme);
}

/** The labels of a value axis. `decimals` is what the distance of the labels needs. */
export function axisFormat(settings: FieldSettings, situation: Situation): (value: number, decimals?: number) => string {
  const field = { settings: { ...settings, mappings: [] }, title: "", index: 0, range: { min: 0, max: 100 } };
  const display = displayOf({ ...field, type: "number", values: [] }, situation);
  return (value, decimals) => showValue(display(value, decimals));
}
