/** What a field is called where nobody gave it a name (Grafana's getFieldDisplayName). */
import { valueName, type SourceField, type SourceFrame } from "./source_frames";
import type { Labels } from "./types";

/** {a="1", b="2"} */
export function formatLabels(labels: Labels): string {
  const pairs = Object.keys(labels)
    .sort()
    .map((name) => `${name}="${labels[name]}"`);
  return pairs.length > 0 ? `{${pairs.join(", ")}}` : "";
}

/** The name of the only label that there is in all frames, or null. */
function onlyLabel(frames: readonly SourceFrame[]): string | null {
  const names = new Set(frames.flatMap((frame) => frame.fields.flatMap((field) => Object.keys(field.labels ?? {}))));
  return names.size === 1 ? ([...names][0] ?? null) : null;
}

function labelText(field: SourceField, frames: readonly SourceFrame[]): string {
  if (!field.labels) return "";
  const only = onlyLabel(frames);
  return only !== null ? (field.labels[only] ?? "") : formatLabels(field.labels);
}

/** Fields of one name in one frame are numbered. */
function numbered(field: SourceField, frame: SourceFrame): string {
  const same = frame.fields.filter((other) => other.name === field.name);
  return same.length > 1 ? `${field.name} ${same.indexOf(field) + 1}` : field.name;
}

/** @param given the display name of the panel's settings; empty: none */
export function fieldTitle(field: SourceField, frame: SourceFrame, frames: readonly SourceFrame[], given = ""): string {
  const named = given || field.renamed || field.legend;
  if (named) return named;
  if (field.type === "time" && !field.labels) return numbered(field, frame);
  const framesDiffer = frames.some((other) => other.name !== frames[0]?.name);
  const parts: string[] = [];
  if (framesDiffer && frame.name) parts.push(frame.name);
  if (field.name !== valueName) parts.push(field.name);
  const labels = labelText(field, frames);
  if (labels) parts.push(labels);
  if (parts.length === 0 && frame.name) parts.push(frame.name);
  const title = parts.filter(Boolean).join(" ") || field.name || valueName;
  return title === field.name ? numbered(field, frame) : title;
}
