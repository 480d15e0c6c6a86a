import uPlot from "uplot";
import { selectedRange } from "../../model/time_range";
import type { Surroundings } from "../surroundings";
import { canvasFont, type Palette } from "../palette";
import { textWidth } from "../text_width";
import type { CrosshairMember } from "./crosshair";
import { Tooltip } from "./tooltip";

/** What one kind of graph adds to a plot over time. */
export interface PlotParts {
  series: uPlot.Series[];
  scales: Record<string, uPlot.Scale>;
  axes: uPlot.Axis[];
  bands?: uPlot.Band[];
  drawUnder?: (plot: uPlot) => void;
  drawOverGrid?: (plot: uPlot) => void;
  /** Points that follow the pointer, on the lines. */
  cursorPoints: boolean;
  /** What the tooltip says of a moment: at an index of the data, the pointer being `y` pixels from the top; null: nothing. */
  describe: (index: number, time: number, y: number | null) => Node | null;
}

const shortestDrag = 6;
/** Room for half of the last label of the time axis, in CSS pixels. */
const rightPadding = 16;

/** A uPlot over the time range of the page: dragging zooms, and the crosshair is shared with the other graphs. */
export class Plot implements CrosshairMember {
  readonly uplot: uPlot;
  readonly #tooltip = new Tooltip();
  #range: { from: number; to: number };

  constructor(
    host: HTMLElement,
    data: uPlot.AlignedData,
    private readonly parts: PlotParts,
    private readonly page: Surroundings,
    palette: Palette,
  ) {
    const { range } = page.situation();
    this.#range = range;
    this.uplot = new uPlot(this.#options(host, palette), data, host);
    page.crosshair.join(this);
  }

  /** New values of the same series. */
  update(data: uPlot.AlignedData): void {
    this.#range = this.page.situation().range;
    this.uplot.setData(data, true);
  }

  resize(width: number, height: number): void {
    if (width !== this.uplot.width || height !== this.uplot.height) this.uplot.setSize({ width, height });
  }

  remove(): void {
    this.page.crosshair.leave(this);
    this.#tooltip.hide();
    this.uplot.destroy();
  }

  showMoment(time: number | null, withValues: boolean): void {
    const { uplot } = this;
    const left = time === null ? -10 : uplot.valToPos(time, "x");
    uplot.setCursor({ left, top: -10 }, false);
    const index = uplot.cursor.idx;
    if (withValues && time !== null && typeof index === "number") this.#describe(index, left, null);
    else this.#tooltip.hide();
  }

  #options(host: HTMLElement, palette: Palette): uPlot.Options {
    const { parts } = this;
    return {
      width: Math.max(host.clientWidth, 50),
      height: Math.max(host.clientHeight, 50),
      ms: 1,
      legend: { show: false },
      padding: [8, rightPadding, 0, 2],
      ...(parts.bands === undefined ? {} : { bands: parts.bands }),
      tzDate: (time) => uPlot.tzDate(new Date(time), this.page.dates.timeZone),
      series: parts.series,
      scales: { x: { time: true, range: () => [this.#range.from, this.#range.to] }, ...parts.scales },
      axes: [timeAxis(this.page, palette), ...parts.axes],
      cursor: {
        y: true,
        points: parts.cursorPoints ? { size: 7, width: 2 } : { show: false },
        drag: { x: true, y: false, setScale: false, dist: shortestDrag },
        bind: {
          dblclick: () => () => {
            this.page.zoomOut();
            return null;
          },
        },
      },
      hooks: {
        drawClear: [(plot) => parts.drawUnder?.(plot)],
        drawAxes: [(plot) => parts.drawOverGrid?.(plot)],
        setCursor: [(plot) => this.#followPointer(plot)],
        setSelect: [(plot) => this.#zoomToSelection(plot)],
      },
    };
  }

  #followPointer({ cursor, data, posToVal }: uPlot): void {
    const { left = -10, top = -10, idx } = cursor;
    // A moment that another graph shows here: the pointer is there.
    if (left >= 0 && top < 0) return;
    if (left < 0 || typeof idx !== "number") {
      this.#tooltip.hide();
      this.page.crosshair.moved(this, null);
      return;
    }
    this.page.crosshair.moved(this, posToVal(left, "x"));
    if (data[0].length > 0) this.#describe(idx, left, top);
  }

  #describe(index: number, left: number, y: number | null): void {
    const time = this.uplot.data[0][index];
    const content = time === undefined ? null : this.parts.describe(index, time, y);
    const box = this.uplot.over.getBoundingClientRect();
    if (content === null) this.#tooltip.hide();
    else this.#tooltip.show(content, box.left + left, box.top + (y ?? 16));
  }

  #zoomToSelection(plot: uPlot): void {
    const { left, width } = plot.select;
    if (width < shortestDrag) return;
    const range = selectedRange(plot.posToVal(left, "x"), plot.posToVal(left + width, "x"));
    plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    this.page.changeRange(range);
  }
}

function timeAxis(page: Surroundings, palette: Palette): uPlot.Axis {
  return {
    stroke: palette.text,
    font: canvasFont,
    size: 22,
    gap: 5,
    grid: { stroke: palette.grid, width: 1 },
    ticks: { show: false },
    space: (plot, _axis, min, max) => {
      const increment = (max - min) / Math.max(plot.width / 90, 1);
      const [text = ""] = page.dates.ticks([min], increment, max - min);
      return textWidth(text, canvasFont) + 28;
    },
    values: (plot, times, _axis, _space, increment) => {
      const { min = 0, max = 0 } = plot.scales["x"] ?? {};
      const texts = page.dates.ticks(times, increment, (max ?? 0) - (min ?? 0));
      return texts.map((text, index) => (hasRoom(plot, times[index] ?? 0, text) ? text : null));
    },
  };
}

/** Whether a label in the middle under its moment stays within the plot, as far as the layout is known. */
function hasRoom(plot: uPlot, time: number, text: string): boolean {
  const width = plot.bbox.width / devicePixelRatio;
  return !(width > 0) || plot.valToPos(time, "x") + textWidth(text, canvasFont) / 2 <= width + rightPadding;
}
