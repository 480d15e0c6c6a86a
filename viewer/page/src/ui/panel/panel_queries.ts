import { planQueries } from "../../model/plan";
import { RequestError, type Prometheus } from "../../model/prometheus";
import type { AlertRow, Panel, QueryAnswer, QueryFailure, RequestFailure, Situation } from "../../model/types";

export interface PanelAnswers {
  answers: QueryAnswer[];
  failures: QueryFailure[];
  alerts: AlertRow[];
  /** What went wrong beside the queries. */
  otherFailures: RequestFailure[];
}

/** Asks everything that a panel needs, all at once. Only an abort makes it throw. */
export async function askForPanel(
  panel: Panel,
  situation: Situation,
  width: number,
  client: Prometheus,
  signal: AbortSignal,
): Promise<PanelAnswers> {
  const found: PanelAnswers = { answers: [], failures: [], alerts: [], otherFailures: [] };
  if (panel.type === "text" || panel.type === "unknown") return found;
  if (panel.type === "alertlist") {
    const alerts = await client.alertRules(signal).catch((error: unknown) => failureOf(error, signal));
    if (Array.isArray(alerts)) found.alerts = alerts;
    else found.otherFailures.push(alerts);
    return found;
  }
  const planned = planQueries(panel, situation, width);
  await Promise.all(
    planned.map(async (query) => {
      try {
        found.answers.push(await client.query(query, signal));
      } catch (error) {
        found.failures.push({ planned: query, error: failureOf(error, signal) });
      }
    }),
  );
  // They come in any order, and panels name and colour their series by the order of the queries.
  found.answers.sort((a, b) => planned.indexOf(a.planned) - planned.indexOf(b.planned));
  return found;
}

function failureOf(error: unknown, signal: AbortSignal): RequestFailure {
  signal.throwIfAborted();
  if (error instanceof RequestError) return error.failure;
  return { kind: "nonsense", message: error instanceof Error ? error.message : String(error) };
}
