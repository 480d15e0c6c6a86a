const context = document.createElement("canvas").getContext("2d");
const widths = new Map<string, number>();

/** In CSS pixels. */
export function textWidth(text: string, font: string): number {
  if (context === null) return text.length * 7;
  const key = `${font}|${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    if (widths.size > 2000) widths.clear();
    context.font = font;
    width = context.measureText(text).width;
    widths.set(key, width);
  }
  return width;
}
