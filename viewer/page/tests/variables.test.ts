import assert from "node:assert/strict";
import { test } from "node:test";
import { Prometheus } from "../src/model/prometheus";
import { allOptions, type ResolvedVariable } from "../src/model/types";
import { inOrderOfUse, resolveVariables, type Choices } from "../src/model/variables";
import { customOptions, preparedOptions } from "../src/model/variables/options";
import { situation, variableOf } from "./situation";

/** Answers each path with its part of this; records what was asked. */
function server(answers: Record<string, unknown>) {
  const asked: string[] = [];
  const fetch = (async (url: string) => {
    asked.push(decodeURIComponent(url.replaceAll("+", " ")));
    const path = Object.keys(answers).find((prefix) => url.startsWith(`/api/v1/${prefix}`));
    if (path === undefined) return new Response(JSON.stringify({ status: "error", errorType: "bad_data", error: "no such thing" }), { status: 400 });
    return new Response(JSON.stringify({ status: "success", data: answers[path] }));
  }) as unknown as typeof globalThis.fetch;
  return { client: new Prometheus(fetch), asked };
}

async function resolve(list: object[], choices: Choices = {}, answers: Record<string, unknown> = {}) {
  const { client, asked } = server(answers);
  const resolved = await resolveVariables(list.map(variableOf), choices, client, situation.range);
  return { resolved, asked };
}

function summary({ options, chosen, error }: ResolvedVariable) {
  return { options: options.map(({ text, value }) => (text === value ? value : `${text}=${value}`)), chosen, error };
}

async function one(json: object, wanted?: string[], answers: Record<string, unknown> = {}) {
  const { resolved } = await resolve([{ name: "v", ...json }], wanted ? { v: wanted } : {}, answers);
  return summary(resolved[0] ?? assert.fail());
}

test("custom options are separated by commas, and may have texts", () => {
  const written = (text: string) => customOptions(text).map((option) => `${option.text}|${option.value}`);
  assert.deepEqual(written("a, b,c"), ["a|a", "b|b", "c|c"]);
  assert.deepEqual(written("First : 1, Second : 2"), ["First|1", "Second|2"]);
  assert.deepEqual(written("a\\,b, c"), ["a,b|a,b", "c|c"]);
  assert.deepEqual(written("http://x:1,"), ["http://x:1|http://x:1"]);
});

test("the first option is chosen unless another is", async () => {
  assert.deepEqual(await one({ type: "custom", query: "a,b" }), { options: ["a", "b"], chosen: ["a"], error: "" });
  assert.deepEqual((await one({ type: "custom", query: "a,b", current: { value: "b" } })).chosen, ["b"]);
  assert.deepEqual((await one({ type: "custom", query: "a,b" }, ["b"])).chosen, ["b"]);
  assert.deepEqual((await one({ type: "custom", query: "a,b" }, ["gone"])).chosen, ["a"]);
  assert.deepEqual((await one({ type: "custom", query: "a,b" }, ["a", "b"])).chosen, ["a"]);
});

test("several, all, or none may be chosen where that is allowed", async () => {
  const several = { type: "custom", query: "a,b,c", multi: true };
  assert.deepEqual((await one(several, ["a", "c", "gone"])).chosen, ["a", "c"]);
  assert.deepEqual((await one(several, [""])).chosen, []);
  const all = { ...several, includeAll: true };
  assert.deepEqual((await one(all)).chosen, [allOptions]);
  assert.deepEqual((await one(all, ["All"])).chosen, [allOptions]);
  assert.deepEqual((await one(all, ["$__all"])).chosen, [allOptions]);
  assert.deepEqual((await one(all, ["b"])).chosen, ["b"]);
});

test("a constant, a text, an interval and a data source have one value each", async () => {
  assert.deepEqual((await one({ type: "constant", query: "x" }, ["other"])).chosen, ["x"]);
  assert.deepEqual((await one({ type: "textbox", query: "default" })).chosen, ["default"]);
  assert.deepEqual((await one({ type: "textbox", query: "default" }, ["mine"])).chosen, ["mine"]);
  assert.deepEqual((await one({ type: "interval", query: "1m,10m" }, ["10m"])).chosen, ["10m"]);
  assert.deepEqual((await one({ type: "interval", query: "1m" }, ["$__auto_interval_v"])).chosen, ["$__auto_interval_v"]);
  assert.deepEqual((await one({ type: "datasource", query: "prometheus", current: { value: "uid" } })).chosen, ["uid"]);
});

