/** Durations as Grafana and Prometheus write them: "15s", "1h30m", "250ms", or seconds without a unit. */

const units: Record<string, number> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  M: 2_592_000_000,
  y: 31_536_000_000,
};

/** Milliseconds; null: no duration, or none above zero. */
export function durationMs(text: string): number | null {
  const trimmed = text.trim().replace(/^>/, "");
  if (/^\d+(\.\d+)?$/.test(trimmed)) return Number(trimmed) * 1000 || null;
  if (!/^(\d+(\.\d+)?(ms|[smhdwMy]))+$/.test(trimmed)) return null;
  let total = 0;
  for (const [, count = "", unit = ""] of trimmed.matchAll(/(\d+(?:\.\d+)?)(ms|[smhdwMy])/g)) {
    total += Number(count) * (units[unit] ?? 0);
  }
  return total > 0 && Number.isFinite(total) ? total : null;
}

const written = ["d", "h", "m", "s", "ms"].map((unit) => [unit, units[unit] ?? 1] as const);

/** A duration that Prometheus reads, in the largest unit that divides it. */
export function durationText(milliseconds: number): string {
  const whole = Math.max(1, Math.round(milliseconds));
  const [unit, size] = written.find(([, length]) => whole % length === 0) ?? ["ms", 1];
  return `${whole / size}${unit}`;
}
