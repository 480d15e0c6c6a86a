import { describeRange } from "../../model/range_text";
import { parseMoment, quickRanges } from "../../model/time_range";
import type { RawRange, TimeRange } from "../../model/types";
import { wallClock, type Dates } from "../dates";
import { element, setText } from "../dom";
import { icon } from "../icons";
import { attachPopover } from "../overlay/popover";
import type { Texts } from "../texts/texts";
import { control } from "./control";

export interface RangeActions {
  range: () => TimeRange;
  change: (range: RawRange) => void;
  shift: (direction: -1 | 1) => void;
  zoomOut: () => void;
}

/** The time range: quick ones, an absolute one, and steps back, forward and out. */
export class RangePicker {
  readonly root: HTMLElement;
  readonly #text = element("span", { class: "range-text" });
  readonly #button: HTMLButtonElement;

  constructor(
    private readonly texts: Texts,
    private readonly dates: Dates,
    private readonly actions: RangeActions,
  ) {
    this.#button = control("range", texts.timeRange, [icon("clock"), this.#text, icon("down")]);
    const popover = attachPopover(this.#button, "dialog", texts.timeRange, (close) => [this.#content(close)]);
    this.root = element(
      "div",
      { class: "header-group joined range" },
      control("back", texts.shiftBack, [icon("left")], () => actions.shift(-1)),
      this.#button,
      control("forward", texts.shiftForward, [icon("right")], () => actions.shift(1)),
      control("zoom-out", texts.zoomOut, [icon("zoomOut")], () => actions.zoomOut()),
      popover.box,
    );
  }

  update(range: TimeRange): void {
    const { language, timeZone } = this.dates;
    const text = describeRange(range.raw, language, timeZone);
    setText(this.#text, text);
    this.#button.setAttribute("aria-label", `${this.texts.timeRange}: ${text}`);
    this.#button.title = `${this.dates.moment(range.from)} – ${this.dates.moment(range.to)}`;
  }

  #content(close: () => void): HTMLElement {
    const apply = (range: RawRange): void => {
      close();
      this.actions.change(range);
    };
    const zone = element("p", { class: "quiet" }, this.texts.timeZoneIs(this.dates.timeZone));
    return element(
      "div",
      { class: "range-box" },
      element("div", { class: "range-form" }, this.#form(apply), zone),
      this.#quick(apply),
    );
  }

  #quick(apply: (range: RawRange) => void): HTMLElement {
    const { raw } = this.actions.range();
    const items = quickRanges.map((range) => {
      const current = range.from === raw.from && range.to === raw.to;
      const text = describeRange(range, this.dates.language, this.dates.timeZone);
      const attributes = {
        type: "button",
        class: "menu-item",
        "aria-pressed": String(current),
        autofocus: current,
        onclick: () => apply(range),
      };
      return element("li", {}, element("button", attributes, text));
    });
    return element("ul", { class: "range-quick", "aria-label": this.texts.quickRanges }, ...items);
  }

  #form(apply: (range: RawRange) => void): HTMLFormElement {
    const range = this.actions.range();
    const from = this.#field("range-from", this.texts.from, written(range.raw.from, range.from, this.dates.timeZone));
    const to = this.#field("range-to", this.texts.to, written(range.raw.to, range.to, this.dates.timeZone));
    const problem = element("p", { class: "form-problem", role: "alert" });
    const submit = (event: Event): void => {
      event.preventDefault();
      const [start, end] = [this.#moment(from.input.value, false), this.#moment(to.input.value, true)];
      if (start === null || end === null) problem.textContent = this.texts.rangeInvalid;
      else if (start >= end) problem.textContent = this.texts.rangeReversed;
      else apply({ from: asChosen(from.input.value, start), to: asChosen(to.input.value, end) });
    };
    const applyButton = element("button", { type: "submit", class: "button primary" }, this.texts.apply);
    return element(
      "form",
      { onsubmit: submit },
      element("h2", { class: "popover-title" }, this.texts.absoluteRange),
      from.root,
      to.root,
      element("p", { class: "quiet", id: "range-examples" }, this.texts.rangeExamples),
      problem,
      applyButton,
    );
  }

  #field(id: string, label: string, value: string): { root: HTMLElement; input: HTMLInputElement } {
    const input = element("input", {
      class: "field",
      id,
      value,
      autocomplete: "off",
      spellcheck: "false",
      "aria-describedby": "range-examples",
    });
    const calendar = this.#calendar(input, `${label}: ${this.texts.pickMoment}`);
    return {
      input,
      root: element(
        "div",
        { class: "range-field" },
        element("label", { for: id }, label),
        element("div", { class: "field-row" }, input, calendar),
      ),
    };
  }

  /** The browser's own calendar, which writes into the field. */
  #calendar(input: HTMLInputElement, label: string): HTMLElement {
    const native = element("input", {
      type: "datetime-local",
      class: "native-calendar",
      tabindex: -1,
      "aria-hidden": "true",
      step: 1,
    });
    native.addEventListener("change", () => {
      if (native.value !== "") input.value = native.value.replace("T", " ");
    });
    const open = (): void => {
      const time = this.#moment(input.value, false) ?? Date.now();
      native.value = wallClock(time, this.dates.timeZone).replace(" ", "T");
      native.showPicker();
    };
    const button = element(
      "button",
      { type: "button", class: "button", "aria-label": label, title: label, onclick: open },
      icon("calendar"),
    );
    return element("span", { class: "calendar" }, button, native);
  }

  #moment(text: string, isEnd: boolean): number | null {
    return parseMoment(text, isEnd, { now: Date.now(), timeZone: this.dates.timeZone, weekStart: 1 });
  }
}

function written(raw: string, time: number, timeZone: string): string {
  return raw.startsWith("now") ? raw : wallClock(time, timeZone);
}

/** A relative moment stays relative. */
function asChosen(text: string, time: number): string {
  return text.trim().startsWith("now") ? text.trim() : String(time);
}
