import { refreshMs } from "../model/time_range";

/** Calls for a refresh every so often, but not while nobody looks at the page. */
export class RefreshClock {
  #timer: number | undefined;
  #interval = 0;
  #last = 0;

  constructor(private readonly refresh: () => void) {
    document.addEventListener("visibilitychange", () => this.#plan());
  }

  /** Such as "15s"; empty: never. */
  set interval(interval: string) {
    this.#interval = refreshMs(interval) ?? 0;
    this.#plan();
  }

  /** A refresh has begun; the next is due an interval from here. `soon`: in so many ms, whatever the interval. */
  begun(soon: number | null = null): void {
    this.#last = Date.now();
    this.#plan(soon);
  }

  #plan(soon: number | null = null): void {
    clearTimeout(this.#timer);
    const after = soon ?? this.#interval;
    if (after === 0 || document.hidden) return;
    this.#timer = window.setTimeout(() => this.refresh(), Math.max(0, this.#last + after - Date.now()));
  }
}
