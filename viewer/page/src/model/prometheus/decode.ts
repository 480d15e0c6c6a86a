/** Prometheus's answers (docs/prometheus/latest/querying/api), from either version of it. Throws RequestError on nonsense. */
import type { Bucket, Histogram, Labels, PlannedQuery, QueryAnswer, SeriesAnswer } from "../types";
import { RequestError } from "./request_error";

function nonsense(what: string): RequestError {
  return new RequestError({ kind: "nonsense", message: `Prometheus answered with something else than ${what}.` });
}

type Json = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function list(value: unknown, what: string): unknown[] {
  if (!Array.isArray(value)) throw nonsense(what);
  return value;
}

export function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}

export function labelsOf(value: unknown): Labels {
  if (!isObject(value)) throw nonsense("labels");
  return Object.fromEntries(Object.entries(value).map(([name, label]) => [name, String(label)]));
}

/** "NaN", "+Inf" and "-Inf" are numbers too. */
export function parseNumber(value: unknown): number {
  const text = typeof value === "string" ? value.trim() : value;
  if (typeof text === "number") return text;
  if (typeof text !== "string" || text === "") throw nonsense("a number");
  if (/^nan$/i.test(text)) return NaN;
  const infinity = /^([+-]?)inf(inity)?$/i.exec(text);
  if (infinity) return infinity[1] === "-" ? -Infinity : Infinity;
  const number = Number(text);
  if (Number.isNaN(number)) throw nonsense("a number");
  return number;
}

/** Milliseconds of Prometheus's seconds. */
function parseTime(value: unknown): number {
  if (typeof value !== "number" || !Number.isFinite(value)) throw nonsense("a time");
  return Math.round(value * 1000);
}

function pair(value: unknown): [time: number, value: unknown] {
  const [time, second] = list(value, "a time and a value");
  return [parseTime(time), second];
}

/** The first number says which of the two bounds belongs to the bucket: 0 the right one, 1 the left one, 2 none, 3 both. */
function parseBucket(value: unknown): Bucket {
  const [rule, left, right, count] = list(value, "a bucket");
  return {
    left: parseNumber(left),
    right: parseNumber(right),
    leftIncluded: rule === 1 || rule === 3,
    rightIncluded: rule === 0 || rule === 3,
    count: parseNumber(count),
  };
}

function parseHistogram(value: unknown): Histogram {
  if (!isObject(value)) throw nonsense("a histogram");
  const buckets = value["buckets"] === undefined ? [] : list(value["buckets"], "buckets");
  return { count: parseNumber(value["count"]), sum: parseNumber(value["sum"]), buckets: buckets.map(parseBucket) };
}

function parseSample(value: unknown): { time: number; value: number } {
  const [time, sample] = pair(value);
  return { time, value: parseNumber(sample) };
}

function parseHistogramSample(value: unknown): { time: number; histogram: Histogram } {
  const [time, histogram] = pair(value);
  return { time, histogram: parseHistogram(histogram) };
}

/** A series of a vector has one sample or histogram, one of a matrix has lists of them. */
function parseSeries(value: unknown): SeriesAnswer {
  if (!isObject(value)) throw nonsense("a series");
  const { metric, value: sample, values = [], histogram, histograms = [] } = value;
  const samples = sample === undefined ? list(values, "values") : [sample];
  const all = histogram === undefined ? list(histograms, "histograms") : [histogram];
  return { labels: labelsOf(metric), samples: samples.map(parseSample), histograms: all.map(parseHistogramSample) };
}

function seriesOf(kind: QueryAnswer["kind"], result: unknown): SeriesAnswer[] {
  if (kind === "string") return [];
  if (kind === "scalar") return [{ labels: {}, samples: [parseSample(result)], histograms: [] }];
  return list(result, "series").map(parseSeries);
}

const kinds = ["vector", "matrix", "scalar", "string"] as const;

/** The answer to a query, of its JSON. */
export function decodeQuery(planned: PlannedQuery, json: Json): QueryAnswer {
  const { data } = json;
  if (!isObject(data)) throw nonsense("the result of a query");
  const kind = kinds.find((known) => known === data["resultType"]);
  if (!kind) throw nonsense("the result of a query");
  return {
    planned,
    kind,
    series: seriesOf(kind, data["result"]),
    text: kind === "string" ? String(pair(data["result"])[1]) : "",
    warnings: texts(json["warnings"]),
    infos: texts(json["infos"]),
  };
}
