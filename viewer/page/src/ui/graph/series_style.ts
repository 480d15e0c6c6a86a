import uPlot from "uplot";
import type { CustomSettings, GraphSeries } from "../../model/types";
import { withOpacity } from "../color";

/** How one series is drawn: its line, area, bars and points. */
export function seriesStyle(series: GraphSeries, scale: string, shown: boolean): uPlot.Series {
  const { custom } = series.field.settings;
  const bars = custom.drawStyle === "bars";
  const paths = pathsOf(custom);
  return {
    label: series.title,
    scale,
    show: shown,
    stroke: series.color,
    width: custom.drawStyle === "points" ? 0 : custom.lineWidth,
    ...(custom.fillOpacity > 0 && custom.drawStyle !== "points" ? { fill: fillOf(series.color, custom) } : {}),
    ...(custom.lineStyle.fill === "solid" ? {} : { dash: dashOf(custom) }),
    ...(custom.lineStyle.fill === "dot" ? { cap: "round" as const } : {}),
    ...(paths === null ? {} : { paths }),
    spanGaps: custom.spanNulls === true,
    points: pointsOf(custom, series.color, bars),
  };
}

function dashOf({ lineStyle, lineWidth }: CustomSettings): number[] {
  if (lineStyle.fill === "dot") return lineStyle.dash.length > 0 ? lineStyle.dash : [0, Math.max(4, lineWidth * 3)];
  return lineStyle.dash.length > 0 ? lineStyle.dash : [10, 10];
}

function pathsOf(custom: CustomSettings): uPlot.Series.PathBuilder | null {
  const { bars, stepped, spline, linear } = uPlot.paths;
  if (custom.drawStyle === "points") return () => null;
  if (custom.drawStyle === "bars")
    return bars?.({ size: [custom.barWidthFactor, 100], align: custom.barAlignment }) ?? null;
  if (custom.lineInterpolation === "stepBefore") return stepped?.({ align: -1 }) ?? null;
  if (custom.lineInterpolation === "stepAfter") return stepped?.({ align: 1 }) ?? null;
  return (custom.lineInterpolation === "smooth" ? spline?.() : linear?.()) ?? null;
}

function fillOf(color: string, { fillOpacity, gradientMode }: CustomSettings): uPlot.Series.Fill {
  const full = withOpacity(color, fillOpacity / 100);
  if (gradientMode !== "opacity") return full;
  return ({ ctx, bbox }) => {
    // Before the first layout there is no box yet, and createLinearGradient refuses what is not finite.
    if (!Number.isFinite(bbox.top + bbox.height)) return full;
    const gradient = ctx.createLinearGradient(0, bbox.top, 0, bbox.top + bbox.height);
    gradient.addColorStop(0, full);
    gradient.addColorStop(1, withOpacity(color, 0));
    return gradient;
  };
}

function pointsOf(custom: CustomSettings, color: string, bars: boolean): uPlot.Series.Points {
  const look = { size: custom.pointSize, fill: color, stroke: color };
  if (custom.drawStyle === "points" || (custom.showPoints === "always" && !bars)) return { show: true, ...look };
  if (bars || custom.showPoints === "never") return { show: false };
  return { ...look, filter: lonelyPoints };
}

/** A value between two gaps has no line to be seen on: it is drawn as a point even where points are too dense to be drawn. */
const lonelyPoints: uPlot.Series.Points.Filter = (plot, seriesIndex, show) => {
  if (show) return null;
  const values = plot.data[seriesIndex] ?? [];
  const lonely: number[] = [];
  for (let at = 0; at < values.length; at += 1) {
    if (isValue(values[at]) && !isValue(values[at - 1]) && !isValue(values[at + 1])) lonely.push(at);
  }
  return lonely;
};

function isValue(value: number | null | undefined): boolean {
  return value !== null && value !== undefined;
}
