import type uPlot from "uplot";
import { heatmapView } from "../../model/heatmap";
import type { HeatmapView, PanelOf, Theme } from "../../model/types";
import { element } from "../dom";
import { lastNotAfter } from "../graph/moments";
import { Plot, type PlotParts } from "../graph/plot";
import { tooltipContent } from "../graph/tooltip";
import { palette, type Palette } from "../palette";
import type { Surroundings } from "../surroundings";
import { heatmapLegend } from "./heatmap_legend";
import { drawCells } from "./heatmap_cells";
import { bucketAxis, bucketPlaces, bucketScale } from "./heatmap_scale";
import type { PanelContent, Visual } from "./visual";

/** How observations are distributed, over time: a cell a bucket and a moment. */
export class Heatmap implements Visual {
  readonly #plotHost = element("div", { class: "plot", role: "img" });
  readonly #legendHost = element("div", { class: "heatmap-legend", "aria-hidden": "true" });
  #plot: Plot | null = null;
  #view: HeatmapView | null = null;
  #drawnIn: Theme | null = null;

  constructor(
    host: HTMLElement,
    private readonly panel: PanelOf<"heatmap">,
    private readonly page: Surroundings,
  ) {
    host.classList.add("with-legend");
    host.append(this.#plotHost);
    if (panel.options.showLegend) host.append(this.#legendHost);
    page.sizes.watch(this.#plotHost, (width, height) => this.#plot?.resize(Math.floor(width), Math.floor(height)));
  }

  show({ data, situation }: PanelContent): boolean {
    const view = heatmapView(data, this.panel.options, situation);
    if (view === null || view.buckets.length === 0) return false;
    const sameBuckets = this.#view !== null && look(this.#view) === look(view);
    this.#view = view;
    this.#legendHost.replaceChildren(heatmapLegend(view));
    const points: uPlot.AlignedData = [view.times, view.times.map(() => 0)];
    if (this.#plot !== null && sameBuckets && this.#drawnIn === situation.theme) {
      this.#plot.update(points);
    } else {
      this.#plot?.remove();
      this.#plot = new Plot(this.#plotHost, points, this.#parts(view, palette()), this.page, palette());
    }
    this.#drawnIn = situation.theme;
    return true;
  }

  summary(): string {
    if (this.#view === null) return "";
    const { counts, buckets, showBound, showCount } = this.#view;
    const last = counts.at(-1) ?? [];
    const shown = buckets.flatMap(({ low, high }, index) => {
      const count = last[index] ?? null;
      return count === null ? [] : [`${showBound(low)}–${showBound(high)}: ${showCount(count)}`];
    });
    return shown.slice(0, 12).join(", ");
  }

  remove(): void {
    this.page.sizes.forget(this.#plotHost);
    this.#plot?.remove();
  }

  #parts(view: HeatmapView, colors: Palette): PlotParts {
    const { yAxis, cellGap, showValue } = this.panel.options;
    const shown = (): HeatmapView => this.#view ?? view;
    return {
      series: [{}, { scale: "y", stroke: "transparent", width: 0, points: { show: false }, paths: () => null }],
      scales: { y: bucketScale(shown, yAxis) },
      axes: [bucketAxis(shown, yAxis, colors)],
      drawOverGrid: (plot) =>
        this.#view !== null && drawCells(plot, this.#view, { gap: cellGap, values: showValue === "always" }),
      cursorPoints: false,
      describe: (_index, _time, y) => this.#describe(y),
    };
  }

  /** uPlot's index is that of the nearest left edge; the cell under the pointer begins at or before the pointer. */
  #describe(y: number | null): Node | null {
    const [view, uplot] = [this.#view, this.#plot?.uplot];
    if (view === null || uplot === undefined || y === null || !this.panel.options.tooltip.show) return null;
    const time = uplot.posToVal(uplot.cursor.left ?? 0, "x");
    const column = lastNotAfter(view.times, time);
    const height = uplot.posToVal(y, "y");
    const bucket = bucketPlaces(view).findIndex(({ low, high }) => low <= height && height < high);
    const [left, bounds, count] = [view.times[column], view.buckets[bucket], view.counts[column]?.[bucket]];
    if (left === undefined || bounds === undefined || time > left + view.step) return null;
    const heading = `${this.page.dates.moment(left)} – ${this.page.dates.clock(left + view.step)}`;
    const none = count === null || count === undefined;
    return tooltipContent(heading, [
      {
        color: none ? "transparent" : view.colorOf(count),
        name: `${view.showBound(bounds.low)} – ${view.showBound(bounds.high)}`,
        value: none ? this.page.texts.emptyValue : view.showCount(count),
        near: false,
      },
    ]);
  }
}

/** A plot stays as long as this is the same; native buckets come and go, and only the scale is asked for them. */
function look({ buckets, scale, showBound }: HeatmapView): string {
  return scale === "log" ? scale : buckets.map(({ high }) => showBound(high)).join();
}
