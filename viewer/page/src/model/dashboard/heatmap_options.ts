import type { HeatmapOptions } from "../types";
import type { JsonReader } from "./json_reader";

export function parseHeatmapOptions(reader: JsonReader): HeatmapOptions {
  const color = reader.at("color");
  const hidden = reader.at("filterValues");
  const cell = reader.at("cellValues");
  const tooltip = reader.at("tooltip");
  return {
    color: {
      mode: color.choice("mode", ["scheme", "opacity"], "scheme"),
      scheme: color.string("scheme", "Oranges"),
      fill: color.string("fill", "dark-orange"),
      scale: color.choice("scale", ["linear", "exponential"], "exponential"),
      exponent: color.number("exponent", 0.5),
      steps: Math.min(128, Math.max(2, color.number("steps", 64))),
      reverse: color.boolean("reverse", false),
      min: color.numberOrNull("min"),
      max: color.numberOrNull("max"),
    },
    hidden: {
      upTo: reader.has("filterValues") ? hidden.numberOrNull("le") : 1e-9,
      from: hidden.numberOrNull("ge"),
    },
    yAxis: parseYAxis(reader.at("yAxis")),
    cell: { unit: cell.string("unit"), decimals: cell.numberOrNull("decimals") },
    cellGap: reader.number("cellGap", 1),
    showValue: reader.choice("showValue", ["auto", "always", "never"], "never"),
    showLegend: reader.at("legend").boolean("show", true),
    tooltip: {
      show: tooltip.string("mode", "single") !== "none" && tooltip.boolean("show", true),
      histogram: tooltip.boolean("yHistogram", false),
      colorScale: tooltip.boolean("showColorScale", false),
    },
  };
}

function parseYAxis(reader: JsonReader): HeatmapOptions["yAxis"] {
  const placement = reader.choice("axisPlacement", ["auto", "left", "right", "hidden"], "left");
  return {
    unit: reader.string("unit"),
    decimals: reader.numberOrNull("decimals"),
    min: reader.numberOrNull("min"),
    max: reader.numberOrNull("max"),
    reverse: reader.boolean("reverse", false),
    placement: placement === "auto" ? "left" : placement,
    label: reader.string("axisLabel"),
  };
}
