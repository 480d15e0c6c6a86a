/** What each kind of panel lets its user choose, with Grafana's defaults. */
import type { BarGaugeOptions, LegendOptions, PanelOf, PanelType, ReduceOptions, TooltipOptions } from "../types";
import { parseAlertListOptions } from "./alert_list_options";
import { parseHeatmapOptions } from "./heatmap_options";
import type { JsonReader } from "./json_reader";

const orientations = ["auto", "horizontal", "vertical"] as const;

export function parseLegend(reader: JsonReader): LegendOptions {
  const legend = reader.at("legend");
  const mode = legend.choice("displayMode", ["list", "table", "hidden"], "list");
  return {
    show: legend.boolean("showLegend", true) && mode !== "hidden",
    mode: mode === "table" ? "table" : "list",
    placement: legend.choice("placement", ["bottom", "right"], "bottom"),
    calcs: legend.strings("calcs"),
    sortBy: legend.string("sortBy"),
    sortDescending: legend.boolean("sortDesc", false),
    width: legend.numberOrNull("width"),
  };
}

export function parseTooltip(reader: JsonReader): TooltipOptions {
  const tooltip = reader.at("tooltip");
  return {
    mode: tooltip.choice("mode", ["single", "multi", "none"], "single"),
    sort: tooltip.choice("sort", ["none", "asc", "desc"], "none"),
    hideZeros: tooltip.boolean("hideZeros", false),
  };
}

function parseReduce(reader: JsonReader): ReduceOptions {
  const reduce = reader.at("reduceOptions");
  const calcs = reduce.strings("calcs");
  return {
    calcs: calcs.length > 0 ? calcs : ["lastNotNull"],
    values: reduce.boolean("values", false),
    limit: reduce.number("limit", 25),
    fields: reduce.string("fields"),
  };
}

function barGaugeOptions(reader: JsonReader): BarGaugeOptions {
  return {
    reduce: parseReduce(reader),
    orientation: reader.choice("orientation", orientations, "auto"),
    displayMode: reader.choice("displayMode", ["basic", "gradient", "lcd"], "gradient"),
    valueMode: reader.choice("valueMode", ["color", "text", "hidden"], "color"),
    namePlacement: reader.choice("namePlacement", ["auto", "top", "left", "hidden"], "auto"),
    showUnfilled: reader.boolean("showUnfilled", true),
    sizing: reader.choice("sizing", ["auto", "manual"], "auto"),
    minWidth: reader.number("minVizWidth", 8),
    minHeight: reader.number("minVizHeight", 16),
    maxHeight: reader.number("maxVizHeight", 300),
  };
}

type Parsers = { [Type in Exclude<PanelType, "unknown">]: (reader: JsonReader) => PanelOf<Type>["options"] };

export const optionParsers: Parsers = {
  timeseries: (reader) => ({
    legend: parseLegend(reader),
    tooltip: parseTooltip(reader),
    timeZones: reader.strings("timezone"),
  }),
  stat: (reader) => ({
    reduce: parseReduce(reader),
    orientation: reader.choice("orientation", orientations, "auto"),
    textMode: reader.choice("textMode", ["auto", "value", "value_and_name", "name", "none"], "auto"),
    colorMode: reader.choice("colorMode", ["none", "value", "background", "background_solid"], "value"),
    graphMode: reader.choice("graphMode", ["none", "area", "line"], "area"),
    justify: reader.choice("justifyMode", ["auto", "center"], "auto"),
    wideLayout: reader.boolean("wideLayout", true),
    showPercentChange: reader.boolean("showPercentChange", false),
    percentChangeColorMode: reader.choice(
      "percentChangeColorMode",
      ["standard", "inverted", "same_as_value"],
      "standard",
    ),
    titleSize: reader.at("text").numberOrNull("titleSize"),
    valueSize: reader.at("text").numberOrNull("valueSize"),
  }),
  gauge: (reader) => ({
    reduce: parseReduce(reader),
    orientation: reader.choice("orientation", orientations, "auto"),
    showThresholdLabels: reader.boolean("showThresholdLabels", false),
    showThresholdMarkers: reader.boolean("showThresholdMarkers", true),
  }),
  bargauge: barGaugeOptions,
  barchart: (reader) => ({
    orientation: reader.choice("orientation", orientations, "auto"),
    xField: reader.string("xField"),
    stacking: reader.choice("stacking", ["none", "normal", "percent"], "none"),
    showValue: reader.choice("showValue", ["auto", "always", "never"], "auto"),
    groupWidth: reader.number("groupWidth", 0.7),
    barWidth: reader.number("barWidth", 0.97),
    xTickLabelRotation: reader.number("xTickLabelRotation", 0),
    legend: parseLegend(reader),
    tooltip: parseTooltip(reader),
  }),
  table: (reader) => {
    const footer = reader.at("footer");
    return {
      frameIndex: reader.number("frameIndex", 0),
      showHeader: reader.boolean("showHeader", true),
      cellHeight: reader.choice("cellHeight", ["sm", "md", "lg"], "sm"),
      sortBy: reader.objects("sortBy").map((sort) => ({
        displayName: sort.string("displayName"),
        descending: sort.boolean("desc", false),
      })),
      footer: {
        show: footer.boolean("show", false),
        calcs: footer.strings("reducer"),
        // One field may stand there without a list.
        fields: typeof footer.object["fields"] === "string" ? [footer.string("fields")] : footer.strings("fields"),
        countRows: footer.boolean("countRows", false),
      },
      enablePagination: footer.boolean("enablePagination", reader.boolean("enablePagination", false)),
    };
  },
  heatmap: parseHeatmapOptions,
  alertlist: parseAlertListOptions,
  text: (reader) => ({
    mode: reader.choice("mode", ["markdown", "html", "code"], "markdown"),
    content: reader.string("content"),
  }),
};
