/**
 * Gaps of at most `longest` milliseconds are closed: uPlot draws over `undefined`, and not over null. The times are those of
 * the values.
 */
export function closeShortGaps(
  times: readonly number[],
  values: readonly (number | null)[],
  longest: number,
): (number | null | undefined)[] {
  const closed: (number | null | undefined)[] = [...values];
  let last = -1;
  for (let at = 0; at < values.length; at += 1) {
    if (values[at] === null) continue;
    if (last >= 0 && at - last > 1 && (times[at] ?? 0) - (times[last] ?? 0) <= longest)
      closed.fill(undefined, last + 1, at);
    last = at;
  }
  return closed;
}
