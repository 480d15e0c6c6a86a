import { legendValues } from "../../model/graph";
import { showValue } from "../../model/display";
import type { GraphSeries, LegendOptions, LegendValue, Situation } from "../../model/types";
import { element } from "../dom";
import type { Texts } from "../texts/texts";

export interface LegendEntry {
  series: GraphSeries;
  shown: boolean;
}

/** Names, colours and calculated values of series. A click on a name leaves only that series, with Ctrl or Cmd it toggles it. */
export class Legend {
  readonly root = element("div", { class: "legend" });
  #sort: { column: string; descending: boolean };
  #entries: LegendEntry[] = [];
  #situation: Situation | null = null;

  constructor(
    private readonly options: LegendOptions,
    private readonly texts: Texts,
    private readonly choose: (key: string, toggle: boolean) => void,
  ) {
    this.#sort = { column: options.sortBy, descending: options.sortDescending };
    this.root.classList.toggle("legend-right", options.placement === "right");
    if (options.placement === "right" && options.width !== null) this.root.style.width = `${options.width}px`;
  }

  show(entries: LegendEntry[], situation: Situation): void {
    const focused = this.#focusedKey();
    this.#situation = situation;
    this.#entries = entries;
    this.root.replaceChildren(this.options.mode === "table" ? this.#table() : this.#list());
    if (focused !== null) this.#buttonOf(focused)?.focus();
  }

  #list(): HTMLElement {
    const items = this.#entries.map((entry) =>
      element("li", marks(entry), this.#name(entry), ...this.#inlineValues(entry)),
    );
    return element("ul", { class: "legend-list", "aria-label": this.texts.legend }, ...items);
  }

  #values(series: GraphSeries): LegendValue[] {
    return this.#situation === null ? [] : legendValues(series, this.options.calcs, this.#situation);
  }

  #inlineValues({ series }: LegendEntry): HTMLElement[] {
    return this.#values(series).map(({ title, display }, index) => {
      const value = element("span", { "data-calc": this.options.calcs[index] ?? "" }, showValue(display));
      return element("span", { class: "legend-value" }, value.textContent !== "" && `${title}: `, value);
    });
  }

  #table(): HTMLElement {
    const titles =
      this.#entries[0] === undefined ? [] : this.#values(this.#entries[0].series).map(({ title }) => title);
    const heads = [this.texts.seriesName, ...titles].map((title) => this.#head(title));
    const rows = this.#sorted(titles).map((entry) => {
      const cells = this.#values(entry.series).map(({ display }, index) =>
        element("td", { "data-calc": this.options.calcs[index] ?? "" }, showValue(display)),
      );
      return element("tr", marks(entry), element("th", { scope: "row" }, this.#name(entry)), ...cells);
    });
    return element(
      "table",
      { class: "legend-table", "aria-label": this.texts.legend },
      element("thead", {}, element("tr", {}, ...heads)),
      element("tbody", {}, ...rows),
    );
  }

  #head(title: string): HTMLElement {
    const sorted = this.#sort.column === title;
    const direction = !sorted ? null : this.#sort.descending ? "descending" : "ascending";
    const sort = (): void => {
      this.#sort = { column: title, descending: sorted ? !this.#sort.descending : true };
      if (this.#situation !== null) this.show(this.#entries, this.#situation);
    };
    return element(
      "th",
      { scope: "col", "aria-sort": direction },
      element("button", { type: "button", class: "sort-button", onclick: sort }, title),
    );
  }

  #sorted(titles: string[]): LegendEntry[] {
    const { column, descending } = this.#sort;
    const at = titles.indexOf(column);
    if (at < 0 && column !== this.texts.seriesName) return this.#entries;
    const value = ({ series }: LegendEntry): number => this.#values(series)[at]?.display.numeric ?? -Infinity;
    const ascending = [...this.#entries].sort((a, b) =>
      at < 0 ? a.series.title.localeCompare(b.series.title) : value(a) - value(b),
    );
    return descending ? ascending.reverse() : ascending;
  }

  #name({ series, shown }: LegendEntry): HTMLElement {
    const swatch = element("span", { class: "swatch" });
    swatch.style.backgroundColor = series.color;
    const choose = (event: MouseEvent): void => this.choose(series.key, event.ctrlKey || event.metaKey);
    return element(
      "button",
      {
        type: "button",
        class: "legend-name",
        "aria-pressed": String(shown),
        title: this.texts.onlyThisSeries,
        onclick: choose,
      },
      swatch,
      element("span", { "data-name": true }, series.title),
    );
  }

  #focusedKey(): string | null {
    const active = document.activeElement;
    return active !== null && this.root.contains(active)
      ? (active.closest("[data-series]")?.getAttribute("data-series") ?? null)
      : null;
  }

  #buttonOf(key: string): HTMLElement | null {
    return this.root.querySelector(`[data-series="${CSS.escape(key)}"] button`);
  }
}

function marks({ series, shown }: LegendEntry): Record<string, string> {
  return { "data-series": series.key, class: shown ? "" : "series-hidden" };
}

/** The keys that are hidden after a click on one: all others, or none where all others were hidden already; or that one toggled. */
export function hiddenAfterClick(
  keys: readonly string[],
  hidden: ReadonlySet<string>,
  clicked: string,
  toggle: boolean,
): string[] {
  if (toggle) return keys.filter((key) => hidden.has(key) !== (key === clicked));
  const isAlone = !hidden.has(clicked) && keys.every((key) => key === clicked || hidden.has(key));
  return isAlone ? [] : keys.filter((key) => key !== clicked);
}
