import { interpolate } from "../../model/interpolate";
import { panelData } from "../../model/panel_data";
import type { Panel, PanelData, RequestFailure } from "../../model/types";
import { element, setText } from "../dom";
import { icon } from "../icons";
import type { Surroundings } from "../surroundings";
import { makeVisual } from "../visuals/make_visual";
import type { Visual } from "../visuals/visual";
import { failureWords } from "./failure_words";
import { askForPanel, type PanelAnswers } from "./panel_queries";
import { attachPanelMenu } from "./panel_menu";
import { PanelSigns } from "./panel_signs";
import { openValuesDialog } from "./values_dialog";

type State = "loading" | "ready" | "nodata" | "error";

/** A loading line appears only where an answer takes longer than this, in ms: a flash at each refresh tells nothing. */
const patience = 400;

/** One panel: its header, its picture, and what becomes of its queries. */
export class PanelView {
  readonly root: HTMLElement;
  /** Its answers are of another moment than the page's: to be asked once it is looked at. */
  outdated = true;
  #title = "";
  readonly #heading: HTMLHeadingElement;
  readonly #body = element("div", { class: "panel-body" });
  readonly #picture = element("div", { class: "panel-picture" });
  readonly #message = element("div", { class: "panel-message", hidden: true });
  readonly #menuButton = element("button", { type: "button", class: "sign panel-menu-button" }, icon("dots"));
  readonly #signs: PanelSigns;
  readonly #visual: Visual;
  #request: AbortController | null = null;
  #shown: PanelAnswers | null = null;
  #data: PanelData = { frames: [], notices: [] };

  constructor(
    readonly panel: Panel,
    private readonly page: Surroundings,
    headingLevel: 2 | 3,
  ) {
    this.#heading = element(`h${headingLevel}`, { class: "panel-title" });
    this.#signs = new PanelSigns(panel, () => this.#title, page);
    this.root = element(
      "section",
      {
        class: panel.transparent ? "panel panel-transparent" : "panel",
        id: `panel-${panel.id}`,
        "data-panel": panel.id,
        "data-type": panel.type,
        tabindex: -1,
      },
      this.#header(),
      this.#body,
    );
    this.#body.append(this.#picture, this.#message);
    this.#visual = makeVisual(panel, this.#picture, page);
    this.#showTitle();
    this.#setState("loading");
  }

