/** Arithmetic with CSS colours: rgb of 0 to 255 and an opacity of 0 to 1. */
export interface Rgb {
  red: number;
  green: number;
  blue: number;
  alpha: number;
}

const canvas = document.createElement("canvas");
const known = new Map<string, Rgb>();

/** Reads any CSS colour by means of the browser. */
export function parseColor(css: string): Rgb {
  let color = known.get(css);
  if (color === undefined) {
    color = read(css);
    known.set(css, color);
  }
  return color;
}

function read(css: string): Rgb {
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) return { red: 128, green: 128, blue: 128, alpha: 1 };
  canvas.width = canvas.height = 1;
  context.clearRect(0, 0, 1, 1);
  context.fillStyle = css;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 255] = context.getImageData(0, 0, 1, 1).data;
  return { red, green, blue, alpha: alpha / 255 };
}

export function withOpacity(css: string, opacity: number): string {
  const { red, green, blue, alpha } = parseColor(css);
  return `rgba(${red}, ${green}, ${blue}, ${Number((alpha * opacity).toFixed(3))})`;
}

/** Relative luminance: WCAG 2.2, "relative luminance". */
export function luminance(css: string): number {
  const { red, green, blue } = parseColor(css);
  const [r = 0, g = 0, b = 0] = [red, green, blue].map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** WCAG 2.2, "contrast ratio": 1 to 21. */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** `share` of the other colour in the first. */
export function mix(one: string, other: string, share: number): string {
  const [a, b] = [parseColor(one), parseColor(other)];
  const part = (x: number, y: number): number => Math.round(x + (y - x) * share);
  return `rgb(${part(a.red, b.red)}, ${part(a.green, b.green)}, ${part(a.blue, b.blue)})`;
}

/** The colour, made darker or lighter until a text of it is readable on the background. */
export function readable(css: string, background: string, ratio: number): string {
  const goal = luminance(background) > 0.18 ? "#000" : "#fff";
  for (let share = 0; share < 1; share += 0.05) {
    const candidate = mix(css, goal, share);
    if (contrast(candidate, background) >= ratio) return candidate;
  }
  return goal;
}

/** Black or white, whichever stands out from the background. */
export function textOn(background: string): string {
  return contrast("#fff", background) >= 4.5 ? "#fff" : "#111217";
}
