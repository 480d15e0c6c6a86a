import type uPlot from "uplot";
import type { HeatmapBucket, HeatmapOptions, HeatmapView } from "../../model/types";
import { canvasFont, type Palette } from "../palette";
import { textWidth } from "../text_width";

/** Where buckets stand on the value axis: one above the other, or by their bounds where these grow by factors. */
export interface BucketPlace {
  low: number;
  high: number;
}

export function bucketPlaces({ buckets, scale }: HeatmapView): BucketPlace[] {
  return scale === "log" ? buckets : buckets.map((_, index) => ({ low: index, high: index + 1 }));
}

export function bucketScale(view: () => HeatmapView, { reverse }: HeatmapOptions["yAxis"]): uPlot.Scale {
  const logarithmic = view().scale === "log";
  return {
    ...(logarithmic ? { distr: 3 as const, log: 10 as const } : {}),
    range: () => rangeOf(view()),
    dir: reverse ? -1 : 1,
  };
}

function rangeOf(view: HeatmapView): [number, number] {
  const places = bucketPlaces(view);
  const low = places.reduce((least, place) => Math.min(least, place.low), Infinity);
  const high = places.reduce((most, place) => Math.max(most, place.high), -Infinity);
  return low < high ? [low, high] : [0, 1];
}

/** Labels of bounds, where there is room for them. */
export function bucketAxis(
  view: () => HeatmapView,
  { placement, label }: HeatmapOptions["yAxis"],
  colors: Palette,
): uPlot.Axis {
  return {
    scale: "y",
    side: placement === "right" ? 1 : 3,
    show: placement !== "hidden",
    stroke: colors.text,
    font: canvasFont,
    gap: 6,
    ...(label === "" ? {} : { label, labelFont: canvasFont, labelSize: 20 }),
    grid: { show: false },
    ticks: { show: false },
    splits: (plot) =>
      view().scale === "log" ? logMarks(rangeOf(view()), plot.height) : borderMarks(view().buckets, plot.height),
    filter: (_plot, marks) => marks,
    values: (_plot, marks) => marks.map((mark) => markLabel(view(), mark)),
    size: (_plot, texts) => Math.max(24, ...(texts ?? []).map((text) => Math.ceil(textWidth(text, canvasFont)) + 14)),
  };
}

/** The room that a label needs, in px. */
const labelRoom = 18;

function borderMarks(buckets: readonly HeatmapBucket[], height: number): number[] {
  const borders = buckets.length + 1;
  const every = Math.max(1, Math.ceil((borders * labelRoom) / Math.max(height - 30, labelRoom)));
  return Array.from({ length: Math.ceil(borders / every) }, (_, index) => index * every);
}

/** 1, 2 and 5 of each decade, or fewer. */
function logMarks([low, high]: [number, number], height: number): number[] {
  const room = Math.max(2, Math.floor((height - 30) / (labelRoom * 1.4)));
  const decades = Math.log10(high / low);
  const factors = decades * 3 <= room ? [1, 2, 5] : [1];
  const every = Math.max(1, Math.ceil(decades / room));
  const marks: number[] = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power += every) {
    for (const factor of factors) marks.push(Number((factor * 10 ** power).toPrecision(3)));
  }
  return marks.filter((mark) => mark >= low && mark <= high);
}

function markLabel(view: HeatmapView, mark: number): string {
  if (view.scale === "log") return view.showBound(mark);
  const bound = view.buckets[mark]?.low ?? view.buckets[mark - 1]?.high;
  return bound === undefined ? "" : view.showBound(bound);
}
