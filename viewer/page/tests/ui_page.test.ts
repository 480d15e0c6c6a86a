import assert from "node:assert/strict";
import { test } from "node:test";
import type { PlannedQuery, Situation } from "../src/model/types";
import { Dates, wallClock } from "../src/ui/dates";
import { prometheusLink } from "../src/ui/panel/prometheus_link";
import { failureWords } from "../src/ui/panel/failure_words";
import { RequestQueue } from "../src/ui/request_queue";
import { languageInForce, textsOf } from "../src/ui/texts/texts";

test("the language is the chosen one, else the first of the browser's that there is, else English", () => {
  assert.equal(languageInForce("ru", ["en-US"]), "ru");
  assert.equal(languageInForce("auto", ["de-DE", "ru-RU", "en-US"]), "ru");
  assert.equal(languageInForce("auto", ["en-GB", "ru"]), "en");
  assert.equal(languageInForce("auto", ["de", "fr"]), "en");
});

test("Russian counts have their three forms", () => {
  const { panelsOfRow } = textsOf("ru");
  assert.deepEqual([1, 2, 5, 21].map(panelsOfRow), ["(1 панель)", "(2 панели)", "(5 панелей)", "(21 панель)"]);
});

test("moments are shown in the language and the time zone of the dashboard", () => {
  const noon = Date.UTC(2026, 0, 31, 12, 5, 9);
  assert.equal(new Dates("en", "utc").moment(noon), "31 Jan 2026, 12:05:09");
  assert.match(new Dates("ru", "Europe/Moscow").moment(noon), /^31 янв\. 2026 г\., 15:05:09$/);
  assert.equal(wallClock(noon, "Europe/Moscow"), "2026-01-31 15:05:09");
});

test("the labels of a time axis tell as much as their distance needs", () => {
  const dates = new Dates("en", "utc");
  const at = Date.UTC(2026, 0, 31, 12, 5, 9, 250);
  const minute = 60_000;
  const tick = (increment: number, range: number): string => dates.ticks([at], increment, range)[0] ?? "";
  assert.equal(tick(500, minute), "12:05:09.250");
  assert.equal(tick(15_000, 5 * minute), "12:05:09");
  assert.equal(tick(5 * minute, 60 * minute), "12:05");
  assert.equal(tick(360 * minute, 3 * 1440 * minute), "31 Jan 12:05");
  assert.equal(tick(1440 * minute, 30 * 1440 * minute), "31 Jan");
  assert.equal(tick(90 * 1440 * minute, 800 * 1440 * minute), "Jan 2026");
});

const planned = (expression: string): PlannedQuery => ({ expression }) as PlannedQuery;
const hour = {
  range: { from: Date.UTC(2026, 0, 31, 11), to: Date.UTC(2026, 0, 31, 12), raw: { from: "", to: "" } },
} as Situation;

test("all queries of a panel open in one page of Prometheus, over the same time", () => {
  const link = new URL(
    prometheusLink("http://localhost:9090/", [planned('rate(a{b="c"}[5m])'), planned("up")], hour) ?? "",
  );
  assert.equal(link.origin + link.pathname, "http://localhost:9090/graph");
  assert.deepEqual(Object.fromEntries(link.searchParams), {
    "g0.expr": 'rate(a{b="c"}[5m])',
    "g0.tab": "0",
    "g0.range_input": "3600s",
    "g0.end_input": "2026-01-31 12:00:00",
    "g1.expr": "up",
    "g1.tab": "0",
    "g1.range_input": "3600s",
    "g1.end_input": "2026-01-31 12:00:00",
  });
});

test("an address of Prometheus that is none makes no link", () => {
  assert.equal(prometheusLink("javascript:alert(1)", [planned("up")], hour), null);
  assert.equal(prometheusLink("", [planned("up")], hour), null);
  assert.equal(prometheusLink("http://localhost:9090", [], hour), null);
});

test("each failure is told once, Prometheus's words as they are", () => {
  const texts = textsOf("en");
  const query = { kind: "query", message: "1:5: parse error" } as const;
  const away = { kind: "viewer", message: "fetch failed" } as const;
  assert.deepEqual(failureWords([query, away, away], texts), ["1:5: parse error", "The viewer doesn't answer"]);
});

/** A fetch whose answers are given by hand. */
function slowFetch(): { fetch: typeof globalThis.fetch; asked: string[]; answer: () => void } {
  const waiting: (() => void)[] = [];
  const asked: string[] = [];
  const fetch = (input: RequestInfo | URL): Promise<Response> => {
    asked.push(String(input));
    return new Promise((resolve) => waiting.push(() => resolve(new Response(`answer to ${String(input)}`))));
  };
  return { fetch, asked, answer: () => waiting.shift()?.() };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test("only so many requests are made at a time, the others in their order", async () => {
  const slow = slowFetch();
  let received = 0;
  const queue = new RequestQueue(2, slow.fetch, () => (received += 1));
  const answers = ["a", "b", "c", "d"].map((name) => queue.fetch(name).then((answer) => answer.text()));
  await settled();
  assert.deepEqual(slow.asked, ["a", "b"]);
  slow.answer();
  assert.equal(await answers[0], "answer to a");
  await settled();
  assert.deepEqual(slow.asked, ["a", "b", "c"]);
  slow.answer();
  slow.answer();
  await settled();
  slow.answer();
  assert.deepEqual(await Promise.all(answers), ["answer to a", "answer to b", "answer to c", "answer to d"]);
  assert.equal(received, 4);
});

test("a request that is aborted while it waits is never made, and the next one takes its place", async () => {
  const slow = slowFetch();
  const queue = new RequestQueue(1, slow.fetch);
  const abort = new AbortController();
  const first = queue.fetch("first");
  const unwanted = queue.fetch("unwanted", { signal: abort.signal });
  const last = queue.fetch("last");
  await settled();
  abort.abort();
  await assert.rejects(unwanted, { name: "AbortError" });
  slow.answer();
  await first;
  await settled();
  assert.deepEqual(slow.asked, ["first", "last"]);
  slow.answer();
  assert.equal(await (await last).text(), "answer to last");
});

test("a request that fails makes room for the next", async () => {
  const queue = new RequestQueue(1, (input) =>
    String(input) === "bad" ? Promise.reject(new TypeError("no network")) : Promise.resolve(new Response("fine")),
  );
  await assert.rejects(queue.fetch("bad"), /no network/);
  assert.equal(await (await queue.fetch("good")).text(), "fine");
});
