import type { Dashboard, Panel } from "../../model/types";
import { element } from "../dom";
import { PanelView } from "../panel/panel_view";
import type { Surroundings } from "../surroundings";
import type { RefreshRound } from "./refresh_round";
import { RowView } from "./row_view";

/** The panels of a dashboard. Only those in view ask; the others do once they come into view. */
export class Board {
  readonly root = element("main", { class: "board", id: "panels", tabindex: -1 });
  readonly #rows: RowView[];
  readonly #views: PanelView[];
  readonly #inView = new Set<PanelView>();
  readonly #observer: IntersectionObserver;
  #ready = false;

  constructor(
    readonly dashboard: Dashboard,
    page: Surroundings,
    private readonly toggleRow: (id: number) => void,
    private readonly startRound: () => RefreshRound,
  ) {
    this.#rows = dashboard.rows.map((row) => {
      const views = row.panels.map((panel: Panel) => new PanelView(panel, page, row.title === null ? 2 : 3));
      return new RowView(row, views, page, () => this.toggleRow(row.id));
    });
    this.#views = this.#rows.flatMap(({ panels }) => panels);
    this.root.append(...this.#rows.map(({ root }) => root));
    if (this.#views.length === 0) this.root.append(element("p", { class: "board-empty" }, page.texts.dashboardEmpty));
    this.#observer = new IntersectionObserver((entries) => this.#seen(entries), { rootMargin: "150px 0px" });
    for (const { root } of this.#views) this.#observer.observe(root);
  }

  /** Asks for everything anew: another range, other variables, or simply later. */
  refresh(): void {
    this.#ready = true;
    for (const view of this.#views) {
      if (!this.#inView.has(view)) view.abort();
      view.outdated = true;
    }
    this.#loadInView();
  }

  redraw(): void {
    for (const view of this.#views) view.redraw();
  }

  /** `toggled`: ids of the rows that are not as the dashboard was saved; `viewed`: the only panel that is shown. */
  arrange(toggled: readonly number[], viewed: number | null): void {
    const exists = this.#views.some(({ panel }) => panel.id === viewed);
    this.root.classList.toggle("viewing", exists);
    for (const row of this.#rows) {
      const holdsViewed = exists && row.panels.some(({ panel }) => panel.id === viewed);
      row.open = holdsViewed || row.row.collapsed === toggled.includes(row.row.id);
      row.root.hidden = exists && !holdsViewed;
      for (const { root, panel } of row.panels) {
        root.hidden = exists && panel.id !== viewed;
        root.classList.toggle("viewed", exists && panel.id === viewed);
      }
    }
  }

  /** The ids of rows that can be folded, and whether each is open. */
  foldableRows(): { id: number; open: boolean; collapsed: boolean }[] {
    return this.#rows
      .filter(({ row }) => row.title !== null)
      .map(({ row, open }) => ({ id: row.id, open, collapsed: row.collapsed }));
  }

  has(panel: number): boolean {
    return this.#views.some((view) => view.panel.id === panel);
  }

  /** The panel that this element belongs to. */
  viewOf(inside: Element | null): PanelView | null {
    const root = inside?.closest("[data-panel]") ?? null;
    return this.#views.find((view) => view.root === root) ?? null;
  }

  remove(): void {
    this.#observer.disconnect();
    for (const view of this.#views) view.remove();
    this.root.remove();
  }

  #seen(entries: IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      const view = this.#views.find(({ root }) => root === target);
      if (view === undefined) continue;
      if (isIntersecting) this.#inView.add(view);
      else this.#inView.delete(view);
    }
    if (this.#ready) this.#loadInView();
  }

  #loadInView(): void {
    const outdated = this.#views.filter((view) => view.outdated && this.#inView.has(view));
    if (outdated.length === 0) return;
    const round = this.startRound();
    for (const view of outdated) round.add(view.load());
    round.begin();
  }
}
