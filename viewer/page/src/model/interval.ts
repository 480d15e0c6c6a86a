/** How far apart the points of a graph are. */

/** Up to which exact interval which round one stands for it, in milliseconds (Grafana's roundInterval). */
const rounded: [below: number, interval: number][] = [
  [10, 1],
  [15, 10],
  [35, 20],
  [75, 50],
  [150, 100],
  [350, 200],
  [750, 500],
  [1_500, 1_000],
  [3_500, 2_000],
  [7_500, 5_000],
  [12_500, 10_000],
  [17_500, 15_000],
  [25_000, 20_000],
  [45_000, 30_000],
  [90_000, 60_000],
  [210_000, 120_000],
  [450_000, 300_000],
  [750_000, 600_000],
  [1_050_000, 900_000],
  [1_500_000, 1_200_000],
  [2_700_000, 1_800_000],
  [5_400_000, 3_600_000],
  [9_000_000, 7_200_000],
  [16_200_000, 10_800_000],
  [32_400_000, 21_600_000],
  [86_400_000, 43_200_000],
  [604_800_000, 86_400_000],
  [1_814_400_000, 604_800_000],
  [3_628_800_000, 2_592_000_000],
  [Infinity, 31_536_000_000],
];

export function roundInterval(milliseconds: number): number {
  return rounded.find(([below]) => milliseconds < below)?.[1] ?? milliseconds;
}

/** The viewer refuses more points of a series. */
export const mostPoints = 2_000;

/**
 * Milliseconds between points, rounded, and no less than the minimum.
 * @param points how many there should be at most
 */
export function intervalFor(rangeMs: number, points: number, minimumMs: number): number {
  return Math.max(minimumMs, roundInterval(rangeMs / Math.max(1, points)));
}

/** A step with which the range has few enough points for the viewer. */
export function allowedStep(rangeMs: number, stepMs: number): number {
  let step = Math.max(1, stepMs);
  while (Math.floor(rangeMs / step) + 2 > mostPoints) step = Math.max(step + 1, roundInterval(step * 2));
  return step;
}
