import type { ResolvedVariable, TimeRange } from "../../model/types";
import { element } from "../dom";
import type { Texts } from "../texts/texts";
import type { DashboardPicker } from "./dashboard_picker";
import type { Preferences } from "./preferences";
import type { RangePicker } from "./range_picker";
import type { RefreshPicker } from "./refresh_picker";
import { variablePickers } from "./variable_picker";

export interface HeaderParts {
  dashboards: DashboardPicker;
  range: RangePicker;
  refresh: RefreshPicker;
  preferences: Preferences;
}

/** What stands above the panels. */
export class Header {
  readonly root: HTMLElement;
  readonly #links: HTMLElement;
  readonly #variables = element("div", { class: "variables", hidden: true });
  readonly #note = element("p", { class: "dashboard-note", hidden: true });
  #shownVariables = "";

  constructor(
    readonly parts: HeaderParts,
    private readonly texts: Texts,
    private readonly chooseVariable: (name: string, values: string[]) => void,
  ) {
    this.#links = element("nav", { class: "dashboard-links", "aria-label": texts.dashboardLinks });
    const { dashboards, range, refresh, preferences } = parts;
    const controls = element("div", { class: "header-controls" }, range.root, refresh.root, preferences.root);
    this.root = element(
      "header",
      { class: "header" },
      element("a", { class: "skip-link", href: "#panels" }, texts.skipToPanels),
      element("div", { class: "header-line" }, dashboards.root, this.#links, controls),
      this.#variables,
      this.#note,
    );
  }

  showDashboard(title: string, links: HTMLElement[], notes: readonly string[]): void {
    this.parts.dashboards.update(title);
    this.#links.replaceChildren(...links);
    this.#note.hidden = notes.length === 0;
    this.#note.textContent =
      notes.length === 0 ? "" : `${this.texts.dashboardProblems(notes.length)}: ${notes.join(" ")}`;
  }

  showRange(range: TimeRange): void {
    this.parts.range.update(range);
  }

  /** Controls that would be the same stay, and with them the focus. */
  showVariables(variables: readonly ResolvedVariable[]): void {
    const key = JSON.stringify(variables);
    if (key === this.#shownVariables) return;
    this.#shownVariables = key;
    const focused = document.activeElement?.id ?? "";
    const pickers = variablePickers(variables, this.texts, this.chooseVariable);
    this.#variables.replaceChildren(...pickers);
    this.#variables.hidden = pickers.length === 0;
    if (focused.startsWith("variable-")) document.getElementById(focused)?.focus();
  }
}
