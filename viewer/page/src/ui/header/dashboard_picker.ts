import { append, element } from "../dom";
import { icon } from "../icons";
import { attachPopover, type Popover } from "../overlay/popover";
import type { Texts } from "../texts/texts";
import type { DashboardList, ListedDashboard } from "../viewer_server";
import { control } from "./control";

export interface DashboardChoice {
  list: () => DashboardList;
  current: () => string;
  /** The address of a dashboard, with the time range that is shown. */
  addressOf: (uid: string) => string;
  open: (uid: string) => void;
}

/** The title of the dashboard, which opens a list of all of them with a search. */
export class DashboardPicker {
  readonly root = element("div", { class: "header-group title-group" });
  readonly #title = element("span", { class: "dashboard-title" });
  readonly #button: HTMLButtonElement;
  readonly #popover: Popover;

  constructor(
    private readonly texts: Texts,
    private readonly choice: DashboardChoice,
  ) {
    this.#button = control("dashboards", texts.dashboards, [icon("grid"), this.#title, icon("down")]);
    this.#button.classList.add("title-button");
    this.#popover = attachPopover(this.#button, "dialog", texts.dashboards, () => this.#content());
    this.root.append(element("h1", { class: "title-heading" }, this.#button), this.#popover.box);
  }

  update(title: string): void {
    this.#title.textContent = title;
    this.#button.setAttribute("aria-label", `${title}. ${this.texts.dashboards}`);
  }

  open(): void {
    this.#popover.box.showPopover();
  }

  #content(): Node[] {
    const links = element("ul", { class: "choice-list" });
    const search = element("input", {
      type: "search",
      class: "field",
      placeholder: this.texts.searchDashboards,
      "aria-label": this.texts.searchDashboards,
      autofocus: true,
    });
    const fill = (): void => this.#fill(links, search.value);
    search.addEventListener("input", fill);
    const box = element("div", { class: "picker" }, search, links);
    box.addEventListener("keydown", (event) => walkLinks(box, event));
    fill();
    return [box];
  }

  #fill(links: HTMLElement, wanted: string): void {
    const { dashboards, broken } = this.choice.list();
    const found = dashboards.filter((dashboard) => matches(dashboard, wanted));
    links.replaceChildren(...found.map((dashboard) => this.#link(dashboard)));
    if (found.length === 0) append(links, [element("li", { class: "quiet" }, this.texts.noDashboardFound)]);
    for (const { file, problem } of broken) {
      const name = element("span", {}, this.texts.brokenDashboardFile(file));
      links.append(element("li", { class: "broken-file" }, icon("warning"), name, element("small", {}, problem)));
    }
  }

  #link({ uid, title, description }: ListedDashboard): HTMLElement {
    const open = (event: MouseEvent): void => {
      // Another tab or window is the browser's business.
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.#popover.close();
      this.choice.open(uid);
    };
    const link = element(
      "a",
      {
        href: this.choice.addressOf(uid),
        "aria-current": uid === this.choice.current() ? "page" : null,
        onclick: open,
      },
      element("span", {}, title),
      description !== "" && element("small", {}, description),
    );
    return element("li", {}, link);
  }
}

function matches({ title, tags }: ListedDashboard, wanted: string): boolean {
  const text = `${title} ${tags.join(" ")}`.toLocaleLowerCase();
  return wanted
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function walkLinks(box: HTMLElement, event: KeyboardEvent): void {
  const stops = [...box.querySelectorAll<HTMLElement>("input, a")];
  const at = stops.indexOf(document.activeElement as HTMLElement);
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    const next = event.key === "ArrowDown" ? at + 1 : at - 1;
    stops[(next + stops.length) % stops.length]?.focus();
  }
  if (event.key === "Enter" && at === 0) stops[1]?.click();
}
