import assert from "node:assert/strict";

import { open, panel, panels, settled, showAll } from "../board.js";
import { control } from "../board.js";
import { pageTest } from "../suite.js";
import { hour, now, openPast } from "./past.js";

const provokes = [/400/, /404/, /422/];
const problem = (page, id) => panel(page, id).locator("[data-error]").innerText();

pageTest("mistakes: a PromQL error stands in its panel, in Prometheus's words", { now, provokes }, async (page) => {
  await openPast(page, "controls");
  await showAll(page);
  assert.match(await problem(page, 3), /parse error/);
  assert.equal(await panel(page, 3).getAttribute("data-state"), "error");
  // One query of two fails: the other one is drawn all the same.
  assert.match(await problem(page, 4), /expected type range vector|parse error/);
  assert.deepEqual(await panel(page, 4).locator("[data-name]").allTextContents(), ["online"]);
  const others = (await panels(page)).filter(({ id }) => ![3, 4].includes(id));
  assert.deepEqual(others.filter(({ state }) => state === "error"), []);
});

pageTest("mistakes: what has no data and what can't be shown says so", { now, provokes }, async (page) => {
  await openPast(page, "controls");
  await showAll(page);
  assert.equal(await panel(page, 5).getAttribute("data-state"), "nodata");
  assert.match(await panel(page, 5).innerText(), /No data/);
  assert.match(await panel(page, 8).innerText(), /“geomap” can't be shown here/);
});

pageTest("mistakes: infinities are told, NaN is passed over", { now, provokes }, async (page) => {
  await openPast(page, "controls");
  await showAll(page);
  const legend = Object.fromEntries(await panel(page, 6).locator("[data-series]").evaluateAll((entries) =>
    entries.map((entry) => [entry.querySelector("[data-name]").textContent, entry.querySelector("[data-calc]").textContent.trim()])));
  assert.equal(legend.infinite, "∞");
  // Grafana's "Last *" passes over what is no number, and there is nothing else.
  assert.equal(legend["not a number"], "");
  assert.match(legend.online, /^\d+$/);
});

pageTest("mistakes: text panels can't run anything", { now, provokes }, async (page) => {
  await openPast(page, "controls");
  await showAll(page);
  const text = panel(page, 11);
  assert.equal(await text.locator("script").count(), 0);
  assert.equal(await text.locator("li").count(), 2);
  assert.match(await text.locator("a").getAttribute("rel"), /noopener/);
});

pageTest("mistakes: a file that is no dashboard is listed with its problem", { now, provokes }, async (page) => {
  await openPast(page, "coursebot");
  await control(page, "dashboards").click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("broken.json").first().waitFor();
  assert.match(await dialog.innerText(), /line 5/);
});

pageTest("mistakes: half of a dashboard is shown as far as it goes", { now, provokes }, async (page) => {
  await openPast(page, "half");
  await showAll(page);
  assert.equal(await panel(page, 2).getAttribute("data-state"), "ready");
  assert.match(await page.locator("body").innerText(), /not shown as saved/);
});

pageTest("mistakes: an unknown dashboard, a nonsensical address", { now, provokes }, async (page) => {
  await page.goto((await import("../chromium.js")).settings.url + "/?dashboard=no-such");
  await page.getByText("There is no dashboard “no-such”").first().waitFor();
  await open(page, "coursebot", { from: "soon", to: "", refresh: "always", theme: "pink", lang: "xx", viewPanel: "-1e9", "hide-1": "%%" })
    .catch(() => {});
  await control(page, "range").waitFor();
});

pageTest("mistakes: a year at once is asked in larger steps, not refused", { now }, async (page) => {
  await openPast(page, "coursebot", { from: String(now - 365 * 24 * hour), to: String(now) });
  await settled(page);
  assert.equal(await panel(page, 1).getAttribute("data-state"), "ready");
});
