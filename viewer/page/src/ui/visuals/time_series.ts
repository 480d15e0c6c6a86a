import type uPlot from "uplot";
import { axisFormat, showValue } from "../../model/display";
import { graphData, legendValues } from "../../model/graph";
import type { GraphData, GraphSeries, PanelOf, Situation, Value } from "../../model/types";
import { element } from "../dom";
import { closeShortGaps } from "../graph/gaps";
import { hiddenAfterClick, Legend } from "../graph/legend";
import { Plot, type PlotParts } from "../graph/plot";
import { seriesStyle } from "../graph/series_style";
import { stack } from "../graph/stacking";
import { drawThresholds } from "../graph/threshold_marks";
import { tooltipContent, type TooltipRow } from "../graph/tooltip";
import { scaleKey, valueAxis, valueScale } from "../graph/value_axis";
import { palette } from "../palette";
import type { Surroundings } from "../surroundings";
import type { PanelContent, Visual } from "./visual";

const longestTooltip = 16;

/** Lines, areas, bars or points over time, with a legend. */
export class TimeSeries implements Visual {
  readonly #plotHost = element("div", { class: "plot", role: "img" });
  readonly #legend: Legend;
  #content: PanelContent | null = null;
  #graph: GraphData = { times: [], series: [], step: 0 };
  #plot: Plot | null = null;
  /** Of the plot that stands: as long as it is the same, new data goes into it. */
  #look = "";

  constructor(
    host: HTMLElement,
    private readonly panel: PanelOf<"timeseries">,
    private readonly page: Surroundings,
  ) {
    const { legend } = panel.options;
    this.#legend = new Legend(legend, page.texts, (key, toggle) => this.#chooseSeries(key, toggle));
    host.classList.add("with-legend");
    host.classList.toggle("legend-beside", legend.placement === "right");
    host.append(this.#plotHost);
    if (legend.show) host.append(this.#legend.root);
    page.sizes.watch(this.#plotHost, (width, height) => this.#plot?.resize(Math.floor(width), Math.floor(height)));
  }

  show(content: PanelContent): boolean {
    this.#content = content;
    this.#graph = graphData(content.data);
    if (this.#graph.times.length === 0 || this.#graph.series.length === 0) return false;
    this.#draw(content.situation);
    return true;
  }

  summary(): string {
    const situation = this.page.situation();
    const shown = this.#graph.series.slice(0, 10).map((series) => {
      const [last] = legendValues(series, ["lastNotNull"], situation);
      return last === undefined ? series.title : `${series.title} ${showValue(last.display)}`;
    });
    const more = this.#graph.series.length - shown.length;
    return more > 0 ? `${shown.join(", ")} ${this.page.texts.andMore(more)}` : shown.join(", ");
  }

  remove(): void {
    this.page.sizes.forget(this.#plotHost);
    this.#plot?.remove();
  }

  #draw(situation: Situation): void {
    const hidden = this.#hidden();
    const { series } = this.#graph;
    const inLegend = series.filter(({ field }) => !field.settings.custom.hideFrom.legend);
    this.#legend.show(
      inLegend.map((one) => ({ series: one, shown: !hidden.has(one.key) })),
      situation,
    );
    const { data, bands } = this.#aligned(hidden);
    const look = JSON.stringify([
      situation.theme,
      bands,
      series.map((one) => [one.key, one.color, hidden.has(one.key), one.field.settings]),
    ]);
    if (this.#plot !== null && look === this.#look) {
      this.#plot.update(data);
      return;
    }
    this.#plot?.remove();
    this.#look = look;
    this.#plot = new Plot(this.#plotHost, data, { ...this.#parts(situation, hidden), bands }, this.page, palette());
  }

  #hidden(): ReadonlySet<string> {
    return this.page.hiddenSeries(this.panel.id);
  }

