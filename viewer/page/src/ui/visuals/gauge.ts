import { cssColor } from "../../model/colors/named_colors";
import { showValue } from "../../model/display";
import { figures } from "../../model/figures";
import type { Figure, PanelOf, Theme } from "../../model/types";
import { readable } from "../color";
import { element, svgElement } from "../dom";
import { palette } from "../palette";
import type { Surroundings } from "../surroundings";
import { fittingSize } from "./fit_text";
import { layOut } from "./tile_layout";
import type { PanelContent, Visual } from "./visual";

/** The arc goes from the lower left over the top to the lower right: angles in turns, 0 at the top. */
const from = -0.36;
const to = 0.36;
const radius = 80;
const thickness = 20;
/** Width by height, with room for a name. */
const dialShape = 1.2;

/** An arc for each value, between the smallest and the largest that are allowed. */
export class Gauge implements Visual {
  readonly #host = element("div", { class: "tiles" });
  #figures: Figure[] = [];
  #theme: Theme = "dark";

  constructor(
    host: HTMLElement,
    private readonly panel: PanelOf<"gauge">,
    private readonly page: Surroundings,
  ) {
    host.append(this.#host);
    page.sizes.watch(this.#host, () => this.#draw());
  }

  show({ data, situation }: PanelContent): boolean {
    this.#figures = figures(data, this.panel.options.reduce);
    this.#theme = situation.theme;
    if (this.#figures.length === 0) return false;
    this.#draw();
    return true;
  }

  summary(): string {
    return "";
  }

  remove(): void {
    this.page.sizes.forget(this.#host);
  }

  #draw(): void {
    const { clientWidth: width, clientHeight: height } = this.#host;
    if (width === 0) return;
    const { columns } = layOut(this.#figures.length, this.panel.options.orientation, width, height, dialShape);
    this.#host.style.gridTemplateColumns = `repeat(${columns}, 1fr)`;
    this.#host.replaceChildren(...this.#figures.map((figure) => this.#dial(figure)));
  }

  #dial(figure: Figure): HTMLElement {
    const value = showValue(figure.display);
    const color = readable(figure.display.color || palette().text, palette().panel, 3);
    const label = svgElement("text", { x: 0, y: 12, class: "dial-value", "text-anchor": "middle" });
    label.append(value);
    label.setAttribute("data-value", "");
    label.style.fontSize = `${fittingSize(value, 2 * radius - thickness - 14, 42, 500, 42)}px`;
    label.style.fill = color;
    const picture = svgElement("svg", { class: "dial", viewBox: "-100 -98 200 156" }, ...this.#arcs(figure), label);
    const named = this.#figures.length > 1 && figure.title !== "";
    const name = element("div", { class: named ? "dial-name" : "for-screen-readers", "data-name": true }, figure.title);
    return element("div", { class: "tile tile-centered", "data-item": true }, picture, name);
  }

  #arcs(figure: Figure): SVGElement[] {
    const { display } = figure;
    const share = Math.max(0, Math.min(1, display.percent ?? 0));
    const arcs: SVGElement[] = [arc(0, 1, radius, thickness, palette().grid)];
    if (share > 0) arcs.push(arc(0, share, radius, thickness, display.color || palette().text));
    if (this.panel.options.showThresholdMarkers) arcs.push(...this.#markers(figure));
    if (this.panel.options.showThresholdLabels) arcs.push(...thresholdLabels(figure));
    return arcs;
  }

  #markers(figure: Figure): SVGElement[] {
    const { steps } = figure.field.settings.thresholds;
    const markers: SVGElement[] = [];
    steps.forEach(({ from: start, color }, index) => {
      const next = steps[index + 1];
      const [low, high] = [placeOf(start, figure), next === undefined ? 1 : placeOf(next.from, figure)];
      if (high > low) markers.push(arc(low, high, radius + thickness / 2 + 4, 4, cssColor(color, this.#theme)));
    });
    return markers;
  }
}

/** Where a threshold stands on the arc, 0 to 1. */
function placeOf(threshold: number, { field, min, max }: Figure): number {
  const percentage = field.settings.thresholds.mode === "percentage";
  const place = percentage ? threshold / 100 : (threshold - min) / (max - min || 1);
  return Math.max(0, Math.min(1, place));
}

/** The values of the thresholds, and the ends of the arc. */
function thresholdLabels(figure: Figure): SVGElement[] {
  const { field, min, max } = figure;
  const { steps, mode } = field.settings.thresholds;
  const valueAt = (threshold: number): number =>
    mode === "percentage" ? min + ((max - min) * threshold) / 100 : threshold;
  const values = [min, ...steps.map((step) => valueAt(step.from)), max].filter((value) => value >= min && value <= max);
  return [...new Set(values)].map((value) => {
    const place = (value - min) / (max - min || 1);
    const [x, y] = pointOnArc(place, radius - thickness / 2 - 4);
    const anchor = place < 0.4 ? "start" : place > 0.6 ? "end" : "middle";
    const label = svgElement("text", {
      x,
      y,
      class: "dial-label",
      "text-anchor": anchor,
      "dominant-baseline": "middle",
    });
    label.append(showValue(field.display(value)));
    return label;
  });
}

function pointOnArc(share: number, distance: number): [number, number] {
  const angle = (from + (to - from) * share) * 2 * Math.PI;
  return [Number((Math.sin(angle) * distance).toFixed(2)), Number((-Math.cos(angle) * distance).toFixed(2))];
}

function arc(low: number, high: number, at: number, width: number, color: string): SVGElement {
  const point = (share: number): string => pointOnArc(share, at).join();
  const large = (high - low) * (to - from) > 0.5 ? 1 : 0;
  const path = `M${point(low)}A${at},${at} 0 ${large} 1 ${point(high)}`;
  return svgElement("path", { d: path, fill: "none", stroke: color, "stroke-width": width });
}
