import type uPlot from "uplot";
import type { FieldSettings, Theme } from "../../model/types";
import { cssColor } from "../../model/colors/named_colors";
import { withOpacity } from "../color";

interface Mark {
  from: number;
  color: string;
}

/** Draws the thresholds of a scale as lines or as areas between them; below the series. */
export function drawThresholds(plot: uPlot, scale: string, settings: FieldSettings, theme: Theme): void {
  const { thresholdsStyle } = settings.custom;
  const { min, max } = plot.scales[scale] ?? {};
  if (thresholdsStyle === "off" || typeof min !== "number" || typeof max !== "number") return;
  const marks = settings.thresholds.steps.map((step) => ({
    from: valueOf(step.from, settings, min, max),
    color: cssColor(step.color, theme),
  }));
  const { ctx } = plot;
  ctx.save();
  if (thresholdsStyle.includes("area")) drawAreas(plot, scale, marks);
  if (thresholdsStyle !== "area") drawLines(plot, scale, marks, thresholdsStyle.startsWith("dashed"));
  ctx.restore();
}

function valueOf(from: number, { thresholds, min, max }: FieldSettings, low: number, high: number): number {
  if (thresholds.mode === "absolute") return from;
  const [bottom, top] = [min ?? low, max ?? high];
  return bottom + ((top - bottom) * from) / 100;
}

function drawLines(plot: uPlot, scale: string, marks: Mark[], dashed: boolean): void {
  const { ctx, bbox } = plot;
  ctx.lineWidth = 1.5 * devicePixelRatio;
  if (dashed) ctx.setLineDash([8 * devicePixelRatio, 6 * devicePixelRatio]);
  for (const { from, color } of marks) {
    const y = Number.isFinite(from) ? plot.valToPos(from, scale, true) : NaN;
    if (!(y >= bbox.top && y <= bbox.top + bbox.height)) continue;
    ctx.strokeStyle = withOpacity(color, 0.85);
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
  }
}

function drawAreas(plot: uPlot, scale: string, marks: Mark[]): void {
  const { ctx, bbox } = plot;
  const bottom = bbox.top + bbox.height;
  const place = (value: number): number => {
    if (value === -Infinity) return bottom;
    return Math.min(bottom, Math.max(bbox.top, plot.valToPos(value, scale, true)));
  };
  marks.forEach(({ from, color }, index) => {
    const next = marks[index + 1];
    const [low, high] = [place(from), next === undefined ? bbox.top : place(next.from)];
    ctx.fillStyle = withOpacity(color, 0.12);
    ctx.fillRect(bbox.left, high, bbox.width, low - high);
  });
}
