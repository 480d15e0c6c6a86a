/** From the answers of a panel's queries to its frames: framed, transformed, and with their looks. */
import { applyOverrides } from "./field_overrides";
import { framesOf } from "./frames";
import { interpolate } from "./interpolate";
import { transform } from "./transformations";
import type { Panel, PanelData, QueryAnswer, Situation } from "./types";

export function panelData(panel: Panel, answers: readonly QueryAnswer[], situation: Situation): PanelData {
  const { frames, notices } = framesOf(answers);
  const transformed = transform(frames, panel.transformations);
  const named = applyOverrides(transformed, panel, situation, (text) => interpolate(text, situation));
  return { frames: named, notices: [...new Set([...notices, ...misplacedHistograms(panel, named)])] };
}

/** A histogram can be drawn as a heatmap only. */
function misplacedHistograms(panel: Panel, frames: PanelData["frames"]): string[] {
  const misplaced = panel.type !== "heatmap" && panel.type !== "table" && frames.some((frame) => frame.kind === "heatmap");
  return misplaced ? ["The query answers histograms. A heatmap can show them; histogram_quantile() makes lines of them."] : [];
}
