import assert from "node:assert/strict";
import { test } from "node:test";
import { interpolate, interpolateQuery, interpolateUrl, type Step } from "../src/model/interpolate";
import { formatLegend, legendOf, seriesName } from "../src/model/legend";
import { allOptions } from "../src/model/types";
import { chosen, queryOf, situation } from "./situation";

const one = chosen("one", ["a.b"]);
const multi = chosen("multi", ["test1", "test2"], { multi: true });
const single = chosen("single", ["test.1"], { multi: true });
const special = chosen("special", ["a|b", 'c"d\\e'], { multi: true });
const quotes = chosen("quotes", [`it's`, `"so"`], { multi: true });
const named = { ...chosen("named", ["1"]), options: [{ text: "First", value: "1" }] };
const all = { ...chosen("all", ["x", "y"], { multi: true, includeAll: true }), chosen: [allOptions] };
const anything = { ...chosen("anything", ["x"], { includeAll: true, allValue: ".+" }), chosen: [allOptions] };
const none = { ...chosen("none", [], { multi: true }), chosen: [] };
const variables = [one, multi, single, special, quotes, named, all, anything, none];
const known = { ...situation, variables };
const step: Step = { intervalMs: 15_000, rateIntervalMs: 60_000 };

/** Of Grafana's documentation: “Variable syntax” and “Global variables”, and of its Prometheus data source. */
const inQueries: [text: string, expected: string][] = [
  // The three forms.
  ["up{job='$one'}", "up{job='a.b'}"],
  ["up{job='${one}'}", "up{job='a.b'}"],
  ["up{job='[[one]]'}", "up{job='a.b'}"],
  ["x$one.y", "xa.b.y"],
  ["${one}s", "a.bs"],
  ["$one$one", "a.ba.b"],
  // What is no variable stays.
  ["$unknown", "$unknown"],
  ["${unknown}", "${unknown}"],
  ["[[unknown]]", "[[unknown]]"],
  ["$ 5 [5m] {{x}}", "$ 5 [5m] {{x}}"],
  ["$onemore", "$onemore"],
  ['label_replace(up, "a", "$1", "b", "(.*)")', 'label_replace(up, "a", "$1", "b", "(.*)")'],
  // Several values are alternatives; their characters are escaped twice, for PromQL and for the regular expression.
  ["$multi", "(test1|test2)"],
  ["$single", "test\\\\.1"],
  ["$special", '(a\\\\|b|c"d\\\\\\\\e)'],
  ["$all", "(x|y)"],
  ["$anything", ".+"],
  ["${anything:regex}", ".+"],
  ["$none", ""],
  // Formats.
  ["${multi:csv}", "test1,test2"],
  ["${multi:raw}", "test1,test2"],
  ["${multi:pipe}", "test1|test2"],
  ["${multi:glob}", "{test1,test2}"],
  ["${one:glob}", "a.b"],
  ["${multi:regex}", "(test1|test2)"],
  ["${single:regex}", "test\\.1"],
  ["${special:regex}", '(a\\|b|c"d\\\\e)'],
  ["${multi:json}", '["test1","test2"]'],
  ["${one:json}", '"a.b"'],
  ["${multi:distributed}", "test1,multi=test2"],
  ["${multi:doublequote}", '"test1","test2"'],
  ["${multi:singlequote}", "'test1','test2'"],
  ["${multi:sqlstring}", "'test1','test2'"],
  ["${quotes:singlequote}", `'it\\'s','"so"'`],
  ["${quotes:sqlstring}", `'it''s','"so"'`],
  ["${quotes:doublequote}", `"it's","\\"so\\""`],
  ["${multi:lucene}", '("test1" OR "test2")'],
  ["${one:lucene}", "a.b"],
  ["${multi:percentencode}", "%7Btest1%2Ctest2%7D"],
  ["${multi:queryparam}", "var-multi=test1&var-multi=test2"],
  ["${multi:text}", "test1 + test2"],
  ["${named:text}", "First"],
  ["${named.text}", "First"],
  ["${named}", "1"],
  ["${all:text}", "All"],
  ["${all:csv}", "x,y"],
  ["${multi:join:; }", "test1; test2"],
  ["${multi:nonsense}", "{test1,test2}"],
  ["[[multi:csv]]", "test1,test2"],
  // Global variables.
  ["rate(x[$__interval])", "rate(x[15s])"],
  ["$__interval_ms", "15000"],
  ["rate(x[$__rate_interval])", "rate(x[1m])"],
  ["${__rate_interval}", "1m"],
  ["$__rate_interval_ms", "60000"],
  ["increase(x[$__range])", "increase(x[21600s])"],
  ["$__range_s", "21600"],
  ["$__range_ms", "21600000"],
  ["$__from", "1767333600000"],
  ["${__to}", "1767355200000"],
  ["${__from:date}", "2026-01-02T06:00:00.000Z"],
  ["${__from:date:iso}", "2026-01-02T06:00:00.000Z"],
  ["${__from:date:seconds}", "1767333600"],
  ["${__dashboard}", "Board"],
  ["${__dashboard.uid}", "board"],
  ["$__timezone", "utc"],
];

