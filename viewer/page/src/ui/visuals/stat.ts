import { showValue } from "../../model/display";
import { figures } from "../../model/figures";
import type { Figure, PanelOf } from "../../model/types";
import { mix, readable, textOn } from "../color";
import { element } from "../dom";
import { palette } from "../palette";
import type { Surroundings } from "../surroundings";
import { fittingSize } from "./fit_text";
import { sparkline } from "./sparkline";
import { layOut, type TileLayout } from "./tile_layout";
import type { PanelContent, Visual } from "./visual";

/** Tiles wider than this many times their height waste room. */
const goodShape = 3;
/** The part of a tile's height that the small picture takes. */
const lineShare = 0.38;

/** One number, or a few: big, coloured by thresholds, with a small picture of how they came about. */
export class Stat implements Visual {
  readonly #host = element("div", { class: "tiles" });
  #figures: Figure[] = [];

  constructor(
    host: HTMLElement,
    private readonly panel: PanelOf<"stat">,
    private readonly page: Surroundings,
  ) {
    host.append(this.#host);
    page.sizes.watch(this.#host, () => this.#draw());
  }

  show({ data }: PanelContent): boolean {
    this.#figures = figures(data, this.panel.options.reduce);
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
    if (this.#figures.length === 0 || width === 0) return;
    const layout = layOut(this.#figures.length, this.panel.options.orientation, width, height, goodShape);
    this.#host.style.gridTemplateColumns = `repeat(${layout.columns}, 1fr)`;
    this.#host.replaceChildren(...this.#figures.map((figure) => this.#tile(figure, layout)));
  }

  #tile(figure: Figure, layout: TileLayout): HTMLElement {
    const { colorMode, graphMode, justify } = this.panel.options;
    const tile = element("div", { class: "tile", "data-item": true });
    const onBackground = colorMode === "background" || colorMode === "background_solid";
    const color = figure.display.color || palette().text;
    const colors = onBackground ? paint(tile, color, colorMode === "background") : this.#valueColor(color);
    tile.classList.toggle("tile-painted", onBackground);
    tile.classList.toggle("tile-centered", justify === "center" || this.#figures.length === 1);
    const withLine = graphMode !== "none" && figure.sparkline !== null;
    tile.append(...this.#words(figure, layout, withLine, colors));
    if (withLine) {
      const line = sparkline(figure, onBackground ? colors : color, layout.width, layout.height * lineShare);
      tile.style.paddingBottom = `${Math.round(layout.height * lineShare * 0.85)}px`;
      if (line !== null) tile.append(line);
    }
    return tile;
  }

  #valueColor(color: string): string {
    return this.panel.options.colorMode === "value" ? readable(color, palette().panel, 3) : "";
  }

  #words(figure: Figure, layout: TileLayout, withLine: boolean, color: string): HTMLElement[] {
    const { showName, showNumber } = this.#parts(figure);
    const { titleSize, valueSize } = this.panel.options;
    const text = showValue(figure.display);
    const room = { width: layout.width - 24, height: layout.height * (withLine ? 1 - lineShare : 0.85) };
    const words: HTMLElement[] = [];
    if (showName) {
      const alone = !showNumber;
      const size =
        titleSize ?? fittingSize(figure.title, room.width, room.height * (alone ? 0.6 : 0.26), 500, alone ? 40 : 20);
      words.push(
        sized(
          "tile-name",
          { "data-name": true },
          figure.title,
          size,
          color !== "" && (alone || this.#painted()) ? color : "",
        ),
      );
    }
    if (showNumber) {
      const height = room.height * (showName || this.panel.options.showPercentChange ? 0.58 : 0.75);
      const size = valueSize ?? fittingSize(text, room.width, height, 500, 72);
      words.push(sized("tile-value", { "data-value": true }, text, size, color));
    }
    if (this.panel.options.showPercentChange && figure.percentChange !== null)
      words.push(this.#change(figure.percentChange, color));
    return words;
  }

  #parts(figure: Figure): { showName: boolean; showNumber: boolean } {
    const { textMode } = this.panel.options;
    if (textMode === "none") return { showName: false, showNumber: false };
    const named = figure.title !== "";
    // "auto" tells the names only where there are several.
    const showName =
      textMode === "name" ||
      textMode === "value_and_name" ||
      (textMode === "auto" && this.#figures.length > 1 && named);
    return { showName, showNumber: textMode !== "name" };
  }

  #painted(): boolean {
    return this.panel.options.colorMode.startsWith("background");
  }

  #change(change: number, color: string): HTMLElement {
    const better = this.panel.options.percentChangeColorMode === "inverted" ? change < 0 : change > 0;
    const text = new Intl.NumberFormat(this.page.dates.language, {
      style: "percent",
      maximumFractionDigits: 1,
      signDisplay: "always",
    });
    const tone = change === 0 || this.#painted() ? "" : better ? "good" : "bad";
    const words = element("div", { class: `tile-change ${tone}` }, text.format(change));
    if (this.#painted()) words.style.color = color;
    return words;
  }
}

function sized(name: string, marks: Record<string, boolean>, text: string, size: number, color: string): HTMLElement {
  const made = element("div", { class: name, ...marks }, text);
  made.style.fontSize = `${Math.floor(size)}px`;
  made.style.color = color;
  return made;
}

/** Fills the tile with the colour, and returns the colour for what stands on it. */
function paint(tile: HTMLElement, color: string, gradient: boolean): string {
  const text = textOn(color);
  const away = mix(color, text === "#fff" ? "#000" : "#fff", 0.14);
  tile.style.background = gradient ? `linear-gradient(120deg, ${away}, ${color})` : color;
  return text;
}
