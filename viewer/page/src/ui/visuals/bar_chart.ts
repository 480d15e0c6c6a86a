import { barChartData } from "../../model/barchart";
import { showValue } from "../../model/display";
import type { GraphSeries, PanelOf } from "../../model/types";
import { element } from "../dom";
import { hiddenAfterClick, Legend } from "../graph/legend";
import { Tooltip, tooltipContent } from "../graph/tooltip";
import type { Surroundings } from "../surroundings";
import type { PanelContent, Visual } from "./visual";

interface Bars {
  groups: string[];
  series: GraphSeries[];
}

/** Bars beside or upon each other, in groups that a text or a moment names. */
export class BarChart implements Visual {
  readonly #chart = element("div", { class: "bar-chart", tabindex: 0, role: "group" });
  readonly #legend: Legend;
  readonly #tooltip = new Tooltip();
  #content: PanelContent | null = null;

  constructor(
    host: HTMLElement,
    private readonly panel: PanelOf<"barchart">,
    private readonly page: Surroundings,
  ) {
    const { legend } = panel.options;
    this.#legend = new Legend(legend, page.texts, (key, toggle) => this.#chooseSeries(key, toggle));
    host.classList.add("with-legend");
    host.classList.toggle("legend-beside", legend.placement === "right");
    this.#chart.setAttribute("aria-label", panel.title || page.texts.untitledPanel);
    host.append(this.#chart);
    if (legend.show) host.append(this.#legend.root);
  }

  show(content: PanelContent): boolean {
    this.#content = content;
    const data = barChartData(content.data, this.panel.options);
    if (data.groups.length === 0 || data.series.length === 0) return false;
    const hidden = this.page.hiddenSeries(this.panel.id);
    this.#legend.show(
      data.series.map((series) => ({ series, shown: !hidden.has(series.key) })),
      content.situation,
    );
    this.#draw({ groups: data.groups, series: data.series.filter(({ key }) => !hidden.has(key)) });
    return true;
  }

  summary(): string {
    return "";
  }

  remove(): void {
    this.#tooltip.hide();
  }

  #draw(bars: Bars): void {
    const { orientation, stacking } = this.panel.options;
    const lying = orientation === "horizontal";
    this.#chart.classList.toggle("lying", lying);
    this.#chart.classList.toggle("stacked", stacking !== "none");
    const scale = scaleOf(bars, stacking);
    this.#chart.replaceChildren(...bars.groups.map((group, index) => this.#group(group, index, bars, scale, lying)));
  }

  #group(name: string, index: number, { groups, series }: Bars, scale: Scale, lying: boolean): HTMLElement {
    const { groupWidth, stacking } = this.panel.options;
    const whole = stacking === "percent" ? sum(series, index) : 1;
    const bars = series.map((one) => this.#bar(one, index, (value) => scale.share(value / (whole || 1)), lying, name));
    const area = element("div", { class: "bar-group-bars" }, ...bars);
    area.style[lying ? "height" : "width"] = `${Math.round(groupWidth * 100)}%`;
    const rotation = this.panel.options.xTickLabelRotation;
    const label = element("span", { class: "bar-group-name", title: name }, name);
    if (rotation !== 0 && !lying) label.style.transform = `rotate(${-rotation}deg)`;
    return element(
      "div",
      { class: groups.length > 12 ? "bar-group dense" : "bar-group" },
      element("div", { class: "bar-group-area" }, area),
      label,
    );
  }

  #bar(
    series: GraphSeries,
    index: number,
    share: (value: number) => number,
    lying: boolean,
    group: string,
  ): HTMLElement {
    const value = series.values[index] ?? null;
    const display = series.field.display(value);
    const text = showValue(display);
    const fill = element("span", { class: "bar-chart-fill", "aria-hidden": "true" });
    fill.style.backgroundColor =
      series.field.settings.color.mode === "thresholds" ? display.color || series.color : series.color;
    const shows = this.panel.options.showValue !== "never";
    const words = element(
      "span",
      { class: shows ? "bar-chart-value" : "for-screen-readers" },
      element("span", { "data-value": true }, text),
    );
    const name = element("span", { class: "for-screen-readers", "data-name": true }, `${group}, ${series.title}`);
    const follow = (event: PointerEvent): void => {
      const row = { color: series.color, name: series.title, value: text, near: false };
      if (this.panel.options.tooltip.mode !== "none")
        this.#tooltip.show(tooltipContent(group, [row]), event.clientX, event.clientY);
    };
    const hide = (): void => this.#tooltip.hide();
    const bar = element(
      "div",
      { class: "bar-chart-bar", "data-item": true, onpointermove: follow, onpointerleave: hide },
      name,
      words,
      fill,
    );
    // Upon each other, the bars themselves are as long as their values; beside each other, they leave room for the words.
    const sized = this.panel.options.stacking === "none" ? fill : bar;
    sized.style[lying ? "width" : "height"] = `${value === null ? 0 : Math.max(0, share(value)) * 100}%`;
    return bar;
  }

  #chooseSeries(key: string, toggle: boolean): void {
    if (this.#content === null) return;
    const keys = barChartData(this.#content.data, this.panel.options).series.map((series) => series.key);
    this.page.hideSeries(this.panel.id, hiddenAfterClick(keys, this.page.hiddenSeries(this.panel.id), key, toggle));
    this.show(this.#content);
  }
}

interface Scale {
  /** The part of the whole length, 0 to 1. */
  share: (value: number) => number;
}

function scaleOf({ groups, series }: Bars, stacking: "none" | "normal" | "percent"): Scale {
  const settings = series[0]?.field.settings;
  const lengths = groups.map((_, index) => (stacking === "none" ? largest(series, index) : sum(series, index)));
  const low = settings?.min ?? 0;
  const high = stacking === "percent" ? 1 : (settings?.max ?? Math.max(...lengths, 0));
  return { share: (value) => Math.min(1, (value - low) / (high - low || 1)) };
}

function largest(series: GraphSeries[], index: number): number {
  return Math.max(0, ...series.map(({ values }) => values[index] ?? 0));
}

function sum(series: GraphSeries[], index: number): number {
  return series.reduce((total, { values }) => total + (values[index] ?? 0), 0);
}
