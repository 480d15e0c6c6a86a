/** fieldConfig: how fields look, with Grafana's defaults for the kind of panel. */
import type { CellOptions, CustomSettings, FieldConfig, FieldSettings, Mapping, MappingResult } from "../types";
import type { Override, PanelType, Thresholds } from "../types";
import type { JsonReader } from "./json_reader";
import { parseLinks } from "./links";

/** Grafana's own, where a dashboard says nothing of thresholds. */
const usualThresholds: Thresholds = {
  mode: "absolute",
  steps: [
    { from: -Infinity, color: "green" },
    { from: 80, color: "red" },
  ],
};

export function parseFieldConfig(reader: JsonReader, type: PanelType): FieldConfig {
  return {
    defaults: parseFieldSettings(reader.at("defaults"), type),
    overrides: reader.objects("overrides").map(parseOverride),
  };
}

function parseOverride(reader: JsonReader): Override {
  const matcher = reader.at("matcher");
  const properties = reader.objects("properties").map((property) => ({
    id: property.string("id"),
    value: property.object["value"] ?? null,
  }));
  return { matcher: { id: matcher.string("id"), options: matcher.object["options"] ?? null }, properties };
}

export function parseFieldSettings(reader: JsonReader, type: PanelType): FieldSettings {
  return {
    unit: reader.string("unit"),
    decimals: reader.numberOrNull("decimals"),
    min: reader.numberOrNull("min"),
    max: reader.numberOrNull("max"),
    ownRange: reader.boolean("fieldMinMax", false),
    displayName: reader.string("displayName"),
    color: parseColor(reader.at("color"), type),
    thresholds: reader.has("thresholds") ? parseThresholds(reader.at("thresholds")) : usualThresholds,
    mappings: parseMappings(reader),
    noValue: reader.string("noValue"),
    links: parseLinks(reader),
    custom: parseCustomSettings(reader.at("custom"), type),
  };
}

export function parseColor(reader: JsonReader, type: PanelType): FieldSettings["color"] {
  const inSeries = type === "timeseries" || type === "barchart";
  return {
    mode: reader.string("mode", inSeries ? "palette-classic" : "thresholds"),
    fixedColor: reader.string("fixedColor", "gray"),
    seriesBy: reader.choice("seriesBy", ["last", "min", "max"], "last"),
  };
}

export function parseThresholds(reader: JsonReader): Thresholds {
  const steps = reader.objects("steps").map((step) => ({
    from: step.numberOrNull("value") ?? -Infinity,
    color: step.string("color", "gray"),
  }));
  return {
    mode: reader.choice("mode", ["absolute", "percentage"], "absolute"),
    steps: steps.sort((one, other) => one.from - other.from),
  };
}

export function parseMappings(reader: JsonReader): Mapping[] {
  return reader.objects("mappings").flatMap((mapping) => parseMapping(mapping) ?? []);
}

function parseMapping(reader: JsonReader): Mapping | null {
  const options = reader.at("options");
  const result = parseMappingResult(options.at("result"));
  const type = reader.choice("type", ["value", "range", "regex", "special"], "value");
  switch (type) {
    case "value": {
      const results = Object.keys(options.object).map((key) => [key, parseMappingResult(options.at(key))] as const);
      return { type, options: Object.fromEntries(results) };
    }
    case "range":
      return { type, from: options.numberOrNull("from"), to: options.numberOrNull("to"), result };
    case "regex":
      return { type, pattern: options.string("pattern"), result };
    case "special":
      return { type, match: options.choice("match", specialValues, "null"), result };
  }
}

const specialValues = ["true", "false", "null", "nan", "null+nan", "empty"] as const;

function parseMappingResult(reader: JsonReader): MappingResult {
  return {
    text: reader.has("text") ? reader.string("text") : null,
    color: reader.has("color") ? reader.string("color") : null,
    index: reader.number("index", 0),
  };
}

export function parseCustomSettings(reader: JsonReader, type: PanelType): CustomSettings {
  return { ...parseLineSettings(reader, type), ...parseAxisSettings(reader), ...parseColumnSettings(reader) };
}

type AxisKeys = "axisPlacement" | "axisLabel" | "axisSoftMin" | "axisSoftMax" | "axisColorMode" | "axisBorderShow";
type AxisSettings = Pick<CustomSettings, AxisKeys | "axisCenteredZero" | "axisGridShow" | "scale">;
type ColumnSettings = Pick<CustomSettings, "align" | "width" | "minWidth" | "hidden" | "cell">;

