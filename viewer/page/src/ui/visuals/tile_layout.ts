import type { Orientation } from "../../model/types";

export interface TileLayout {
  columns: number;
  width: number;
  height: number;
}

const gap = 8;
/**
 * How tiles share a panel: beside each other, below each other, or as a grid whose tiles come near
 * a shape, which is width by height.
 */
export function layOut(
  count: number,
  orientation: Orientation,
  width: number,
  height: number,
  shape: number,
): TileLayout {
  if (orientation === "vertical") return withColumns(count, count, width, height);
  if (orientation === "horizontal") return withColumns(count, 1, width, height);
  let best = withColumns(count, 1, width, height);
  for (let columns = 2; columns <= count; columns += 1) {
    const candidate = withColumns(count, columns, width, height);
    if (shapeFault(candidate, shape) < shapeFault(best, shape)) best = candidate;
  }
  return best;
}

function withColumns(count: number, columns: number, width: number, height: number): TileLayout {
  const rows = Math.ceil(count / columns);
  return { columns, width: (width - gap * (columns - 1)) / columns, height: (height - gap * (rows - 1)) / rows };
}

function shapeFault({ width, height }: TileLayout, shape: number): number {
  return Math.abs(Math.log(Math.max(width, 1) / Math.max(height, 1) / shape));
}
