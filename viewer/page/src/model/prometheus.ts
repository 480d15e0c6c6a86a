/** Prometheus's HTTP API, through the viewer. */
import { decodeQuery, isObject } from "./prometheus/decode";
import { decodeRules, decodeSeries, decodeTexts } from "./prometheus/decode_rules";
import { RequestError } from "./prometheus/request_error";
import type { AlertRow, Labels, PlannedQuery, QueryAnswer, RequestFailure } from "./types";

export { RequestError };

type Json = Readonly<Record<string, unknown>>;

/** Seconds since 1970. */
export interface Period {
  start: number;
  end: number;
}

export interface ReceivedAnswer {
  status: number;
  body: string;
}

export class Prometheus {
  /** @param onReceived is told when an answer has come, before it is decoded */
  constructor(
    private readonly fetch: typeof globalThis.fetch,
    private readonly base = "/api/v1",
    private readonly onReceived: () => void = () => {},
  ) {}

  /** @throws RequestError; an aborted request throws the signal's reason */
  async query(planned: PlannedQuery, signal?: AbortSignal): Promise<QueryAnswer> {
    const { kind, expression: query, start, end, step } = planned;
    const json =
      kind === "instant"
        ? await this.get("query", { query, time: String(end) }, signal)
        : await this.get("query_range", { query, start: String(start), end: String(end), step: String(step) }, signal);
    return decodeQuery(planned, json);
  }

  /** The values of a label, of series that match a selector (all, if it is empty). */
  async labelValues(label: string, selector: string, period: Period, signal?: AbortSignal): Promise<string[]> {
    const path = `label/${encodeURIComponent(label)}/values`;
    return decodeTexts(await this.get(path, withSelector(selector, period), signal));
  }

  async labelNames(selector: string, period: Period, signal?: AbortSignal): Promise<string[]> {
    return decodeTexts(await this.get("labels", withSelector(selector, period), signal));
  }

  async series(selector: string, period: Period, signal?: AbortSignal): Promise<Labels[]> {
    return decodeSeries(await this.get("series", withSelector(selector, period), signal));
  }

  /** All alerting rules, with their alerts. */
  async alertRules(signal?: AbortSignal): Promise<AlertRow[]> {
    return decodeRules(await this.get("rules", { type: "alert" }, signal));
  }

  private async get(path: string, parameters: Record<string, string>, signal?: AbortSignal): Promise<Json> {
    const { status, body } = await this.received(`${this.base}/${path}?${new URLSearchParams(parameters)}`, signal);
    return parseAnswer(status, body);
  }

  private async received(url: string, signal?: AbortSignal): Promise<ReceivedAnswer> {
    try {
      const headers = { Accept: "application/json" };
      const response = await this.fetch(url, signal ? { signal, headers } : { headers });
      const body = await response.text();
      return { status: response.status, body };
    } catch (error) {
      if (signal?.aborted) throw error;
      throw new RequestError({ kind: "viewer", message: "The viewer can't be reached." });
    } finally {
      this.onReceived();
    }
  }
}

function withSelector(selector: string, { start, end }: Period): Record<string, string> {
  const period = { start: String(start), end: String(end) };
  return selector === "" ? period : { "match[]": selector, ...period };
}

/** @throws RequestError unless it is an answer of Prometheus's that tells of success */
export function parseAnswer(status: number, body: string): Json {
  if (status === 401 || status === 403) throw new RequestError({ kind: "login", message: "A log-in is needed." });
  const json = parseJson(body);
  if (status === 429) throw new RequestError({ kind: "login", message: errorOf(json) ?? "There were too many requests." });
  if (isObject(json) && json["status"] === "success") return json;
  throw new RequestError(failureOf(status, json));
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

const unavailable = new Set(["unavailable", "timeout", "canceled"]);

function errorOf(json: unknown): string | null {
  return isObject(json) && typeof json["error"] === "string" ? json["error"] : null;
}

function failureOf(status: number, json: unknown): RequestFailure {
  const message = errorOf(json);
  if (isObject(json) && message !== null) {
    const away = unavailable.has(String(json["errorType"])) || status >= 502;
    return { kind: away ? "prometheus" : "query", message };
  }
  if (status >= 502) return { kind: "prometheus", message: `Prometheus can't be reached (HTTP ${status}).` };
  const what = status === 200 ? "something that is not Prometheus's JSON" : `HTTP ${status} and nothing that explains it`;
  return { kind: "nonsense", message: `The answer was ${what}.` };
}
