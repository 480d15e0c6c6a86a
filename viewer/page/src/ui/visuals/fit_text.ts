import { textWidth } from "../text_width";

const family = 'system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif';

/** The largest size in px at which the text is at most this wide and high. */
export function fittingSize(text: string, width: number, height: number, weight: number, largest: number): number {
  const reference = 100;
  const wide = textWidth(text, `${weight} ${reference}px ${family}`) || 1;
  return Math.max(10, Math.min((width / wide) * reference, height, largest));
}
