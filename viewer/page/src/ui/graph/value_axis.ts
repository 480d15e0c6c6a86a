import uPlot from "uplot";
import type { FieldSettings } from "../../model/types";
import { canvasFont, type Palette } from "../palette";
import { textWidth } from "../text_width";

/** The range and the axis of values in one unit. Series that agree in all of this share a scale. */
export function scaleKey({ unit, min, max, custom }: FieldSettings): string {
  const { axisSoftMin, axisSoftMax, axisPlacement, scale, axisCenteredZero, axisLabel, stacking } = custom;
  const percent = stacking.mode === "percent";
  const parts = [
    unit,
    min,
    max,
    axisSoftMin,
    axisSoftMax,
    axisPlacement,
    scale.type,
    scale.log,
    axisCenteredZero,
    axisLabel,
  ];
  return ["y", ...parts, percent].join(" ");
}

export function valueScale({ min, max, custom }: FieldSettings): uPlot.Scale {
  const logarithmic = custom.scale.type === "log";
  if (logarithmic) {
    const base = custom.scale.log === 2 ? 2 : 10;
    return { distr: 3, log: base, range: (_plot, low, high) => logRange(low, high, min, max, base) };
  }
  // Bars and stacks are read by their lengths, which begin at zero.
  const fromZero = custom.drawStyle === "bars" || custom.stacking.mode !== "none";
  const soft = fromZero ? { axisSoftMin: Math.min(0, custom.axisSoftMin ?? 0) } : {};
  return { range: (_plot, low, high) => linearRange(low, high, { min, max, ...custom, ...soft }) };
}

interface RangeSettings {
  min: number | null;
  max: number | null;
  axisSoftMin: number | null;
  axisSoftMax: number | null;
  axisCenteredZero: boolean;
}

/** uPlot gives null for a scale without a value. Limits of the settings hold; the data gets some air above and below. */
function linearRange(low: number | null, high: number | null, settings: RangeSettings): uPlot.Range.MinMax {
  const { min, max, axisSoftMin, axisSoftMax } = settings;
  if (low === null || high === null) return [min ?? axisSoftMin ?? 0, max ?? axisSoftMax ?? (min ?? 0) + 1];
  // Nothing but zeros: a unit of height tells as much as a hundred.
  if (low === 0 && high === 0) return ordered([min ?? 0, max ?? Math.max(1, axisSoftMax ?? 1)]);
  const side = (hard: number | null, soft: number | null, open: number): uPlot.Range.Limit => ({
    pad: 0.1,
    hard: hard ?? open,
    soft: soft ?? 0,
    // Without a soft limit of its own, zero is one only where the data begins beside it.
    mode: soft === null ? 3 : 1,
  });
  const [from, to] = uPlot.rangeNum(min ?? low, max ?? high, {
    min: side(min, axisSoftMin, -Infinity),
    max: side(max, axisSoftMax, Infinity),
  });
  const range: uPlot.Range.MinMax = [min ?? from, max ?? to];
  return settings.axisCenteredZero ? centered(range) : ordered(range);
}

function logRange(
  low: number | null,
  high: number | null,
  min: number | null,
  max: number | null,
  base: 2 | 10,
): uPlot.Range.MinMax {
  const from = min !== null && min > 0 ? min : low !== null && low > 0 ? low : 1;
  const to = max ?? (high !== null && high > from ? high : from * 10);
  return ordered(uPlot.rangeLog(from, Math.max(to, from * base), base, false) as [number, number]);
}

function centered([from, to]: uPlot.Range.MinMax): uPlot.Range.MinMax {
  const reach = Math.max(Math.abs(from ?? 0), Math.abs(to ?? 0));
  return [-reach, reach];
}

function ordered([from, to]: uPlot.Range.MinMax): uPlot.Range.MinMax {
  return from !== null && to !== null && from >= to ? [from, from + 1] : [from, to];
}

export interface ValueAxis {
  scale: string;
  settings: FieldSettings;
  color: string | null;
  /** The first axis draws the grid. */
  first: boolean;
  show: (value: number, decimals?: number) => string;
}

export function valueAxis({ scale, settings, color, first, show }: ValueAxis, palette: Palette): uPlot.Axis {
  const { custom } = settings;
  const grid = custom.axisGridShow ?? first;
  const stroke = custom.axisColorMode === "series" && color !== null ? color : palette.text;
  const increments = axisIncrements(settings);
  return {
    scale,
    stroke,
    font: canvasFont,
    side: custom.axisPlacement === "right" || (custom.axisPlacement === "auto" && !first) ? 1 : 3,
    show: custom.axisPlacement !== "hidden",
    ...(custom.axisLabel === "" ? {} : { label: custom.axisLabel, labelFont: canvasFont, labelSize: 20 }),
    ...(increments === null ? {} : { incrs: increments }),
    gap: 6,
    space: (plot) => (plot.height > 400 ? 48 : 28),
    grid: { show: grid, stroke: palette.grid, width: 1 },
    ticks: { show: false },
    border: { show: custom.axisBorderShow, stroke, width: 1 },
    values: (_plot, values, _axis, _space, increment) =>
      values.map((value) => tickText(value, increment, settings, show)),
    size: (_plot, texts) =>
      Math.max(24, ...(texts ?? []).map((text) => Math.ceil(textWidth(text ?? "", canvasFont)) + 14)),
  };
}

function tickText(value: number | null, increment: number, settings: FieldSettings, show: ValueAxis["show"]): string {
  if (value === null) return "";
  return show(value, settings.decimals ?? decimalsOf(increment) ?? undefined);
}

/** As many as tell two neighbours apart; null where that is none, so that the unit decides. */
function decimalsOf(increment: number): number | null {
  const [, fraction = ""] = increment.toFixed(9).replace(/0+$/, "").split(".");
  return fraction.length || null;
}

const binaryUnits = new Set(["bytes", "kbytes", "mbytes", "gbytes", "tbytes", "pbytes", "bits", "binBps", "binbps"]);
const plainUnit = /^($|none$|short$|locale$|suffix:|prefix:)/;

/** Where the usual 1, 2, 2.5, 5 would give odd or repeated labels. */
function axisIncrements({ unit, decimals }: FieldSettings): number[] | null {
  if (binaryUnits.has(unit)) return Array.from({ length: 55 }, (_, power) => 2 ** power);
  if (decimals === null || !plainUnit.test(unit)) return null;
  const increments: number[] = [];
  for (let power = -decimals; power <= 15; power += 1) {
    for (const factor of power > -decimals ? [1, 2, 2.5, 5] : [1, 2, 5])
      increments.push(Number((factor * 10 ** power).toPrecision(3)));
  }
  return increments;
}