test("variables are put into queries as Grafana documents it", () => {
  assert.ok(inQueries.length >= 60);
  for (const [text, expected] of inQueries) assert.equal(interpolateQuery(text, known, step), expected, text);
});

test("a single value is escaped for a string of PromQL", () => {
  const path = { ...situation, variables: [chosen("path", ['C:\\a "b"'])] };
  assert.equal(interpolateQuery('{path="$path"}', path, step), '{path="C:\\\\a \\"b\\""}');
});

test("an interval that is chosen as auto goes by the range", () => {
  const auto = { ...situation, variables: [{ ...chosen("i", ["$__auto_interval_i"]), variable: { ...one.variable, name: "i", kind: "interval" as const } }] };
  assert.equal(interpolateQuery("[$i]", auto, step), "[10m]");
});

test("a value is not searched for variables again", () => {
  const tricky = { ...situation, variables: [chosen("a", ["$b"]), chosen("b", ["x"])] };
  assert.equal(interpolateQuery("$a", tricky, step), "$b");
});

test("titles show variables as people read them", () => {
  assert.equal(interpolate("Of $named and $multi", known), "Of First and test1 + test2");
  assert.equal(interpolate("All: $all", known), "All: All");
  assert.equal(interpolate("Costs $5", known), "Costs $5");
});

test("links get the range and the variables", () => {
  assert.equal(interpolateUrl("/d/x?$__url_time_range", known), "/d/x?from=now-6h&to=now");
  const some = { ...situation, variables: [multi, one] };
  assert.equal(interpolateUrl("/d/x?${__all_variables}", some), "/d/x?var-multi=test1&var-multi=test2&var-one=a.b");
  assert.equal(interpolateUrl("/d/x?q=$quotes", known), `/d/x?q=${encodeURIComponent(`{it's,"so"}`)}`);
});

test("the name of a series", () => {
  assert.equal(seriesName({ __name__: "up", job: "a", instance: "b" }), 'up{instance="b", job="a"}');
  assert.equal(seriesName({ __name__: "up" }), "up");
  assert.equal(seriesName({ job: 'a"b' }), '{job="a\\"b"}');
  assert.equal(seriesName({}), "{}");
});

test("a legend is a text with labels", () => {
  const labels = { job: "a", "code.x": "200" };
  const cases: [string, string][] = [
    ["{{job}}", "a"],
    ["{{ job }} / {{code.x}}", "a / 200"],
    ["{{missing}}", ""],
    ["plain", "plain"],
    ["{{job", "{{job"],
  ];
  for (const [format, expected] of cases) assert.equal(formatLegend(format, labels), expected);
});

test("a legend without a format is the series, or the expression if it has no labels", () => {
  const legend = (legendFormat: string, labels: Record<string, string>) => legendOf(queryOf({ legendFormat }), labels, "sum(up)");
  assert.equal(legend("", { job: "a" }), '{job="a"}');
  assert.equal(legend("", {}), "sum(up)");
  assert.equal(legend("__auto", {}), "sum(up)");
  assert.equal(legend("__auto", { job: "a" }), "");
});
