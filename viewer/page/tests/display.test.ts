import assert from "node:assert/strict";
import { test } from "node:test";
import { cssColor } from "../src/model/colors/named_colors";
import { ramp } from "../src/model/colors/ramp";
import { continuousScheme, heatmapScheme } from "../src/model/colors/schemes";
import { axisFormat, showValue } from "../src/model/display";
import { panelData } from "../src/model/panel_data";
import type { DisplayValue, Field, Situation } from "../src/model/types";
import { answerOf, panelOf, seriesOf, situation } from "./situation";

function fieldOf(defaults: object, values: (number | undefined)[] = [0, 100], where: Situation = situation): Field {
  const panel = panelOf({ type: "stat", fieldConfig: { defaults } });
  const field = panelData(panel, [answerOf({}, [seriesOf({}, values)])], where).frames[0]?.fields[1];
  assert.ok(field);
  return field;
}

function shown(defaults: object, value: Parameters<Field["display"]>[0], decimals?: number): string {
  return showValue(fieldOf(defaults).display(value, decimals));
}

test("nothing is shown for null, unless the panel has a text for it", () => {
  assert.equal(shown({}, null), "");
  assert.equal(shown({ noValue: "–" }, null), "–");
  assert.equal(shown({ noValue: "–" }, NaN), "NaN");
  assert.equal(shown({ unit: "s" }, Infinity), "∞ years");
});

test("decimals of the panel go first, those of an axis lose their zeros", () => {
  assert.equal(shown({ decimals: 2 }, 1.5, 3), "1.50");
  assert.equal(shown({}, 1.5), "1.50");
  assert.equal(shown({}, 1.5, 3), "1.5");
  assert.equal(shown({ unit: "s" }, 0.15, 2), "150 ms");
  assert.equal(shown({ unit: "currencyUSD" }, 1.5, 2), "$1.50");
});

test("an axis shows its numbers in the unit, without mappings", () => {
  const { settings } = fieldOf({ unit: "bytes", mappings: [{ type: "value", options: { 1024: { text: "kilo" } } }] });
  assert.equal(axisFormat(settings, situation)(1024, 1), "1 KiB");
});

test("mappings give texts and colours, the first that fits", () => {
  const mappings = [
    { type: "value", options: { 1: { text: "one", color: "red", index: 0 } } },
    { type: "range", options: { from: 2, to: 9.5, result: { text: "some", index: 1 } } },
    { type: "range", options: { from: null, to: 0, result: { text: "none or less", index: 2 } } },
    { type: "special", options: { match: "null+nan", result: { text: "nothing", color: "blue", index: 3 } } },
  ];
  const field = fieldOf({ mappings, unit: "s" });
  const texts = [1, 2, 9.5, 0, -3, 10, null, NaN].map((value) => showValue(field.display(value)));
  assert.deepEqual(texts, ["one", "some", "some", "none or less", "none or less", "10 s", "nothing", "nothing"]);
  assert.equal(field.display(1).color, "#F2495C");
  assert.equal(field.display(null).color, "#5794F2");
});

test("a regular expression maps texts", () => {
  const panel = panelOf({
    type: "table",
    fieldConfig: { defaults: { mappings: [{ type: "regex", options: { pattern: "/^(.*)\\.example$/", result: { text: "$1" } } }] } },
  });
  const answer = answerOf({ format: "table" }, [seriesOf({ host: "a.example" }, [1])]);
  const field = panelData(panel, [answer], situation).frames[0]?.fields[1];
  assert.equal(field?.display("a.example").text, "a");
  assert.equal(field?.display("other").text, "other");
});

test("thresholds give colours: by value, or by the place between min and max", () => {
  const steps = [{ value: null, color: "green" }, { value: 50, color: "orange" }, { value: 90, color: "red" }];
  const colorsOf = (mode: string, max: number) => {
    const field = fieldOf({ min: 0, max, thresholds: { mode, steps } });
    return [0, 49.9, 50, 90, 1000, null].map((value) => field.display(value).color);
  };
  const [green, orange, red] = ["green", "orange", "red"].map((name) => cssColor(name, "dark"));
  assert.deepEqual(colorsOf("absolute", 100), [green, green, orange, red, red, green]);
  assert.deepEqual(colorsOf("percentage", 1000), [green, green, green, green, red, green]);
});

