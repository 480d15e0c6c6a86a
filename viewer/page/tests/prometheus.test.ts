import assert from "node:assert/strict";
import { test } from "node:test";
import { parseAnswer, Prometheus, RequestError } from "../src/model/prometheus";
import { parseNumber } from "../src/model/prometheus/decode";
import { plannedOf } from "./situation";

/** A server that answers everything with this. */
function answering(body: string | object, status = 200) {
  const asked: string[] = [];
  const fetch = (async (url: string) => {
    asked.push(url);
    return new Response(typeof body === "string" ? body : JSON.stringify(body), { status });
  }) as unknown as typeof globalThis.fetch;
  return { client: new Prometheus(fetch), asked };
}

function success(resultType: string, result: unknown, more: object = {}) {
  return { status: "success", data: { resultType, result }, ...more };
}

async function failureOf(body: string | object, status = 200): Promise<RequestError["failure"]> {
  const { client } = answering(body, status);
  const error = await client.query(plannedOf()).then(
    () => assert.fail("the query should have failed"),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof RequestError, String(error));
  return error.failure;
}

test("a range query asks for its range, an instant query for its moment", async () => {
  const { client, asked } = answering(success("matrix", []));
  await client.query({ ...plannedOf({ expression: "a{b='c d'}" }), expression: "a{b='c d'}", start: 15, end: 60, step: 15 });
  await client.query({ ...plannedOf(), kind: "instant", end: 60.5 });
  assert.deepEqual(asked, [
    "/api/v1/query_range?query=a%7Bb%3D%27c+d%27%7D&start=15&end=60&step=15",
    "/api/v1/query?query=up&time=60.5",
  ]);
});

test("numbers are read as Prometheus writes them", () => {
  const cases: [unknown, number][] = [
    ["1.5", 1.5],
    ["-0", -0],
    ["1e-7", 1e-7],
    ["NaN", NaN],
    ["+Inf", Infinity],
    ["-Inf", -Infinity],
    ["Inf", Infinity],
    [3, 3],
  ];
  for (const [text, expected] of cases) assert.equal(parseNumber(text), expected);
  for (const wrong of ["", "abc", null, {}, "0x", true]) assert.throws(() => parseNumber(wrong), RequestError);
});

test("each kind of result is read", async () => {
  const read = async (body: object) => answering(body).client.query(plannedOf());
  const vector = await read(success("vector", [{ metric: { a: "1" }, value: [1.5, "2"] }]));
  assert.deepEqual(vector.series, [{ labels: { a: "1" }, samples: [{ time: 1500, value: 2 }], histograms: [] }]);
  const matrix = await read(success("matrix", [{ metric: {}, values: [[0, "1"], [15, "NaN"]] }]));
  assert.deepEqual(matrix.series[0]?.samples, [{ time: 0, value: 1 }, { time: 15_000, value: NaN }]);
  const scalar = await read(success("scalar", [10, "3"]));
  assert.deepEqual(scalar.series, [{ labels: {}, samples: [{ time: 10_000, value: 3 }], histograms: [] }]);
  const text = await read(success("string", [10, "hello"]));
  assert.equal(text.text, "hello");
});

test("a native histogram may stand in place of a value", async () => {
  const histogram = { count: "6", sum: "1.5", buckets: [[0, "0.5", "1", "4"], [3, "-0.001", "0.001", "2"], [1, "-2", "-1", "0"]] };
  const vector = await answering(success("vector", [{ metric: {}, histogram: [1, histogram] }])).client.query(plannedOf());
  const [series] = vector.series;
  assert.deepEqual(series?.samples, []);
  assert.deepEqual(series?.histograms[0], {
    time: 1000,
    histogram: {
      count: 6,
      sum: 1.5,
      buckets: [
        { left: 0.5, right: 1, leftIncluded: false, rightIncluded: true, count: 4 },
        { left: -0.001, right: 0.001, leftIncluded: true, rightIncluded: true, count: 2 },
        { left: -2, right: -1, leftIncluded: true, rightIncluded: false, count: 0 },
      ],
    },
  });
  const matrix = { metric: {}, values: [[0, "1"]], histograms: [[15, { count: "0", sum: "0" }]] };
  const mixed = await answering(success("matrix", [matrix])).client.query(plannedOf());
  assert.equal(mixed.series[0]?.samples.length, 1);
  assert.deepEqual(mixed.series[0]?.histograms[0]?.histogram.buckets, []);
});

test("warnings and infos come with the answer", async () => {
  const body = success("vector", [], { warnings: ["w"], infos: ["i", 3] });
  const answer = await answering(body).client.query(plannedOf());
  assert.deepEqual([answer.warnings, answer.infos], [["w"], ["i"]]);
});

