import type { Prometheus } from "../model/prometheus";
import type { Dates } from "./dates";
import type { Crosshair } from "./graph/crosshair";
import type { RawRange, Situation } from "../model/types";
import type { SizeWatcher } from "./size_watcher";
import type { Texts } from "./texts/texts";

/** What a panel needs of the page that it stands on. */
export interface Surroundings {
  readonly texts: Texts;
  readonly dates: Dates;
  readonly client: Prometheus;
  readonly sizes: SizeWatcher;
  readonly crosshair: Crosshair;
  /** Where people open Prometheus itself; empty: unknown. */
  readonly prometheusUrl: string;
  situation(): Situation;
  changeRange(range: RawRange): void;
  zoomOut(): void;
  hiddenSeries(panel: number): ReadonlySet<string>;
  hideSeries(panel: number, keys: string[]): void;
  viewPanel(panel: number | null): void;
  viewedPanel(): number | null;
  /** For screen readers. */
  announce(text: string): void;
}
