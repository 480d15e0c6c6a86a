import { parseDashboard } from "../model/dashboard";
import { Prometheus } from "../model/prometheus";
import { parseRange, shift, zoomOut } from "../model/time_range";
import type { Dashboard, Language, PageState, RawRange, ResolvedVariable, Situation, TimeRange } from "../model/types";
import { resolveVariables } from "../model/variables";
import { Address } from "./address";
import { Banner } from "./banner";
import { Board } from "./board/board";
import { RefreshRound } from "./board/refresh_round";
import { Dates } from "./dates";
import { element } from "./dom";
import { Crosshair } from "./graph/crosshair";
import { dashboardLinks } from "./header/dashboard_links";
import { DashboardPicker } from "./header/dashboard_picker";
import { Header } from "./header/header";
import { Preferences } from "./header/preferences";
import { RangePicker } from "./header/range_picker";
import { RefreshPicker } from "./header/refresh_picker";
import { Announcer } from "./overlay/announcer";
import { RefreshClock } from "./refresh_clock";
import { RequestQueue } from "./request_queue";
import { openShortcutsDialog } from "./shortcuts_dialog";
import { SizeWatcher } from "./size_watcher";
import type { Surroundings } from "./surroundings";
import { languageInForce, textsOf, type Texts } from "./texts/texts";
import { dress, onSystemThemeChange, themeInForce } from "./theme";
import { ServerFailure, ViewerServer, type DashboardList, type ViewerConfig } from "./viewer_server";

const requestsAtOnce = 6;
/** Where nothing else refreshes, what failed is asked again after so many ms. */
const retryAfter = 15_000;
const lastResort: RawRange = { from: "now-6h", to: "now" };

/** The whole page: what the user chose, what is shown of it, and the way from one to the other. */
export class Page {
  readonly #address = new Address();
  readonly #banner = new Banner();
  readonly #announcer = new Announcer();
  readonly #sizes = new SizeWatcher();
  readonly #clock = new RefreshClock(() => void this.#refresh());
  readonly #queue: RequestQueue;
  readonly #server: ViewerServer;
  readonly #client: Prometheus;
  #lastReceived = 0;
  #state: PageState;
  #language: Language = "en";
  #config: ViewerConfig = { version: "", prometheusUrl: "" };
  #list: DashboardList = { dashboards: [], broken: [] };
  #dashboard: Dashboard | null = null;
  #json: { uid: string; value: unknown } | null = null;
  #board: Board | null = null;
  #header: Header | null = null;
  #range: TimeRange;
  #variables: ResolvedVariable[] = [];
  #loading: AbortController | null = null;
  #now = Date.now();

