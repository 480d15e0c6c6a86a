import type { AlertRow, PanelData, Situation } from "../../model/types";

/** What a panel has to show. */
export interface PanelContent {
  data: PanelData;
  /** Of an alert list. */
  alerts: AlertRow[];
  situation: Situation;
}

/** The picture inside of a panel. */
export interface Visual {
  /** Draws; false: there is nothing to draw. Called again for each answer, so it changes what is there. */
  show(content: PanelContent): boolean;
  /** The latest values in words, for people who don't see the picture; empty where the picture consists of words. */
  summary(): string;
  remove(): void;
}
