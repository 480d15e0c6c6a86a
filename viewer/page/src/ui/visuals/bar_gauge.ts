import { showValue } from "../../model/display";
import { figures } from "../../model/figures";
import type { Figure, PanelOf } from "../../model/types";
import { cssColor } from "../../model/colors/named_colors";
import { thresholdColor } from "../../model/value_colors";
import { readable, withOpacity } from "../color";
import { element } from "../dom";
import { palette } from "../palette";
import type { Surroundings } from "../surroundings";
import { fittingSize } from "./fit_text";
import type { PanelContent, Visual } from "./visual";

const lcdCells = 24;

/** A bar for each value, between the smallest and the largest that are allowed. */
export class BarGauge implements Visual {
  readonly #host = element("div", { class: "bar-gauge", tabindex: 0, role: "group" });
  #figures: Figure[] = [];
  #content: PanelContent | null = null;

  constructor(
    host: HTMLElement,
    private readonly panel: PanelOf<"bargauge">,
    private readonly page: Surroundings,
  ) {
    this.#host.setAttribute("aria-label", panel.title || page.texts.untitledPanel);
    host.append(this.#host);
    page.sizes.watch(this.#host, () => this.#draw());
  }

  show(content: PanelContent): boolean {
    this.#content = content;
    this.#figures = figures(content.data, this.panel.options.reduce);
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
    const { orientation, namePlacement } = this.panel.options;
    const upright = orientation === "vertical" || (orientation === "auto" && width > height);
    this.#host.classList.toggle("bars-upright", upright);
    // Beside the bars where that is asked for, or where there is no room above them.
    const beside =
      !upright && (namePlacement === "left" || (namePlacement === "auto" && height / this.#figures.length < 46));
    this.#host.classList.toggle("names-beside", beside);
    const room = upright ? width / this.#figures.length - 8 : width / 3;
    const sizes = this.#figures.map(({ display }) => fittingSize(showValue(display), room, 22, 600, 16));
    this.#host.replaceChildren(...this.#figures.map((figure) => this.#item(figure, upright, Math.min(...sizes))));
  }

  #item(figure: Figure, upright: boolean, size: number): HTMLElement {
    const { valueMode, namePlacement } = this.panel.options;
    const value = element("span", { class: "bar-value", "data-value": true }, showValue(figure.display));
    value.style.fontSize = `${Math.floor(size)}px`;
    if (valueMode === "color")
      value.style.color = readable(figure.display.color || palette().text, palette().panel, 4.5);
    if (valueMode === "hidden") value.classList.add("for-screen-readers");
    const name = element("span", { class: "bar-name", "data-name": true }, figure.title);
    return element(
      "div",
      { class: "bar-item", "data-item": true },
      namePlacement !== "hidden" && name,
      this.#track(figure, upright),
      value,
    );
  }

  #track(figure: Figure, upright: boolean): HTMLElement {
    const { displayMode, showUnfilled } = this.panel.options;
    const track = element("span", { class: showUnfilled ? "bar-track" : "bar-track bare", "aria-hidden": "true" });
    const share = Math.max(0, Math.min(1, figure.display.percent ?? 0));
    if (displayMode === "lcd") {
      track.classList.add("lcd");
      track.append(...this.#cells(figure, share));
      return track;
    }
    const color = figure.display.color || palette().text;
    const fill = element("span", { class: "bar-fill" });
    fill.style[upright ? "height" : "width"] = `${share * 100}%`;
    fill.style.background =
      displayMode === "gradient" ? this.#gradient(figure, share, upright) : withOpacity(color, 0.85);
    track.append(fill);
    return track;
  }

  #cells(figure: Figure, share: number): HTMLElement[] {
    return Array.from({ length: lcdCells }, (_, index) => {
      const place = (index + 0.5) / lcdCells;
      const cell = element("span");
      cell.style.backgroundColor = withOpacity(this.#colorAt(figure, place), place <= share ? 0.95 : 0.14);
      return cell;
    });
  }

  #gradient(figure: Figure, share: number, upright: boolean): string {
    const stops = Array.from({ length: 9 }, (_, index) => this.#colorAt(figure, (share * index) / 8));
    return `linear-gradient(${upright ? "0deg" : "90deg"}, ${stops.join(", ")})`;
  }

  /** The colour that a value at this part of the way from min to max would have. */
  #colorAt(figure: Figure, share: number): string {
    const { settings } = figure.field;
    if (settings.color.mode !== "thresholds" || this.#content === null) return figure.display.color;
    const value = figure.min + (figure.max - figure.min) * share;
    return cssColor(thresholdColor(settings.thresholds, value, figure), this.#content.situation.theme);
  }
}
