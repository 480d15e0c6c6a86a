import { alertRows } from "../../model/alerts";
import type { AlertRow, PanelOf } from "../../model/types";
import { element } from "../dom";
import { icon } from "../icons";
import type { Surroundings } from "../surroundings";
import type { PanelContent, Visual } from "./visual";

/** Alerts of Prometheus's rules, or how many there are. */
export class AlertList implements Visual {
  readonly #host: HTMLElement;

  constructor(
    host: HTMLElement,
    private readonly panel: PanelOf<"alertlist">,
    private readonly page: Surroundings,
  ) {
    const label = panel.title || page.texts.untitledPanel;
    this.#host = element("div", { class: "table-scroll", tabindex: 0, role: "group", "aria-label": label });
    host.append(this.#host);
  }

  show({ alerts, situation }: PanelContent): boolean {
    const rows = alertRows(alerts, this.panel.options, situation);
    if (this.panel.options.view === "stat") {
      this.#host.replaceChildren(element("div", { class: "alert-count", "data-item": true }, count(rows.length)));
      return true;
    }
    const none = element("p", { class: "alerts-none" }, icon("check"), this.page.texts.noAlerts);
    this.#host.replaceChildren(
      rows.length === 0 ? none : element("ul", { class: "alerts" }, ...rows.map((row) => this.#row(row))),
    );
    return true;
  }

  summary(): string {
    return "";
  }

  remove(): void {}

  #row({ name, state, labels, annotations, since }: AlertRow): HTMLElement {
    const shownLabels = Object.entries(labels).filter(([label]) => label !== "alertname");
    return element(
      "li",
      { class: `alert alert-${state}`, "data-item": true },
      icon("bell"),
      element(
        "div",
        { class: "alert-text" },
        element("strong", { "data-name": true }, name),
        annotations["summary"] !== undefined && element("p", {}, annotations["summary"]),
        element(
          "p",
          { class: "alert-labels" },
          ...shownLabels.map(([label, value]) => element("span", {}, `${label}=${value}`)),
        ),
      ),
      element(
        "div",
        { class: "alert-state" },
        element("span", { class: "badge", "data-value": true }, this.page.texts[state]),
        since !== null &&
          element(
            "time",
            { datetime: new Date(since).toISOString() },
            this.page.texts.since(this.page.dates.moment(since)),
          ),
      ),
    );
  }
}

function count(rows: number): HTMLElement {
  return element("strong", { "data-value": true }, String(rows));
}