test("steps may stand in any order", () => {
  const steps = [{ value: 90, color: "red" }, { value: null, color: "green" }];
  assert.equal(fieldOf({ thresholds: { mode: "absolute", steps } }).display(5).color, cssColor("green", "dark"));
});

test("each colour mode", () => {
  const colorOf = (color: object): string => fieldOf({ color, min: 0, max: 100 }).display(100).color;
  assert.equal(colorOf({ mode: "fixed", fixedColor: "semi-dark-blue" }), "#3274D9");
  assert.equal(colorOf({ mode: "fixed", fixedColor: "#123456" }), "#123456");
  assert.equal(colorOf({ mode: "palette-classic" }), "#73BF69");
  assert.equal(colorOf({ mode: "continuous-YlRd" }), "rgb(196, 22, 42)");
  assert.equal(colorOf({ mode: "unheard-of" }), "#F2495C");
  assert.match(colorOf({ mode: "palette-classic-by-name" }), /^#/);
});

test("a series has the colour of its last value where the mode goes by values", () => {
  const color = { mode: "thresholds" };
  assert.equal(fieldOf({ color }, [5, 100]).color, cssColor("red", "dark"));
  assert.equal(fieldOf({ color: { ...color, seriesBy: "min" } }, [5, 100]).color, cssColor("green", "dark"));
});

test("named colours go by the theme; other colours are CSS", () => {
  assert.deepEqual([cssColor("green", "dark"), cssColor("green", "light")], ["#73BF69", "#56A64B"]);
  assert.deepEqual([cssColor("super-light-purple", "dark"), cssColor("dark-red", "light")], ["#DEB6F2", "#AD0317"]);
  assert.equal(cssColor("rgba(1,2,3,0.5)", "dark"), "rgba(1,2,3,0.5)");
  assert.equal(cssColor("", "dark"), "gray");
  assert.equal(fieldOf({ color: { mode: "fixed", fixedColor: "blue" } }, [1], { ...situation, theme: "light" }).color, "#3274D9");
});

test("a ramp begins and ends with its colours", () => {
  const colorAt = ramp(["#000000", "#ff0000", "#ffffff"]);
  assert.deepEqual([colorAt(0), colorAt(1), colorAt(-5), colorAt(9), colorAt(NaN)], [
    "rgb(0, 0, 0)",
    "rgb(255, 255, 255)",
    "rgb(0, 0, 0)",
    "rgb(255, 255, 255)",
    "rgb(0, 0, 0)",
  ]);
  assert.equal(ramp(["#000000", "#646464"])(0.5), "rgb(50, 50, 50)");
});

test("schemes have little at the background's end, in both themes", () => {
  const brightness = (color: string) => (color.match(/\d+/g) ?? []).reduce((sum, part) => sum + Number(part), 0);
  for (const scheme of ["Oranges", "Blues", "Turbo", "Viridis", "Magma"]) {
    const dark = heatmapScheme(scheme, "dark", false);
    const light = heatmapScheme(scheme, "light", false);
    assert.notEqual(dark(0), dark(1));
    assert.equal(dark(0), light(1), scheme);
    assert.equal(heatmapScheme(scheme, "dark", true)(0), dark(1));
    assert.equal(Number.isNaN(brightness(dark(0.5))), false);
  }
  assert.equal(heatmapScheme("Mystery", "dark", false)(0.5), heatmapScheme("Oranges", "dark", false)(0.5));
  assert.equal(continuousScheme("thresholds", "dark"), null);
});

test("a value knows where it stands between min and max", () => {
  const percents = (defaults: object): DisplayValue["percent"][] => {
    const field = fieldOf(defaults, [0, 50, 200]);
    return [0, 50, 200, 400, -10, null].map((value) => field.display(value).percent);
  };
  assert.deepEqual(percents({}), [0, 0.25, 1, 1, 0, null]);
  assert.deepEqual(percents({ min: 0, max: 100 }), [0, 0.5, 1, 1, 0, null]);
});