  constructor(private readonly host: HTMLElement) {
    this.#queue = new RequestQueue(
      requestsAtOnce,
      (input, init) => this.#watchedFetch(input, init),
      () => (this.#lastReceived = performance.now()),
    );
    this.#server = new ViewerServer(this.#queue.fetch);
    this.#client = new Prometheus(this.#queue.fetch);
    this.#state = this.#address.read();
    this.#range = this.#rangeAt(this.#now);
    this.#address.onBack((state) => this.#apply(state));
    onSystemThemeChange(() => this.#changeTheme());
  }

  /** Asks the viewer what there is, and shows the dashboard that the address names. */
  async start(): Promise<void> {
    this.#buildFrame();
    try {
      [this.#config, this.#list] = await Promise.all([this.#server.config(), this.#server.dashboards()]);
    } catch (error) {
      this.#failed(error);
      setTimeout(() => void this.start(), retryAfter / 3);
      return;
    }
    await this.#openDashboard();
  }

  // ---- What the user does ----

  changeRange(range: RawRange): void {
    this.#go({ ...this.#state, range }, "push");
  }

  shiftRange(direction: -1 | 1): void {
    this.changeRange(shift(this.#rangeAt(Date.now()), direction));
  }

  zoomOut(): void {
    this.changeRange(zoomOut(this.#rangeAt(Date.now())));
  }

  makeRangeAbsolute(): void {
    const { from, to } = this.#rangeAt(Date.now());
    this.changeRange({ from: String(from), to: String(to) });
  }

  refreshNow(): void {
    void this.#refresh();
  }

  viewPanel(viewPanel: number | null): void {
    if (viewPanel !== this.#state.viewPanel) this.#go({ ...this.#state, viewPanel }, "push");
  }

  /** The panel with the focus, or else under the pointer. */
  panelAtHand(): ReturnType<Board["viewOf"]> {
    const pointed = [...document.querySelectorAll("[data-panel]:hover")].at(-1) ?? null;
    return this.#board?.viewOf(document.activeElement) ?? this.#board?.viewOf(pointed) ?? null;
  }

  toggleViewedPanel(): void {
    if (this.#state.viewPanel !== null) this.viewPanel(null);
    else this.viewPanel(this.panelAtHand()?.panel.id ?? null);
  }

  searchDashboards(): void {
    this.#header?.parts.dashboards.open();
  }

  showShortcuts(): void {
    openShortcutsDialog(this.#texts);
  }

  nextTheme(): void {
    const order = ["auto", "dark", "light"] as const;
    const theme = order[(order.indexOf(this.#state.theme) + 1) % order.length] ?? "auto";
    this.#go({ ...this.#state, theme }, "replace");
  }

  /** Folds all rows, or unfolds all if all are folded. */
  toggleAllRows(): void {
    const rows = this.#board?.foldableRows() ?? [];
    const open = !rows.some((row) => row.open);
    const toggledRows = rows.filter(({ collapsed }) => collapsed === open).map(({ id }) => id);
    this.#go({ ...this.#state, toggledRows }, "replace");
  }

  // ---- From the address to what is shown ----

  #go(state: PageState, how: "push" | "replace"): void {
    this.#address.write(state, how);
    this.#apply(state);
  }

  #apply(next: PageState): void {
    const before = this.#state;
    this.#state = next;
    if (languageInForce(next.language, navigator.languages) !== this.#language) {
      this.#buildFrame();
      void this.#openDashboard();
      return;
    }
    if (next.dashboard !== before.dashboard && next.dashboard !== this.#dashboard?.uid) {
      void this.#openDashboard();
      return;
    }
    this.#changeTheme();
    this.#header?.parts.refresh.update();
    this.#clock.interval = this.#refreshInterval;
    this.#board?.arrange(next.toggledRows, next.viewPanel);
    if (differs(next.hiddenSeries, before.hiddenSeries)) this.#board?.redraw();
    if (next.viewPanel !== before.viewPanel) this.#viewChanged(before.viewPanel);
    if (differs([next.range, next.variables], [before.range, before.variables])) void this.#refresh();
  }

  #viewChanged(before: number | null): void {
    if (this.#state.viewPanel !== null && this.#board?.has(this.#state.viewPanel) === false) {
      this.#announcer.say(this.#texts.panelMissing(this.#state.viewPanel));
    }
    const panel = document.getElementById(`panel-${this.#state.viewPanel ?? before}`);
    panel?.focus({ preventScroll: this.#state.viewPanel !== null });
  }

  #changeTheme(): void {
    const theme = themeInForce(this.#state.theme);
    this.#header?.parts.preferences.update();
    if (document.documentElement.dataset["theme"] === theme) return;
    dress(theme, this.#language);
    this.#board?.redraw();
  }

  /** The header and the place for the panels, in the language in force. */
  #buildFrame(): void {
    this.#language = languageInForce(this.#state.language, navigator.languages);
    dress(themeInForce(this.#state.theme), this.#language);
    this.#board?.remove();
    this.#board = null;
    this.#header = this.#makeHeader();
    this.#header.showRange(this.#range);
    this.host.replaceChildren(this.#header.root, this.#banner.root, this.#announcer.region);
    document.title = this.#texts.productName;
  }

  #makeHeader(): Header {
    const [texts, dates] = [this.#texts, this.#dates];
    const change = (changed: Partial<PageState>, how: "push" | "replace"): void =>
      this.#go({ ...this.#state, ...changed }, how);
    const dashboards = new DashboardPicker(texts, {
      list: () => this.#list,
      current: () => this.#dashboard?.uid ?? "",
      addressOf: (uid) => this.#address.of(this.#stateOfDashboard(uid, { time: true, variables: false })),
      open: (uid) => this.#go(this.#stateOfDashboard(uid, { time: true, variables: false }), "push"),
    });
    const range = new RangePicker(texts, dates, {
      range: () => this.#rangeAt(Date.now()),
      change: (chosen) => this.changeRange(chosen),
      shift: (direction) => this.shiftRange(direction),
      zoomOut: () => this.zoomOut(),
    });
    const refresh = new RefreshPicker(texts, dates, {
      interval: () => this.#refreshInterval,
      choose: (interval) => change({ refresh: interval }, "replace"),
      now: () => this.refreshNow(),
    });
    const preferences = new Preferences(texts, {
      state: () => this.#state,
      chooseTheme: (theme) => change({ theme }, "replace"),
      chooseLanguage: (language) => change({ language }, "replace"),
      showShortcuts: () => this.showShortcuts(),
    });
    return new Header({ dashboards, range, refresh, preferences }, texts, (name, values) =>
      change({ variables: { ...this.#state.variables, [name]: values } }, "push"),
    );
  }

  #stateOfDashboard(uid: string, keeps: { time: boolean; variables: boolean }): PageState {
    const { range, refresh, variables } = this.#state;
    return {
      ...this.#state,
      dashboard: uid,
      range: keeps.time ? range : null,
      refresh: keeps.time ? refresh : null,
      variables: keeps.variables ? variables : {},
      viewPanel: null,
      hiddenSeries: {},
      toggledRows: [],
    };
  }

  async #openDashboard(): Promise<void> {
    const uid = this.#state.dashboard || (this.#list.dashboards[0]?.uid ?? "");
    this.#loading?.abort();
    this.#board?.remove();
    this.#board = null;
    if (uid === "") {
      this.#showMessage(this.#texts.noDashboards);
      return;
    }
    const wanted = this.#state;
    try {
      // The language changes without another look at the file.
      if (this.#json?.uid !== uid) this.#json = { uid, value: await this.#server.dashboard(uid) };
    } catch (error) {
      if (wanted === this.#state) this.#dashboardFailed(error, uid);
      return;
    }
    if (wanted.dashboard !== this.#state.dashboard) return;
    this.#show(parseDashboard(this.#json.value, uid));
  }

  #show(dashboard: Dashboard): void {
    this.#dashboard = dashboard;
    this.#variables = [];
    this.#now = Date.now();
    this.#range = this.#rangeAt(this.#now);
    const surroundings = this.#surroundings();
    surroundings.crosshair.mode = dashboard.crosshair;
    this.#removeMessage();
    this.#board = new Board(
      dashboard,
      surroundings,
      (row) => this.#toggleRow(row),
      () => this.#startRound(),
    );
    this.#board.arrange(this.#state.toggledRows, this.#state.viewPanel);
    this.host.append(this.#board.root);
    document.title = `${dashboard.title} – CourseBot`;
    this.#header?.showDashboard(dashboard.title, this.#links(dashboard), [
      ...dashboard.problems,
      ...dashboard.unsupported,
    ]);
    this.#header?.showRange(this.#range);
    this.#header?.parts.refresh.update();
    this.#clock.interval = this.#refreshInterval;
    performance.mark("coursebot:interactive");
    void this.#refresh();
  }

  #links(dashboard: Dashboard): HTMLElement[] {
    return dashboardLinks(dashboard.links, {
      list: this.#list,
      current: dashboard.uid,
      addressOf: (uid, keeps) => this.#address.of(this.#stateOfDashboard(uid, keeps)),
      open: (uid, keeps) => this.#go(this.#stateOfDashboard(uid, keeps), "push"),
    });
  }

  #toggleRow(id: number): void {
    const others = this.#state.toggledRows.filter((row) => row !== id);
    const toggledRows = others.length < this.#state.toggledRows.length ? others : [...others, id];
    this.#go({ ...this.#state, toggledRows }, "replace");
  }

  // ---- Asking ----

  async #refresh(): Promise<void> {
    const [dashboard, board] = [this.#dashboard, this.#board];
    if (dashboard === null || board === null) return;
    this.#loading?.abort();
    const loading = new AbortController();
    this.#loading = loading;
    this.#clock.begun();
    this.#now = Date.now();
    this.#range = this.#rangeAt(this.#now);
    this.#header?.showRange(this.#range);
    if (dashboard.variables.length > 0) await this.#resolveVariables(dashboard, loading.signal);
    if (this.#loading !== loading || loading.signal.aborted) return;
    this.#header?.showVariables(this.#variables);
    board.refresh();
  }

  async #resolveVariables(dashboard: Dashboard, signal: AbortSignal): Promise<void> {
    try {
      this.#variables = await resolveVariables(
        dashboard.variables,
        this.#state.variables,
        this.#client,
        this.#range,
        signal,
      );
    } catch (error) {
      if (!signal.aborted) this.#failed(error);
    }
  }

  #startRound(): RefreshRound {
    this.#header?.parts.refresh.refreshing();
    return new RefreshRound(
      () => this.#lastReceived || performance.now(),
      () => this.#roundEnded(),
    );
  }

  #roundEnded(): void {
    this.#header?.parts.refresh.refreshed(Date.now());
    const failed = this.#board?.root.querySelector("[data-state=error]") !== null;
    if (failed && this.#refreshInterval === "") this.#clock.begun(retryAfter);
  }

  /** Notices whether the viewer answers at all, whoever asks. */
  async #watchedFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
    try {
      const answer = await fetch(input, init);
      if (answer.status === 401) this.#showLogin();
      else this.#banner.hide();
      return answer;
    } catch (error) {
      if (init?.signal?.aborted !== true) this.#banner.show(this.#texts.viewerAway);
      throw error;
    }
  }

  #failed(error: unknown): void {
    if (error instanceof ServerFailure && error.kind === "login") this.#showLogin();
    else this.#banner.show(this.#texts.viewerAway);
  }

  #showLogin(): void {
    this.#banner.show(this.#texts.loginNeeded, { label: this.#texts.loginAgain, press: () => location.reload() });
  }

  #dashboardFailed(error: unknown, uid: string): void {
    const kind = error instanceof ServerFailure ? error.kind : "viewer";
    if (kind === "missing") this.#showMessage(this.#texts.dashboardUnknown(uid));
    else if (kind === "broken") this.#showMessage(this.#texts.dashboardBroken, String((error as Error).message));
    else this.#failed(error);
    if (kind === "viewer") setTimeout(() => this.#board === null && void this.#openDashboard(), retryAfter / 3);
  }

  #showMessage(text: string, detail = ""): void {
    this.#removeMessage();
    this.#dashboard = null;
    this.#header?.showDashboard(this.#texts.dashboards, [], []);
    const words = element("p", { class: "page-message-text" }, text);
    this.host.append(
      element(
        "main",
        { class: "page-message", id: "panels", tabindex: -1 },
        words,
        detail !== "" && element("p", { class: "quiet" }, detail),
      ),
    );
  }

  #removeMessage(): void {
    this.host.querySelector(".page-message")?.remove();
  }

  // ---- What panels need ----

  #surroundings(): Surroundings {
    return {
      texts: this.#texts,
      dates: this.#dates,
      client: this.#client,
      sizes: this.#sizes,
      crosshair: new Crosshair(),
      prometheusUrl: this.#config.prometheusUrl,
      situation: () => this.#situation(),
      changeRange: (range) => this.changeRange(range),
      zoomOut: () => this.zoomOut(),
      hiddenSeries: (panel) => new Set(this.#state.hiddenSeries[panel] ?? []),
      hideSeries: (panel, keys) => this.#hideSeries(panel, keys),
      viewPanel: (panel) => this.viewPanel(panel),
      viewedPanel: () => this.#state.viewPanel,
      announce: (text) => this.#announcer.say(text),
    };
  }

  /** The panel draws itself; nothing else changes. */
  #hideSeries(panel: number, keys: string[]): void {
    const { [panel]: _, ...others } = this.#state.hiddenSeries;
    this.#state = { ...this.#state, hiddenSeries: keys.length === 0 ? others : { ...others, [panel]: keys } };
    this.#address.write(this.#state, "replace");
  }

  #situation(): Situation {
    return {
      range: this.#range,
      now: this.#now,
      timeZone: this.#dates.timeZone,
      theme: themeInForce(this.#state.theme),
      language: this.#language,
      variables: this.#variables,
      dashboard: { uid: this.#dashboard?.uid ?? "", title: this.#dashboard?.title ?? "" },
    };
  }

  #rangeAt(now: number): TimeRange {
    const timeZone = this.#dates.timeZone;
    const wanted = this.#state.range ?? this.#dashboard?.time ?? lastResort;
    const found = parseRange(wanted, now, timeZone) ?? parseRange(lastResort, now, timeZone);
    return found ?? { from: now - 6 * 3_600_000, to: now, raw: lastResort };
  }

  get #refreshInterval(): string {
    return this.#state.refresh ?? this.#dashboard?.refresh ?? "";
  }

  get #texts(): Texts {
    return textsOf(this.#language);
  }

  get #dates(): Dates {
    return new Dates(this.#language, this.#dashboard?.timeZone ?? "browser");
  }
}

function differs(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) !== JSON.stringify(other);
}
