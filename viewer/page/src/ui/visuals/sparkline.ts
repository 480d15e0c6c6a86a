import type { Figure } from "../../model/types";
import { withOpacity } from "../color";
import { svgElement } from "../dom";

/** A small picture of how a figure came about, without axes; null if there is too little for one. */
export function sparkline(
  { sparkline: line }: Figure,
  color: string,
  width: number,
  height: number,
): SVGSVGElement | null {
  if (line === null) return null;
  const values = line.values.filter((value): value is number => value !== null && Number.isFinite(value));
  const [from, to] = [line.times[0] ?? 0, line.times.at(-1) ?? 0];
  if (values.length < 2 || to <= from) return null;
  const low = values.reduce((a, b) => Math.min(a, b));
  const reach = values.reduce((a, b) => Math.max(a, b)) - low || 1;
  const x = (time: number): string => (((time - from) / (to - from)) * width).toFixed(1);
  const y = (value: number): string => (height - 2 - ((value - low) / reach) * (height - 4)).toFixed(1);
  const paths: SVGElement[] = [];
  for (const run of runs(line)) {
    const points = run.map(([time, value]) => `${x(time)},${y(value)}`);
    const [first, last] = [run[0], run.at(-1)];
    if (first === undefined || last === undefined) continue;
    const area = `M${x(first[0])},${height}L${points.join("L")}L${x(last[0])},${height}Z`;
    paths.push(svgElement("path", { d: area, fill: withOpacity(color, 0.18) }));
    paths.push(svgElement("path", { d: `M${points.join("L")}`, fill: "none", stroke: color, "stroke-width": 1.5 }));
  }
  return svgElement(
    "svg",
    { class: "sparkline", viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: "none", "aria-hidden": "true" },
    ...paths,
  );
}

/** The stretches between gaps. */
function runs({ times, values }: NonNullable<Figure["sparkline"]>): [number, number][][] {
  const found: [number, number][][] = [];
  let run: [number, number][] = [];
  values.forEach((value, index) => {
    if (value !== null && Number.isFinite(value)) {
      run.push([times[index] ?? 0, value]);
    } else if (run.length > 0) {
      found.push(run);
      run = [];
    }
  });
  if (run.length > 0) found.push(run);
  return found;
}
