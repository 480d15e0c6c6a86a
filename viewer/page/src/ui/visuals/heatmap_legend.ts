import type { HeatmapView } from "../../model/types";
import { element } from "../dom";

const steps = 48;

/** The scale of colours, from the smallest count to the largest. */
export function heatmapLegend({ min, max, colorOf, showCount }: HeatmapView): Node {
  const cells = Array.from({ length: steps }, (_, index) => {
    const cell = element("span");
    cell.style.backgroundColor = colorOf(min + ((max - min) * index) / (steps - 1));
    return cell;
  });
  const scale = element("span", { class: "heatmap-scale" }, ...cells);
  return element(
    "div",
    { class: "heatmap-legend-row" },
    element("span", {}, showCount(min)),
    scale,
    element("span", {}, showCount(max)),
  );
}
