/** What of a panel is not shown as Grafana would show it: a sentence for each, for the user. */
import { isCalculation } from "../calculations";
import { supportedMatchers } from "../field_matchers";
import { supportedProperties } from "../field_overrides";
import { supportedTransformations } from "../transformations";
import type { Panel } from "../types";
import type { JsonReader } from "./json_reader";

export function unsupportedParts(panel: Panel, reader: JsonReader): string[] {
  const found = new Set([
    ...ofPanel(panel, reader),
    ...ofDataSources(reader),
    ...ofTransformations(panel),
    ...ofCalculations(panel),
    ...ofOverrides(panel),
    ...ofCustomSettings(reader.at("fieldConfig").at("defaults").at("custom")),
    ...(panel.type === "heatmap" ? ofHeatmap(reader.at("options")) : []),
    ...(panel.type === "alertlist" ? ofAlertList(reader.at("options")) : []),
  ]);
  return [...found];
}

function* ofPanel(panel: Panel, reader: JsonReader): Iterable<string> {
  if (panel.type === "unknown") yield `Panels of the type “${panel.options.kind}” can't be shown.`;
  if (reader.has("libraryPanel")) yield "Library panels are kept in Grafana itself; this one is shown as it was saved here.";
  if (reader.string("repeat") !== "") yield `The panel is shown once, not for each value of “${reader.string("repeat")}”.`;
  if (reader.string("timeFrom") !== "" || reader.string("timeShift") !== "") {
    yield "The panel's own time range is left out; it shows the dashboard's.";
  }
  if (reader.objects("targets").some((target) => target.object["exemplar"] === true)) yield "Exemplars are not shown.";
  if (panel.type === "text" && panel.options.mode === "html") yield "HTML is shown as text.";
  if (panel.fieldConfig.defaults.links.length > 0) yield "Data links are not shown.";
}

const allowedSources = new Set(["prometheus", "datasource", "", "default"]);

function typeOfSource(reader: JsonReader): string {
  const source = reader.object["datasource"];
  if (typeof source === "string") return source.startsWith("$") || source === "-- Mixed --" ? "" : source.toLowerCase();
  return reader.at("datasource").string("type");
}

function* ofDataSources(reader: JsonReader): Iterable<string> {
  for (const part of [reader, ...reader.objects("targets")]) {
    const type = typeOfSource(part);
    if (type === "__expr__") yield "Grafana's server-side expressions are not calculated.";
    else if (type === "-- dashboard --") yield "The data of other panels can't be reused.";
    else if (!allowedSources.has(type)) yield `The data source “${type}” can't be asked; only Prometheus can.`;
  }
}

function* ofTransformations(panel: Panel): Iterable<string> {
  for (const { id, options, disabled } of panel.transformations) {
    if (disabled) continue;
    if (!supportedTransformations.has(id)) yield `The transformation “${id}” is not applied.`;
    const mode = id === "calculateField" ? (options["mode"] ?? "reduceRow") : "binary";
    if (mode !== "binary" && mode !== "reduceRow") yield `The mode “${String(mode)}” of “${id}” is not applied.`;
  }
}

function calculationsOf(panel: Panel): string[] {
  switch (panel.type) {
    case "stat":
    case "gauge":
    case "bargauge":
      return panel.options.reduce.calcs;
    case "timeseries":
    case "barchart":
      return panel.options.legend.calcs;
    case "table":
      return panel.options.footer.calcs;
    default:
      return [];
  }
}

function* ofCalculations(panel: Panel): Iterable<string> {
  for (const calculation of calculationsOf(panel)) {
    if (!isCalculation(calculation)) yield `The calculation “${calculation}” is not known.`;
  }
}

function* ofOverrides(panel: Panel): Iterable<string> {
  for (const { matcher, properties } of panel.fieldConfig.overrides) {
    if (!supportedMatchers.has(matcher.id)) yield `Overrides for “${matcher.id}” are not applied.`;
    for (const { id } of properties) {
      if (id === "links" || id === "actions") yield "Data links are not shown.";
      else if (!supportedProperties.has(id)) yield `The property “${id}” of an override is not applied.`;
    }
  }
}

/** Settings of fields that change the picture and are not drawn. */
function* ofCustomSettings(reader: JsonReader): Iterable<string> {
  const { fillBelowTo, transform, insertNulls, gradientMode } = reader.object;
  if (fillBelowTo) yield "“Fill below to” is not drawn.";
  if (transform) yield `The transform “${String(transform)}” of the series is not applied.`;
  if (insertNulls) yield "“Disconnect values” is not applied.";
  if (gradientMode === "hue" || gradientMode === "scheme") yield `The gradient “${gradientMode}” is drawn in one colour.`;
  if (reader.at("scaleDistribution").object["type"] === "symlog") yield "The symlog scale is drawn as a linear one.";
  if (reader.at("thresholdsStyle").object["mode"] === "series") yield "Thresholds as colours of the series are not drawn.";
  const cell = reader.at("cellOptions").string("type");
  if (cell !== "" && !knownCells.has(cell)) yield `Cells of the type “${cell}” are shown as text.`;
}

const knownCells = new Set(["auto", "color-text", "color-background", "gauge"]);

function* ofHeatmap(options: JsonReader): Iterable<string> {
  if (options.object["calculate"] === true) yield "Heatmaps calculated from series can't be shown.";
}

function* ofAlertList(options: JsonReader): Iterable<string> {
  if (options.object["dashboardAlerts"] === true) yield "Alerts are not bound to dashboards here; all are listed.";
  if (options.object["groupMode"] === "custom") yield "The alerts are not grouped by labels.";
}
