import {
  BarGaugeDisplayMode,
  BarGaugeNamePlacement,
  BigValueColorMode,
  BigValueGraphMode,
  BigValueTextMode,
  GraphThresholdsStyleConfigBuilder,
  GraphThresholdsStyleMode,
  LegendDisplayMode,
  LegendPlacement,
  ReduceDataOptionsBuilder,
  SortOrder,
  StackingConfigBuilder,
  StackingMode,
  TableCellDisplayMode,
  TableCellHeight,
  TooltipDisplayMode,
  VisibilityMode,
  VizLegendOptionsBuilder,
  VizOrientation,
  VizTooltipOptionsBuilder,
} from "@grafana/grafana-foundation-sdk/common";
import * as bargauge from "@grafana/grafana-foundation-sdk/bargauge";
import { MappingType } from "@grafana/grafana-foundation-sdk/dashboard";
import * as heatmap from "@grafana/grafana-foundation-sdk/heatmap";
import * as stat from "@grafana/grafana-foundation-sdk/stat";
import * as table from "@grafana/grafana-foundation-sdk/table";
import * as timeseries from "@grafana/grafana-foundation-sdk/timeseries";
import type { DataqueryBuilder } from "@grafana/grafana-foundation-sdk/prometheus";
import { fixed, type SeriesColors } from "./colors";
import { source } from "./source";
import { unit } from "./units";

/** What every panel has. `meaning` is shown behind the (i) of the panel. */
export interface Heading {
  title: string;
  meaning: string;
}

/** Gives the queries of a panel the letters by which Grafana knows them: A, B, C, … */
function lettered(queries: DataqueryBuilder[]): DataqueryBuilder[] {
  return queries.map((query, index) => query.refId(String.fromCharCode("A".charCodeAt(0) + index)));
}

const lastValue = () => new ReduceDataOptionsBuilder().calcs(["lastNotNull"]).values(false);

/** Lines over time. The legend tells each line's latest value. */
export function graph({ title, meaning }: Heading, ...queries: DataqueryBuilder[]): timeseries.PanelBuilder {
  return new timeseries.PanelBuilder()
    .title(title)
    .description(meaning)
    .datasource(source)
    .targets(lettered(queries))
    .min(0)
    .lineWidth(1)
    .fillOpacity(10)
    .showPoints(VisibilityMode.Auto)
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).sort(SortOrder.Descending))
    .legend(
      new VizLegendOptionsBuilder()
        .showLegend(true)
        .displayMode(LegendDisplayMode.List)
        .placement(LegendPlacement.Bottom)
        .calcs(["lastNotNull"]),
    );
}

/** Parts of a whole, one upon the other. */
export function stacked(heading: Heading, ...queries: DataqueryBuilder[]): timeseries.PanelBuilder {
  return graph(heading, ...queries)
    .fillOpacity(40)
    .stacking(new StackingConfigBuilder().mode(StackingMode.Normal));
}

/** Draws the limits of the panel's thresholds as dashed lines. */
export function withLimitLine(panel: timeseries.PanelBuilder): timeseries.PanelBuilder {
  return panel.thresholdsStyle(new GraphThresholdsStyleConfigBuilder().mode(GraphThresholdsStyleMode.Dashed));
}

/** Gives the series with these names their colours. */
export function withColors(panel: timeseries.PanelBuilder, colors: SeriesColors): timeseries.PanelBuilder {
  for (const [name, color] of Object.entries(colors)) {
    panel.overrideByName(name, [{ id: "color", value: fixed(color).build() }]);
  }
  return panel;
}

/** One number, or a few with their names. */
export function figure({ title, meaning }: Heading, ...queries: DataqueryBuilder[]): stat.PanelBuilder {
  return new stat.PanelBuilder()
    .title(title)
    .description(meaning)
    .datasource(source)
    .targets(lettered(queries))
    .reduceOptions(lastValue())
    .colorMode(BigValueColorMode.Value)
    .graphMode(BigValueGraphMode.None)
    .textMode(BigValueTextMode.Auto);
}

/** Tiles that show names, coloured by their values. */
export function tiles(heading: Heading, ...queries: DataqueryBuilder[]): stat.PanelBuilder {
  return figure(heading, ...queries).colorMode(BigValueColorMode.Background).textMode(BigValueTextMode.Name);
}

/** Bars beside each other, in the order of the queries. */
export function bars({ title, meaning }: Heading, ...queries: DataqueryBuilder[]): bargauge.PanelBuilder {
  return new bargauge.PanelBuilder()
    .title(title)
    .description(meaning)
    .datasource(source)
    .targets(lettered(queries))
    .min(0)
    .reduceOptions(lastValue())
    .displayMode(BarGaugeDisplayMode.Basic)
    .namePlacement(BarGaugeNamePlacement.Left)
    .orientation(VizOrientation.Horizontal)
    .showUnfilled(true);
}

/**
 * A column of a table: the name that Grafana gives the field (a label, `Value`, or `Value #B` where there are several
 * queries), and the one that people read.
 */
export interface Column {
  field: string;
  heading: string;
}

/** A table with these columns, in this order. Queries that share their labels share their rows. */
export function rowsTable(
  { title, meaning }: Heading,
  columns: Column[],
  ...queries: DataqueryBuilder[]
): table.PanelBuilder {
  return new table.PanelBuilder()
    .title(title)
    .description(meaning)
    .datasource(source)
    .targets(lettered(queries))
    .showHeader(true)
    .cellHeight(TableCellHeight.Sm)
    .withTransformation({ id: "merge", options: {} })
    .withTransformation({
      id: "organize",
      options: {
        excludeByName: { Time: true },
        indexByName: Object.fromEntries(columns.map((column, index) => [column.field, index])),
        renameByName: Object.fromEntries(columns.map((column) => [column.field, column.heading])),
      },
    });
}

/** Colours the texts of a column. */
export function withCellColors(panel: table.PanelBuilder, heading: string, colors: SeriesColors): table.PanelBuilder {
  const texts = Object.entries(colors).map(([text, color], index) => [text, { color, index, text }]);
  return panel.overrideByName(heading, [
    { id: "custom.cellOptions", value: { type: TableCellDisplayMode.ColorText } },
    { id: "mappings", value: [{ type: MappingType.ValueToText, options: Object.fromEntries(texts) }] },
  ]);
}

/** How a duration is distributed over time: the more observations in a cell, the stronger its colour. */
export function durations({ title, meaning }: Heading, query: DataqueryBuilder): heatmap.PanelBuilder {
  return new heatmap.PanelBuilder()
    .title(title)
    .description(meaning)
    .datasource(source)
    .targets(lettered([query]))
    .calculate(false)
    .yAxis(new heatmap.YAxisConfigBuilder().unit(unit.seconds))
    .cellValues(new heatmap.CellValuesBuilder().unit(unit.perSecond))
    .color(
      new heatmap.HeatmapColorOptionsBuilder()
        .mode(heatmap.HeatmapColorMode.Scheme)
        .scheme("Turbo")
        .fill("dark-orange")
        .exponent(0.5)
        .steps(64)
        .reverse(false),
    )
    .filterValues(new heatmap.FilterValueRangeBuilder().le(1e-9))
    .showValue(VisibilityMode.Never)
    .tooltip(new heatmap.HeatmapTooltipBuilder().mode(TooltipDisplayMode.Single).yHistogram(true).showColorScale(true))
    .showLegend();
}