test("options come from Prometheus by Grafana's functions", async () => {
  const answers = {
    "label/job/values": ["b", "a"],
    "label/__name__/values": ["up", "go_info", "go_gc"],
    labels: ["__name__", "job"],
    "query?": { resultType: "vector", result: [{ metric: { __name__: "up", job: "a" }, value: [1, "1"] }] },
    series: [{ __name__: "up", job: "a" }],
  };
  const optionsOf = async (query: string) => (await one({ type: "query", query }, undefined, answers)).options;
  assert.deepEqual(await optionsOf("label_values(job)"), ["b", "a"]);
  assert.deepEqual(await optionsOf('label_values(up{a="x,y"}, job)'), ["b", "a"]);
  assert.deepEqual(await optionsOf("label_names()"), ["__name__", "job"]);
  assert.deepEqual(await optionsOf("metrics(^go_)"), ["go_info", "go_gc"]);
  assert.deepEqual(await optionsOf("query_result(up)"), ['up{job="a"} 1 1000']);
  assert.deepEqual(await optionsOf("up"), ['up{job="a"}']);
  assert.deepEqual(await optionsOf(""), []);
});

test("a query names other variables, whatever the order", async () => {
  const job = { type: "custom", name: "job", query: "x,y", multi: true };
  const instance = { type: "query", name: "instance", query: 'label_values(up{job=~"$job"}, instance)' };
  const { resolved, asked } = await resolve([instance, job], { job: ["x", "y"] }, { "label/instance/values": ["i"] });
  assert.deepEqual(resolved.map(({ variable }) => variable.name), ["instance", "job"]);
  assert.ok(asked[0]?.includes('match[]=up{job=~"(x|y)"}'), asked[0]);
});

test("variables that name each other do not hang", () => {
  const circle = [{ name: "a", query: "$b" }, { name: "b", query: "${a}" }].map((json) => variableOf({ type: "custom", ...json }));
  assert.equal(inOrderOfUse(circle).length, 2);
});

test("a pattern filters, and names by its groups", async () => {
  const answers = { "label/l/values": ["prod-1", "prod-2", "test-1"] };
  const filtered = async (regex: string) => (await one({ type: "query", query: "label_values(l)", regex }, undefined, answers)).options;
  assert.deepEqual(await filtered("/^prod/"), ["prod-1", "prod-2"]);
  assert.deepEqual(await filtered("/^prod-(.*)/"), ["1", "2"]);
  assert.deepEqual(await filtered("/(?<text>.*)-(?<value>\\d)/"), ["prod=1", "prod=2"]);
  assert.deepEqual(await filtered("/(/"), ["prod-1", "prod-2", "test-1"]);
});

test("options are sorted by Grafana's numbers, each of them once", () => {
  const values = ["b10", "a2", "B1", "b9", "a2"];
  const sorted = (sort: number) => preparedOptions(values, "", variableOf({ type: "query", name: "v", sort })).map(({ value }) => value);
  assert.deepEqual(sorted(0), ["b10", "a2", "B1", "b9"]);
  assert.deepEqual(sorted(1), ["B1", "a2", "b10", "b9"]);
  assert.deepEqual(sorted(2), ["b9", "b10", "a2", "B1"]);
  assert.deepEqual(sorted(3), ["B1", "a2", "b9", "b10"]);
  assert.deepEqual(sorted(5), ["a2", "B1", "b10", "b9"]);
  assert.deepEqual(sorted(7), ["a2", "B1", "b9", "b10"]);
  assert.deepEqual(sorted(8), ["b10", "b9", "B1", "a2"]);
});

test("a query that fails is told, and the saved options stand", async () => {
  const saved = { type: "query", query: "label_values(job)", options: [{ text: "All", value: "$__all" }, { text: "a", value: "a" }] };
  assert.deepEqual(await one(saved, ["a"]), { options: ["a"], chosen: ["a"], error: "no such thing" });
  assert.match((await one({ type: "query", query: "metrics(()" }, undefined, { "label/__name__": ["x"] })).error, /regular expression/i);
});

test("an abort ends it", async () => {
  const controller = new AbortController();
  controller.abort(new Error("enough"));
  const client = new Prometheus(async (_, init) => {
    init?.signal?.throwIfAborted();
    return new Response("{}");
  });
  const variable = variableOf({ type: "query", name: "v", query: "label_values(job)" });
  await assert.rejects(resolveVariables([variable], {}, client, situation.range, controller.signal), { message: "enough" });
});
