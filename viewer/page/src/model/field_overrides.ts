/** Gives fields their looks: the panel's defaults, then the overrides that fit, in order. */
import { calculate } from "./calculations";
import { parseCustomSettings, parseFieldSettings } from "./dashboard/field_settings";
import { JsonReader } from "./dashboard/json_reader";
import { displayOf } from "./display";
import { fieldMatcher, type FieldMatcher } from "./field_matchers";
import { fieldTitle } from "./field_title";
import type { SourceField, SourceFrame } from "./source_frames";
import type { CustomSettings, Field, FieldConfig, FieldSettings, Frame, Panel, PanelType, Situation } from "./types";
import { seriesColor, type ValueRange } from "./value_colors";

/** Grafana's names of properties, and the settings that they set. */
const properties: Record<string, keyof FieldSettings> = {
  unit: "unit",
  decimals: "decimals",
  min: "min",
  max: "max",
  fieldMinMax: "ownRange",
  displayName: "displayName",
  color: "color",
  thresholds: "thresholds",
  mappings: "mappings",
  noValue: "noValue",
};

const customProperties: Record<string, (keyof CustomSettings)[]> = {
  drawStyle: ["drawStyle"],
  lineInterpolation: ["lineInterpolation"],
  lineWidth: ["lineWidth"],
  lineStyle: ["lineStyle"],
  lineColor: ["lineColor"],
  fillOpacity: ["fillOpacity"],
  gradientMode: ["gradientMode"],
  showPoints: ["showPoints"],
  pointSize: ["pointSize"],
  spanNulls: ["spanNulls"],
  stacking: ["stacking"],
  axisPlacement: ["axisPlacement"],
  axisLabel: ["axisLabel"],
  axisSoftMin: ["axisSoftMin"],
  axisSoftMax: ["axisSoftMax"],
  axisColorMode: ["axisColorMode"],
  axisBorderShow: ["axisBorderShow"],
  axisCenteredZero: ["axisCenteredZero"],
  axisGridShow: ["axisGridShow"],
  scaleDistribution: ["scale"],
  barAlignment: ["barAlignment"],
  barWidthFactor: ["barWidthFactor"],
  thresholdsStyle: ["thresholdsStyle"],
  hideFrom: ["hideFrom", "hidden"],
  align: ["align"],
  width: ["width"],
  minWidth: ["minWidth"],
  hidden: ["hidden"],
  cellOptions: ["cell"],
  displayMode: ["cell"],
};

/** These change nothing that is shown here. */
const harmless = ["description", "filterable", "custom.filterable", "custom.inspect", "custom.tooltip", "custom.axisWidth"];

export const supportedProperties: ReadonlySet<string> = new Set([
  ...Object.keys(properties),
  ...Object.keys(customProperties).map((name) => `custom.${name}`),
  ...harmless,
]);

type Rule = { matches: FieldMatcher; apply: (settings: FieldSettings) => FieldSettings };

function withProperty(settings: FieldSettings, id: string, value: unknown, type: PanelType): FieldSettings {
  const name = id.replace(/^custom\./, "");
  const reader = new JsonReader({ [name]: value }, "", []);
  if (id !== name) {
    const parsed = parseCustomSettings(reader, type);
    const changed = (customProperties[name] ?? []).map((key) => [key, parsed[key]]);
    return { ...settings, custom: { ...settings.custom, ...Object.fromEntries(changed) } };
  }
  const key = properties[name];
  if (!key) return settings;
  const parsed = parseFieldSettings(reader, type);
  // Mappings are added before those that there are.
  if (key === "mappings") return { ...settings, mappings: [...parsed.mappings, ...settings.mappings] };
  return { ...settings, [key]: parsed[key] };
}

function rulesOf(config: FieldConfig, type: PanelType): Rule[] {
  return config.overrides.flatMap(({ matcher, properties: changed }) => {
    const matches = fieldMatcher(matcher.id, matcher.options);
    if (!matches) return [];
    const apply = (settings: FieldSettings) =>
      changed.reduce((result, { id, value }) => withProperty(result, id, value, type), settings);
    return [{ matches, apply }];
  });
}

/** The least and greatest of all numbers of all frames. */
function rangeOfAll(frames: readonly SourceFrame[]): ValueRange {
  let min = Infinity;
  let max = -Infinity;
  for (const frame of frames) {
    for (const field of frame.fields) {
      if (field.type !== "number") continue;
      for (const value of field.values) {
        if (typeof value !== "number" || Number.isNaN(value)) continue;
        min = Math.min(min, value);
        max = Math.max(max, value);
      }
    }
  }
  return min > max ? { min: 0, max: 0 } : { min, max };
}

function rangeOf(field: SourceField, settings: FieldSettings, all: () => ValueRange): ValueRange {
  const { min, max } = settings;
  if (min !== null && max !== null) return { min, max };
  if (field.type !== "number") return { min: 0, max: 100 };
  const found = settings.ownRange ? ownRange(field) : all();
  return { min: min ?? found.min, max: max ?? found.max };
}

function ownRange(field: SourceField): ValueRange {
  return { min: Number(calculate("min", field.values)), max: Number(calculate("max", field.values)) };
}

/** "${__field.labels.status}" and the like in display names. */
function withFieldVariables(text: string, field: SourceField): string {
  return text
    .replace(/\$\{__field\.labels\.(\w+)\}/g, (_, label: string) => field.labels?.[label] ?? "")
    .replace(/\$\{__field\.labels\["([^"]+)"\]\}/g, (_, label: string) => field.labels?.[label] ?? "")
    .replace(/\$\{__field\.name\}/g, field.name);
}

/** @param interpolate puts the values of variables into display names */
export function applyOverrides(
  frames: SourceFrame[],
  panel: Pick<Panel, "fieldConfig" | "type">,
  situation: Situation,
  interpolate: (text: string) => string,
): Frame[] {
  const rules = rulesOf(panel.fieldConfig, panel.type);
  let everything: ValueRange | null = null;
  const all = () => (everything ??= rangeOfAll(frames));
  let index = 0;

  const finish = (field: SourceField, frame: SourceFrame): Field => {
    const fitting = rules.filter((rule) => rule.matches(field, frame, frames));
    const settings = fitting.reduce((result, rule) => rule.apply(result), panel.fieldConfig.defaults);
    const given = withFieldVariables(interpolate(settings.displayName), field);
    const title = fieldTitle(field, frame, frames, given);
    const colored = { settings, title, index, range: rangeOf(field, settings, all) };
    if (field.type !== "time") index++;
    return {
      name: field.name,
      type: field.type,
      labels: field.labels ?? {},
      values: field.values,
      bounds: field.bounds,
      settings: { ...settings, displayName: given },
      title,
      refId: frame.refId,
      display: displayOf({ ...colored, type: field.type, values: field.values }, situation),
      color: seriesColor(colored, field.values, situation.theme),
    };
  };

  return frames.map((frame) => ({
    refId: frame.refId,
    name: frame.name,
    kind: frame.kind,
    fields: frame.fields.map((field) => finish(field, frame)),
    length: frame.length,
  }));
}
