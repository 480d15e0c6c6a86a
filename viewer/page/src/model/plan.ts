/** Which queries a panel asks, over which time and with which step (as Grafana's Prometheus data source does). */
import { durationMs } from "./duration";
import { interpolateQuery, type Step } from "./interpolate";
import { allowedStep, intervalFor, mostPoints } from "./interval";
import type { Panel, PlannedQuery, Query, Situation } from "./types";
import { zoneOffset } from "./zoned_time";

/** How often Prometheus scrapes, as far as Grafana's data source is told. */
const scrapeIntervalMs = 15_000;

function minimumOf(text: string, situation: Situation): number | null {
  return durationMs(interpolateQuery(text, situation, null));
}

export function planQueries(panel: Panel, situation: Situation, widthPx: number): PlannedQuery[] {
  const asked = panel.queries.filter((query) => !query.hidden && query.expression.trim() !== "");
  return asked.flatMap((query) => planQuery(query, panel, situation, widthPx));
}

function planQuery(query: Query, panel: Panel, situation: Situation, widthPx: number): PlannedQuery[] {
  const { range } = situation;
  const rangeMs = Math.max(1, range.to - range.from);
  const wanted = panel.maxDataPoints ?? Math.round(widthPx);
  const points = Math.min(mostPoints, Math.max(1, wanted));
  const panelMinimum = minimumOf(panel.interval, situation) ?? scrapeIntervalMs;
  const queryMinimum = minimumOf(query.interval, situation);
  const stepMs = allowedStep(rangeMs, intervalFor(rangeMs, points, queryMinimum ?? panelMinimum) * query.intervalFactor);
  const ratedInterval = intervalFor(rangeMs, points, panelMinimum);
  const scrape = queryMinimum ?? scrapeIntervalMs;
  const step: Step = { intervalMs: stepMs, rateIntervalMs: Math.max(ratedInterval + scrape, 4 * scrape) };
  const expression = interpolateQuery(query.expression, situation, step);
  const both = query.instant && query.range;
  const planned: PlannedQuery[] = [];
  if (query.range) {
    const period = alignedPeriod(situation, stepMs);
    planned.push({ ...period, refId: query.refId, kind: "range", expression, step: stepMs / 1000, query });
  }
  if (query.instant) {
    const moment = range.to / 1000;
    const refId = both ? `${query.refId}_Instant` : query.refId;
    planned.push({ refId, kind: "instant", expression, start: moment, end: moment, step: stepMs / 1000, query });
  }
  return planned;
}

/** On multiples of the step in local time, so that points stay where they are from one refresh to the next. */
function alignedPeriod({ range, timeZone }: Situation, stepMs: number): { start: number; end: number } {
  const offset = zoneOffset(range.to, timeZone);
  const aligned = (time: number) => (Math.floor((time + offset) / stepMs) * stepMs - offset) / 1000;
  return { start: aligned(range.from), end: aligned(range.to) };
}