test("an error of Prometheus's is told in its own words", async () => {
  const parse = { status: "error", errorType: "bad_data", error: '1:5: parse error: unexpected "}"' };
  assert.deepEqual(await failureOf(parse, 400), { kind: "query", message: '1:5: parse error: unexpected "}"' });
  const slow = { status: "error", errorType: "timeout", error: "query timed out in expression evaluation" };
  assert.equal((await failureOf(slow, 503)).kind, "prometheus");
  const away = { status: "error", errorType: "unavailable", error: "Prometheus does not answer." };
  assert.deepEqual(await failureOf(away, 502), { kind: "prometheus", message: "Prometheus does not answer." });
});

test("nonsense is one sentence", async () => {
  const pages: [string | object, number, string, RegExp][] = [
    ["<html><body>502 Bad Gateway</body></html>", 502, "prometheus", /HTTP 502/],
    ["<html>hello</html>", 200, "nonsense", /not Prometheus's JSON/],
    ["", 200, "nonsense", /not Prometheus's JSON/],
    ["[]", 200, "nonsense", /not Prometheus's JSON/],
    ["gone", 404, "nonsense", /HTTP 404/],
    [{ status: "success" }, 200, "nonsense", /result of a query/],
    [{ status: "success", data: { resultType: "cheese", result: [] } }, 200, "nonsense", /result of a query/],
    [success("vector", 5), 200, "nonsense", /series/],
    [success("vector", [{ metric: {}, value: ["x", "1"] }]), 200, "nonsense", /a time/],
    [success("vector", [{ metric: {}, value: [1, "one"] }]), 200, "nonsense", /a number/],
    [success("vector", [{ metric: {}, histogram: [1, 2] }]), 200, "nonsense", /a histogram/],
    [success("scalar", "3"), 200, "nonsense", /a time and a value/],
  ];
  for (const [body, status, kind, sentence] of pages) {
    const failure = await failureOf(body, status);
    assert.equal(failure.kind, kind, failure.message);
    assert.match(failure.message, sentence);
    assert.ok(!failure.message.includes("<"), failure.message);
  }
});

test("without a log-in, that is what is told", () => {
  assert.throws(() => parseAnswer(401, "<html>"), (error: RequestError) => error.failure.kind === "login");
  const many = JSON.stringify({ error: "Too many wrong log-ins; wait a minute." });
  assert.throws(() => parseAnswer(429, many), { message: "Too many wrong log-ins; wait a minute." });
});

test("a viewer that does not answer is told; an abort is passed on", async () => {
  const broken = new Prometheus(async () => Promise.reject(new TypeError("fetch failed")));
  await assert.rejects(broken.query(plannedOf()), (error: RequestError) => error.failure.kind === "viewer");
  const controller = new AbortController();
  const aborted = new Prometheus(async (_, init) => {
    controller.abort();
    init?.signal?.throwIfAborted();
    return new Response("{}");
  });
  await assert.rejects(aborted.query(plannedOf(), controller.signal), { name: "AbortError" });
});

test("what was received is told before it is read", async () => {
  let received = 0;
  const client = new Prometheus(async () => new Response("nonsense"), "/api/v1", () => received++);
  await assert.rejects(client.query(plannedOf()));
  assert.equal(received, 1);
});

test("labels, series and rules are read", async () => {
  const { client, asked } = answering({ status: "success", data: ["a", "b", 3] });
  const period = { start: 1, end: 2 };
  assert.deepEqual(await client.labelValues("job", "up", period), ["a", "b"]);
  assert.deepEqual(await client.labelNames("", period), ["a", "b"]);
  assert.deepEqual(asked, [
    "/api/v1/label/job/values?match%5B%5D=up&start=1&end=2",
    "/api/v1/labels?start=1&end=2",
  ]);
  const series = answering({ status: "success", data: [{ __name__: "up", job: "x" }] });
  assert.deepEqual(await series.client.series("up", period), [{ __name__: "up", job: "x" }]);
});

test("an alerting rule has a row for each alert, or one without", async () => {
  const rule = { type: "alerting", name: "Slow", query: "x > 1", labels: { severity: "page" }, annotations: { summary: "s" } };
  const alert = { state: "firing", labels: { alertname: "Slow", job: "a" }, activeAt: "2026-01-02T11:00:00.5Z", value: "1.2e+00" };
  const groups = [{ name: "g", rules: [{ ...rule, alerts: [alert] }, { ...rule, name: "Quiet", alerts: [] }, { type: "recording" }] }];
  const rows = await answering({ status: "success", data: { groups } }).client.alertRules();
  assert.deepEqual(
    rows.map((row) => [row.name, row.state, row.labels, row.since, row.value, row.group]),
    [
      ["Slow", "firing", { alertname: "Slow", job: "a" }, Date.UTC(2026, 0, 2, 11, 0, 0, 500), 1.2, "g"],
      ["Quiet", "inactive", { severity: "page" }, null, null, "g"],
    ],
  );
});
