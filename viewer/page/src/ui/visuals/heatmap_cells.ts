import type uPlot from "uplot";
import type { HeatmapView } from "../../model/types";
import { textOn } from "../color";
import { canvasFont } from "../palette";
import { textWidth } from "../text_width";
import { bucketPlaces } from "./heatmap_scale";

export interface CellLook {
  /** Between cells, in CSS pixels. */
  gap: number;
  /** The counts stand in the cells, as far as these are large enough. */
  values: boolean;
}

interface Cell {
  left: number;
  top: number;
  width: number;
  height: number;
  count: number;
}

export function drawCells(plot: uPlot, view: HeatmapView, look: CellLook): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  for (const cell of cells(plot, view, look.gap * devicePixelRatio)) {
    ctx.fillStyle = view.colorOf(cell.count);
    ctx.fillRect(cell.left, cell.top, cell.width, cell.height);
    if (look.values) drawValue(ctx, cell, view);
  }
  ctx.restore();
}

function* cells(plot: uPlot, view: HeatmapView, gap: number): Iterable<Cell> {
  const rows = bucketPlaces(view).map(({ low, high }) => {
    const edges = [plot.valToPos(high, "y", true), plot.valToPos(low, "y", true)].map(Math.round);
    return { top: Math.min(...edges), height: Math.abs((edges[1] ?? 0) - (edges[0] ?? 0)) };
  });
  const [first = 0] = view.times;
  // All columns have a gap or none has: they differ by a pixel in width.
  const usualWidth = plot.valToPos(first + view.step, "x", true) - plot.valToPos(first, "x", true);
  const columnGap = usualWidth > 5 * gap ? gap : 0;
  for (const [column, time] of view.times.entries()) {
    const left = Math.round(plot.valToPos(time, "x", true));
    const right = Math.round(plot.valToPos(time + view.step, "x", true));
    for (const [row, { top, height }] of rows.entries()) {
      const count = view.counts[column]?.[row] ?? null;
      if (count === null) continue;
      const rowGap = height > 5 * gap ? gap : 0;
      yield { left, top, width: Math.max(right - left - columnGap, 1), height: Math.max(height - rowGap, 1), count };
    }
  }
}

function drawValue(ctx: CanvasRenderingContext2D, { left, top, width, height, count }: Cell, view: HeatmapView): void {
  const text = view.showCount(count);
  if (height < 14 * devicePixelRatio || width < (textWidth(text, canvasFont) + 4) * devicePixelRatio) return;
  ctx.font = canvasFont.replace(/^\d+/, (size) => String(Number(size) * devicePixelRatio));
  ctx.fillStyle = textOn(view.colorOf(count));
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillText(text, left + width / 2, top + height / 2);
}