  /** Asks and draws. Resolves when it is drawn, or when a newer call has taken its place; then the answer is false. */
  async load(): Promise<boolean> {
    this.#request?.abort();
    const request = new AbortController();
    this.#request = request;
    this.outdated = false;
    this.#showTitle();
    const impatience = setTimeout(() => this.root.classList.add("panel-waiting"), patience);
    try {
      const found = await askForPanel(
        this.panel,
        this.page.situation(),
        this.#width(),
        this.page.client,
        request.signal,
      );
      if (this.#request !== request) return false;
      this.#receive(found);
      return true;
    } catch (error) {
      if (!request.signal.aborted) throw error;
      return false;
    } finally {
      clearTimeout(impatience);
      if (this.#request === request) this.root.classList.remove("panel-waiting");
    }
  }

  /** Draws the same answers anew: another theme, other series hidden. */
  redraw(): void {
    if (this.#shown !== null) this.#draw(this.#shown);
  }

  abort(): void {
    this.#request?.abort();
  }

  remove(): void {
    this.#request?.abort();
    this.#visual.remove();
    this.root.remove();
  }

  showValues(): void {
    openValuesDialog(this.panel, this.#title, this.#data, this.page);
  }

  toggleLegend(): void {
    this.#picture.classList.toggle("legend-hidden");
  }

  #header(): HTMLElement {
    const menu = attachPanelMenu(this.#menuButton, this.panel, this.page, () => this.showValues());
    const space = element("span", { class: "panel-header-space" });
    const label = this.page.texts.leaveFullScreen;
    const leave = element(
      "button",
      {
        type: "button",
        class: "sign leave-view",
        "aria-label": label,
        title: label,
        onclick: () => this.page.viewPanel(null),
      },
      icon("shrink"),
    );
    return element(
      "header",
      { class: "panel-header" },
      this.#heading,
      this.#signs.root,
      space,
      leave,
      this.#menuButton,
      menu,
    );
  }

  /** Variables in it may have other values by now. */
  #showTitle(): void {
    const named = interpolate(this.panel.title, this.page.situation());
    this.#title = named || this.page.texts.untitledPanel;
    setText(this.#heading, named);
    this.#heading.hidden = named === "";
    this.#heading.title = named;
    this.#menuButton.setAttribute("aria-label", this.page.texts.panelMenu(this.#title));
    this.root.setAttribute("aria-label", this.#title);
  }

  #receive(found: PanelAnswers): void {
    const failures = [...found.failures.map(({ error }) => error), ...found.otherFailures];
    if (failures.length > 0 && found.answers.length === 0) {
      this.#fail(failures);
      return;
    }
    this.#shown = found;
    this.#draw(found);
  }

  #draw(found: PanelAnswers): void {
    const situation = this.page.situation();
    this.#data = panelData(this.panel, found.answers, situation);
    // Hidden elements have no size, and the picture is drawn at the size that it has.
    this.#picture.hidden = false;
    const some = this.#visual.show({ data: this.#data, alerts: found.alerts, situation });
    const errors = failureWords(
      found.failures.map(({ error }) => error),
      this.page.texts,
    );
    this.#signs.show(this.#data.notices, errors);
    this.root.classList.remove("panel-stale");
    this.#picture.hidden = !some;
    this.#labelPicture();
    if (errors.length > 0)
      this.#setState("error", element("div", { class: "for-screen-readers" }, ...errorLines(errors)));
    else if (some) this.#setState("ready");
    else this.#setState("nodata", this.#noData());
  }

  #noData(): HTMLElement {
    const { notices } = this.#data;
    const why = notices.length > 0 && element("p", { class: "notices" }, notices.join(" "));
    return element(
      "div",
      { class: "no-data" },
      element("p", { "data-nodata": true }, this.panel.fieldConfig.defaults.noValue || this.page.texts.noData),
      why,
    );
  }

  /** The words of Prometheus, over the last picture if there is one. */
  #fail(failures: RequestFailure[]): void {
    const errors = failureWords(failures, this.page.texts);
    this.#signs.show(this.#data.notices, errors);
    const hasPicture = this.#shown !== null && !this.#picture.hidden;
    this.root.classList.toggle("panel-stale", hasPicture);
    this.#picture.hidden = !hasPicture;
    const note = hasPicture && element("p", {}, this.page.texts.keptPicture);
    this.#setState("error", element("div", { class: "error-words", tabindex: 0 }, ...errorLines(errors), note));
  }

  #labelPicture(): void {
    const picture = this.#picture.querySelector("[role=img]");
    picture?.setAttribute("aria-label", this.page.texts.chartLabel(this.#title, this.#visual.summary()));
  }

  #setState(state: State, message: HTMLElement | null = null): void {
    const before = this.root.dataset["state"];
    this.root.dataset["state"] = state;
    this.#message.hidden = message === null;
    if (message === null) this.#message.replaceChildren();
    else if (this.#message.textContent !== message.textContent) this.#message.replaceChildren(message);
    if (state === "error" && before !== "error")
      this.page.announce(`${this.#title}: ${message?.textContent ?? this.page.texts.failed}`);
    this.root.setAttribute("aria-busy", String(state === "loading"));
  }

  #width(): number {
    return this.#picture.clientWidth || this.#body.clientWidth || 600;
  }
}

function errorLines(errors: string[]): HTMLElement[] {
  return errors.map((error) => element("p", { "data-error": true }, error));
}