function parseLineSettings(reader: JsonReader, type: PanelType): Omit<CustomSettings, keyof (AxisSettings & ColumnSettings)> {
  const lineStyle = reader.at("lineStyle");
  const stacking = reader.at("stacking");
  const hideFrom = reader.at("hideFrom");
  const spanNulls = reader.object["spanNulls"];
  return {
    drawStyle: reader.choice("drawStyle", ["line", "bars", "points"], "line"),
    lineInterpolation: reader.choice(
      "lineInterpolation",
      ["linear", "smooth", "stepBefore", "stepAfter"],
      "linear",
    ),
    lineWidth: bounded(reader.number("lineWidth", 1), 0, 10),
    lineStyle: {
      fill: lineStyle.choice("fill", ["solid", "dash", "dot", "square"], "solid"),
      dash: lineStyle.list("dash").map((length) => Number(length.raw) || 0),
    },
    lineColor: reader.string("lineColor"),
    fillOpacity: bounded(reader.number("fillOpacity", type === "barchart" ? 80 : 0), 0, 100),
    gradientMode: reader.choice("gradientMode", ["none", "opacity", "hue", "scheme"], "none"),
    showPoints: reader.choice("showPoints", ["auto", "always", "never"], "auto"),
    pointSize: bounded(reader.number("pointSize", 5), 1, 40),
    spanNulls: typeof spanNulls === "number" ? spanNulls : reader.boolean("spanNulls", false),
    stacking: { mode: stacking.choice("mode", ["none", "normal", "percent"], "none"), group: groupOf(stacking) },
    barAlignment: Math.sign(reader.number("barAlignment", 0)) as -1 | 0 | 1,
    barWidthFactor: bounded(reader.number("barWidthFactor", 0.6), 0.1, 1),
    thresholdsStyle: thresholdsStyle(reader.at("thresholdsStyle")),
    hideFrom: {
      legend: hideFrom.boolean("legend", false),
      tooltip: hideFrom.boolean("tooltip", false),
      viz: hideFrom.boolean("viz", false),
    },
  };
}

function bounded(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

/** Older dashboards have "group": false for none. */
function groupOf(stacking: JsonReader): string {
  const group = stacking.object["group"];
  return typeof group === "string" ? group : "A";
}

function thresholdsStyle(reader: JsonReader): CustomSettings["thresholdsStyle"] {
  const styles = ["off", "line", "dashed", "area", "line+area", "dashed+area"] as const;
  // "series" colours the lines, as the colour mode "thresholds" does; it draws no limits.
  return reader.object["mode"] === "series" ? "off" : reader.choice("mode", styles, "off");
}

function parseAxisSettings(reader: JsonReader): AxisSettings {
  const scale = reader.at("scaleDistribution");
  return {
    axisPlacement: reader.choice("axisPlacement", ["auto", "left", "right", "hidden"], "auto"),
    axisLabel: reader.string("axisLabel"),
    axisSoftMin: reader.numberOrNull("axisSoftMin"),
    axisSoftMax: reader.numberOrNull("axisSoftMax"),
    axisColorMode: reader.choice("axisColorMode", ["text", "series"], "text"),
    axisBorderShow: reader.boolean("axisBorderShow", false),
    axisCenteredZero: reader.boolean("axisCenteredZero", false),
    axisGridShow: reader.has("axisGridShow") ? reader.boolean("axisGridShow", true) : null,
    scale: {
      type: scale.choice("type", ["linear", "log", "symlog"], "linear"),
      log: scale.number("log", 2) === 10 ? 10 : 2,
    },
  };
}

function parseColumnSettings(reader: JsonReader): ColumnSettings {
  return {
    align: reader.choice("align", ["auto", "left", "center", "right"], "auto"),
    width: reader.numberOrNull("width"),
    minWidth: reader.number("minWidth", 50),
    hidden: reader.boolean("hidden", false) || reader.at("hideFrom").boolean("viz", false),
    cell: parseCellOptions(reader),
  };
}

function parseCellOptions(reader: JsonReader): CellOptions {
  const options = reader.at("cellOptions");
  // Before version 10: displayMode.
  const type = options.string("type") || reader.string("displayMode", "auto");
  const known = (["color-text", "color-background", "gauge"] as const).find((name) => name === type);
  const background = type.startsWith("color-background") ? "color-background" : undefined;
  return {
    type: known ?? background ?? (type.includes("gauge") ? "gauge" : "auto"),
    mode: options.choice("mode", ["basic", "gradient", "lcd"], "gradient") === "basic" ? "basic" : "gradient",
    applyToRow: options.boolean("applyToRow", false),
    wrapText: options.boolean("wrapText", false),
  };
}
