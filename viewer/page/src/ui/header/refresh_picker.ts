import { refreshIntervals } from "../../model/time_range";
import type { Dates } from "../dates";
import { element, setText } from "../dom";
import { icon } from "../icons";
import { attachMenu } from "../overlay/menu";
import type { Texts } from "../texts/texts";
import { control } from "./control";

export interface RefreshActions {
  /** Such as "15s"; empty: off. */
  interval: () => string;
  choose: (interval: string) => void;
  now: () => void;
}

/** Refreshing: now, or every so often. Tells when it last happened. */
export class RefreshPicker {
  readonly root: HTMLElement;
  readonly #time = element("span", { class: "refresh-time" });
  readonly #interval = element("span", { class: "refresh-interval" });
  readonly #nowButton: HTMLButtonElement;
  readonly #menuButton: HTMLButtonElement;

  constructor(
    private readonly texts: Texts,
    private readonly dates: Dates,
    private readonly actions: RefreshActions,
  ) {
    this.#nowButton = control("refresh-now", texts.refreshNow, [icon("refresh"), this.#time], () => actions.now());
    this.#menuButton = control("refresh", texts.refreshEvery, [this.#interval, icon("down")]);
    const menu = attachMenu(this.#menuButton, texts.refreshEvery, () =>
      refreshIntervals.map((interval) => ({
        label: interval === "" ? texts.refreshOff : interval,
        checked: interval === actions.interval(),
        choose: () => actions.choose(interval),
      })),
    );
    this.root = element("div", { class: "header-group joined refresh" }, this.#nowButton, this.#menuButton, menu);
    this.update();
  }

  update(): void {
    const interval = this.actions.interval();
    setText(this.#interval, interval === "" ? this.texts.refreshOff : interval);
    const name = interval === "" ? this.texts.refreshOff : this.texts.refreshInterval(interval);
    this.#menuButton.setAttribute("aria-label", `${this.texts.refreshEvery}: ${name}`);
  }

  refreshing(): void {
    this.root.classList.add("refreshing");
  }

  refreshed(time: number): void {
    this.root.classList.remove("refreshing");
    setText(this.#time, this.dates.clock(time));
    const name = `${this.texts.refreshNow}. ${this.texts.refreshedAt(this.dates.clock(time))}`;
    this.#nowButton.title = name;
    this.#nowButton.setAttribute("aria-label", name);
  }
}
