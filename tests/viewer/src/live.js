// The page in front of a Prometheus that scrapes the bot while simulated customers act. live_test.py starts this, and ends and
// starts Prometheus when it is asked to.

import assert from "node:assert/strict";

import { desktop, phone, required } from "./chromium.js";
import { control, open, panel, panels, parameters, refreshed, settled, showAll } from "./board.js";
import { eventually, pageTest } from "./suite.js";

const lastMinutes = { from: "now-5m", to: "now", lang: "en" };
const ourDashboards = ["coursebot", "telegram", "process"];
// Viewers of the same bot whose Prometheus stores histograms in one way or the other.
const viewers = { native: required("VIEWER_URL"), classic: required("CLASSIC_VIEWER_URL") };

const told = async (what) => {
  const answer = await fetch(`${required("CONTROL_URL")}/${what}`, { method: "POST" });
  assert.equal(answer.status, 200, await answer.text());
};

/** Panels of our dashboards show data, without exception; customers act until each has some. */
for (const [kind, url] of Object.entries(viewers)) {
  for (const dashboard of ourDashboards) {
    pageTest(`${kind} histograms: each panel of ${dashboard} has data`, {}, async (page) => {
      await page.goto(`${url}/?${new URLSearchParams({ dashboard, ...lastMinutes, refresh: "5s" })}`);
      await settled(page);
      await showAll(page);
      await eventually("every panel has data", async () => {
        const without = (await panels(page)).filter(({ state }) => state !== "ready");
        return without.length === 0 || (console.log(without.map(({ title, state }) => `${title}: ${state}`).join(", ")), false);
      }, 30_000);
      assert.equal(await page.locator("[data-error], [data-unsupported]").count(), 0);
    });
  }
}

for (const [device, size] of Object.entries({ desktop, phone })) {
  pageTest(`walk at ${device} size: log in, look, zoom, choose range, theme and language`, { size }, async (page) => {
    await open(page, "coursebot", lastMinutes);
    assert.equal(await panel(page, 1).getAttribute("data-state"), "ready");
    await control(page, "range").click();
    await refreshed(page, () => page.getByRole("dialog").getByRole("button", { name: "Last 15 minutes" }).click());
    assert.equal(parameters(page).get("from"), "now-15m");
    if (size === desktop) {
      const box = await panel(page, 1).locator(".u-over").boundingBox();
      await refreshed(page, async () => {
        await page.mouse.move(box.x + box.width * 0.3, box.y + 20);
        await page.mouse.down();
        await page.mouse.move(box.x + box.width * 0.9, box.y + 20, { steps: 5 });
        await page.mouse.up();
      });
      assert.match(parameters(page).get("from"), /^\d{13}$/);
    }
    for (const [menu, entry, name, value] of [["theme", "Light", "data-theme", "light"], ["language", "Русский", "lang", "ru"]]) {
      await control(page, menu).click();
      await page.getByRole("menuitemradio", { name: entry }).click();
      assert.equal(await page.locator("html").getAttribute(name), value);
    }
    await settled(page);
  });
}

pageTest("native histograms in place of values are told, not tripped over", {}, async (page) => {
  await open(page, "native", lastMinutes);
  await showAll(page);
  const found = Object.fromEntries((await panels(page)).map((each) => [each.id, each]));
  assert.equal(found[3].state, "ready");
  assert.match(await panel(page, 3).locator("[role=img]").getAttribute("aria-label"), /As a heatmap/);
  for (const id of [1, 2]) {
    assert.notEqual(found[id].state, "loading");
    assert.doesNotMatch(found[id].text, /undefined|\[object|NaN/);
  }
});

pageTest("Prometheus is killed: panels say so, and recover by themselves", { provokes: [/502/] }, async (page) => {
  await open(page, "coursebot", { ...lastMinutes, refresh: "5s" });
  const states = async () => (await panels(page)).slice(0, 5).map(({ state }) => state);
  const legend = await panel(page, 1).locator("[data-name]").allTextContents();
  assert.deepEqual(legend, ["Current online"]);
  await told("kill");
  await eventually("panels say so", async () => (await states()).every((state) => state === "error"));
  const words = await panel(page, 1).locator("[data-error]").innerText();
  assert.match(words, /Prometheus/);
  // What was drawn stays, so that people see what was there.
  assert.deepEqual(await panel(page, 1).locator("[data-name]").allTextContents(), legend);
  await told("start");
  await eventually("panels recover", async () => (await states()).every((state) => state === "ready"), 30_000);
  await eventually("no panel in view has an error", async () => (await page.locator("[data-error]").count()) === 0);
});

pageTest("the viewer is killed: the page says so, and recovers by itself", { provokes: [/failed:/, /console:/, /401/, /502/] },
  async (page) => {
    await open(page, "coursebot", { ...lastMinutes, refresh: "5s" });
    await told("kill-viewer");
    await page.locator("[data-banner]").waitFor();
    await told("start-viewer");
    await page.locator("[data-banner]").waitFor({ state: "hidden" });
    await eventually("panels recover", async () => (await panels(page)).slice(0, 5).every(({ state }) => state === "ready"));
  });
