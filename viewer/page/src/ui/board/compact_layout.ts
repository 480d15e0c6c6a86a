import type { GridPosition } from "../../model/types";

/**
 * Where panels stand once none covers another and none has empty lines above it that it could fill: from the top, each as
 * high as it can be, as Grafana's grid does. In the order of the panels given.
 */
export function compactLayout(wanted: readonly GridPosition[]): GridPosition[] {
  const order = wanted.map((_, index) => index).sort((a, b) => compare(wanted[a], wanted[b]));
  const placed: GridPosition[] = [];
  const found: GridPosition[] = [...wanted];
  for (const index of order) {
    const position = wanted[index];
    if (position === undefined) continue;
    let y = position.y;
    while (y > 0 && !collides({ ...position, y: y - 1 }, placed)) y -= 1;
    while (collides({ ...position, y }, placed)) y += 1;
    const settled = { ...position, y };
    placed.push(settled);
    found[index] = settled;
  }
  return found;
}

/** From the top, and from the left within a line. */
export function compare(one: GridPosition | undefined, other: GridPosition | undefined): number {
  return (one?.y ?? 0) - (other?.y ?? 0) || (one?.x ?? 0) - (other?.x ?? 0);
}

function collides(one: GridPosition, others: readonly GridPosition[]): boolean {
  return others.some(
    (other) =>
      one.x < other.x + other.w && other.x < one.x + one.w && one.y < other.y + other.h && other.y < one.y + one.h,
  );
}
