/** Colours between colours. */

type Rgb = readonly [red: number, green: number, blue: number];

function parseHex(color: string): Rgb {
  const digits = color.replace("#", "");
  const channel = (at: number) => Number.parseInt(digits.slice(at, at + 2), 16) || 0;
  return [channel(0), channel(2), channel(4)];
}

/** A uniform cubic B-spline through the first and the last value (as d3-interpolate's interpolateBasis). */
function basis(t: number, before: number, left: number, right: number, after: number): number {
  const square = t * t;
  const cube = square * t;
  const sum =
    (1 - 3 * t + 3 * square - cube) * before +
    (4 - 6 * square + 3 * cube) * left +
    (1 + 3 * t + 3 * square - 3 * cube) * right +
    cube * after;
  return sum / 6;
}

/** @param colors at least two, as #rrggbb @returns the CSS colour at a share from 0 to 1 */
export function ramp(colors: string[]): (share: number) => string {
  const points = colors.map(parseHex);
  const last = points.length - 1;
  return (share) => {
    const t = Math.min(1, Math.max(0, Number.isNaN(share) ? 0 : share));
    const index = Math.min(last - 1, Math.floor(t * last));
    const channel = (which: 0 | 1 | 2): number => {
      const at = (point: number) => points[point]?.[which] ?? 0;
      const left = at(index);
      const right = at(index + 1);
      const before = index > 0 ? at(index - 1) : 2 * left - right;
      const after = index < last - 1 ? at(index + 2) : 2 * right - left;
      return Math.round(Math.min(255, Math.max(0, basis(t * last - index, before, left, right, after))));
    };
    return `rgb(${channel(0)}, ${channel(1)}, ${channel(2)})`;
  };
}