  #aligned(hidden: ReadonlySet<string>): { data: uPlot.AlignedData; bands: uPlot.Band[] } {
    const { times, series } = this.#graph;
    const stacked = stack(
      series.map(({ key, values, field: { settings } }) => {
        const { mode, group } = settings.custom.stacking;
        return {
          values,
          mode,
          group: hidden.has(key) ? null : `${group} ${settings.custom.drawStyle} ${scaleKey(settings)}`,
        };
      }),
    );
    const columns = stacked.values.map((values, index) => {
      const longest = series[index]?.field.settings.custom.spanNulls;
      return typeof longest === "number" ? closeShortGaps(times, values, longest) : values;
    });
    // uPlot counts the times as series 0.
    const bands = stacked.bands.map(([upper, lower]): uPlot.Band => ({ series: [upper + 1, lower + 1] }));
    return { data: [times, ...columns], bands };
  }

  #parts(situation: Situation, hidden: ReadonlySet<string>): PlotParts {
    const { series } = this.#graph;
    const scales = new Map<string, GraphSeries>();
    for (const one of series) {
      const key = scaleKey(one.field.settings);
      if (!hidden.has(one.key) && !scales.has(key)) scales.set(key, one);
    }
    const colors = palette();
    return {
      series: [{}, ...series.map((one) => seriesStyle(one, scaleKey(one.field.settings), !hidden.has(one.key)))],
      scales: Object.fromEntries([...scales].map(([key, { field }]) => [key, valueScale(field.settings)])),
      axes: [...scales].map(([key, { field, color }], index) => {
        const show = axisFormat(axisSettings(field.settings), situation);
        return valueAxis({ scale: key, settings: field.settings, color, first: index === 0, show }, colors);
      }),
      drawUnder: (plot) => {
        for (const [key, { field }] of scales) drawThresholds(plot, key, field.settings, situation.theme);
      },
      cursorPoints: true,
      describe: (index, time, y) => this.#describe(index, time, y),
    };
  }

  #describe(index: number, time: number, y: number | null): Node | null {
    const { mode, sort, hideZeros } = this.panel.options.tooltip;
    if (mode === "none") return null;
    const hidden = this.#hidden();
    const near = this.#nearest(index, y, hidden);
    const rows = this.#graph.series
      .filter(({ key, field }) => !hidden.has(key) && !field.settings.custom.hideFrom.tooltip)
      .filter((one) => mode === "multi" || y === null || one.key === near)
      .map((one) => ({ one, value: one.values[index] ?? null }))
      .filter(({ value }) => value !== null && !(hideZeros && value === 0));
    if (sort !== "none") rows.sort((a, b) => ((a.value ?? 0) - (b.value ?? 0)) * (sort === "asc" ? 1 : -1));
    const shown = this.#around(rows, near).map(({ one, value }) =>
      tooltipRow(one, value, one.key === near && mode === "multi"),
    );
    const more = rows.length - shown.length;
    return tooltipContent(this.page.dates.moment(time), shown, more > 0 ? this.page.texts.andMore(more) : "");
  }

  /** The part of a long list that holds the one under the pointer. */
  #around<Row extends { one: GraphSeries }>(rows: Row[], near: string | null): Row[] {
    const place = Math.max(
      0,
      rows.findIndex(({ one }) => one.key === near),
    );
    const start = Math.max(0, Math.min(place - longestTooltip / 2, rows.length - longestTooltip));
    return rows.slice(start, start + longestTooltip);
  }

  /** The key of the series whose line is nearest to the pointer. */
  #nearest(index: number, y: number | null, hidden: ReadonlySet<string>): string | null {
    const uplot = this.#plot?.uplot;
    if (uplot === undefined || y === null) return null;
    let nearest: { key: string; distance: number } | null = null;
    this.#graph.series.forEach(({ key, field }, at) => {
      const value = uplot.data[at + 1]?.[index];
      if (hidden.has(key) || value === null || value === undefined) return;
      const distance = Math.abs(uplot.valToPos(value, scaleKey(field.settings)) - y);
      if (nearest === null || distance < nearest.distance) nearest = { key, distance };
    });
    return (nearest as { key: string } | null)?.key ?? null;
  }

  #chooseSeries(key: string, toggle: boolean): void {
    const keys = this.#graph.series.map((series) => series.key);
    this.page.hideSeries(this.panel.id, hiddenAfterClick(keys, this.page.hiddenSeries(this.panel.id), key, toggle));
    if (this.#content !== null) this.show(this.#content);
  }
}

function tooltipRow(series: GraphSeries, value: Value, near: boolean): TooltipRow {
  const display = series.field.display(value);
  return { color: series.color, name: series.title, value: showValue(display), near };
}

/** The axis of shares of a whole counts in percent, whatever the unit of the values. */
function axisSettings(settings: GraphSeries["field"]["settings"]): GraphSeries["field"]["settings"] {
  return settings.custom.stacking.mode === "percent" ? { ...settings, unit: "percentunit" } : settings;
}
