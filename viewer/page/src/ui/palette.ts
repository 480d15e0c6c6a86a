/** The page's colours for what is drawn on a canvas; CSS has them as variables. */
export interface Palette {
  text: string;
  grid: string;
  panel: string;
}

export function palette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string): string => style.getPropertyValue(name).trim();
  return { text: read("--quiet"), grid: read("--grid"), panel: read("--panel") };
}

export const canvasFont = '11px system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif';
