import assert from "node:assert/strict";

import { choose, control, panel, parameters, refreshed, settled } from "../board.js";
import { eventually, pageTest } from "../suite.js";
import { now, openPast } from "./past.js";
import { required } from "../chromium.js";

const pressed = (entries) => entries.evaluateAll((all) => all.map((each) => each.getAttribute("aria-pressed") === "true"));

pageTest("legend: a click leaves one series, the next one brings all back; Ctrl toggles", { now }, async (page) => {
  await openPast(page, "telegram");
  const entries = panel(page, 6).locator("[data-series] button");
  const all = await pressed(entries);
  assert.ok(all.length >= 4 && all.every(Boolean));
  await entries.nth(1).click();
  assert.deepEqual(await pressed(entries), all.map((_, index) => index === 1));
  assert.ok([...parameters(page).keys()].includes("hide-6"));
  await page.reload();
  await settled(page);
  assert.deepEqual(await pressed(entries), all.map((_, index) => index === 1));
  await entries.nth(1).click();
  assert.deepEqual(await pressed(entries), all);
  await entries.nth(2).click({ modifiers: ["Control"] });
  assert.deepEqual(await pressed(entries), all.map((_, index) => index !== 2));
});

pageTest("crosshair: the moment under the pointer is marked in every graph", { now }, async (page) => {
  await openPast(page, "telegram");
  await page.setViewportSize({ width: 1280, height: 1600 });
  await settled(page);
  const shares = (id) => panel(page, id).locator(".u-over").evaluate((over) => {
    const line = over.querySelector(".u-cursor-x");
    const { left, width } = over.getBoundingClientRect();
    return (line.getBoundingClientRect().left - left) / width;
  });
  const box = await panel(page, 6).locator(".u-over").boundingBox();
  await page.mouse.move(box.x + box.width * 0.4, box.y + box.height / 2);
  for (const id of [7, 8, 9, 11]) {
    await eventually(`the crosshair in panel ${id}`, async () => Math.abs((await shares(id)) - 0.4) < 0.03);
  }
});

pageTest("tooltip: all series of the moment, the greatest first", { now }, async (page) => {
  await openPast(page, "telegram");
  const box = await panel(page, 6).locator(".u-over").boundingBox();
  await page.mouse.move(box.x + box.width * 0.7, box.y + box.height / 2);
  const tooltip = page.locator(".tooltip");
  await tooltip.waitFor();
  const text = await tooltip.innerText();
  for (const series of ["message", "callback_query", "pre_checkout_query", "my_chat_member"]) assert.ok(text.includes(series), text);
  assert.ok(text.indexOf("message") < text.indexOf("callback_query"), text);
  assert.match(text, /\d \/s/);
});

pageTest("full screen: from the menu, by the address, and back with Escape", { now }, async (page) => {
  await openPast(page, "coursebot");
  await choose(page, 12, "Full screen");
  await settled(page);
  assert.equal(parameters(page).get("viewPanel"), "12");
  assert.equal(await page.locator("[data-panel]:visible").count(), 1);
  const box = await panel(page, 12).boundingBox();
  assert.ok(box.height > 500 && box.width > 1100, JSON.stringify(box));
  await page.reload();
  await settled(page);
  assert.equal(await page.locator("[data-panel]:visible").count(), 1);
  await page.keyboard.press("Escape");
  await settled(page);
  assert.equal(parameters(page).get("viewPanel"), null);
  assert.ok((await page.locator("[data-panel]:visible").count()) > 10);
  await panel(page, 1).focus();
  await page.keyboard.press("v");
  await eventually("the focused panel fills the page", async () => parameters(page).get("viewPanel") === "1");
});

pageTest("Prometheus: the menu leads to the query, with the range", { now }, async (page) => {
  await openPast(page, "coursebot");
  await panel(page, 1).hover();
  await panel(page, 1).locator('button[aria-haspopup="menu"]').click();
  const link = page.getByRole("menuitem", { name: "Open in Prometheus" });
  const [href, target, rel] = await Promise.all(["href", "target", "rel"].map((name) => link.getAttribute(name)));
  const { origin, pathname, searchParams } = new URL(href);
  assert.equal(origin, required("PROMETHEUS_URL"));
  assert.equal(pathname, "/graph");
  assert.equal(searchParams.get("g0.expr"), "users_online");
  assert.equal(searchParams.get("g0.tab"), "0");
  assert.equal(searchParams.get("g0.range_input"), "21600s");
  assert.match(searchParams.get("g0.end_input"), /^2026-01-31 12:00/);
  assert.equal(target, "_blank");
  assert.match(rel, /noopener/);
});

pageTest("rows: collapsed ones ask nothing until they are opened", { now, provokes: [/400/] }, async (page) => {
  await openPast(page, "controls");
  assert.equal(await panel(page, 10).isVisible(), false);
  const row = page.getByRole("button", { name: /Further down/ });
  assert.equal(await row.getAttribute("aria-expanded"), "false");
  await row.click();
  await panel(page, 10).waitFor();
  await panel(page, 10).scrollIntoViewIfNeeded();
  await settled(page);
  assert.equal(await row.getAttribute("aria-expanded"), "true");
  assert.equal(await panel(page, 10).getAttribute("data-state"), "ready");
  await page.reload();
  await settled(page);
  assert.equal(await panel(page, 10).isVisible(), true);
});

pageTest("variables: chosen values are in queries, titles and the address", { now, provokes: [/400/] }, async (page) => {
  await openPast(page, "controls");
  const plans = page.locator('[data-variable="plan"]');
  assert.match(await plans.innerText(), /All/);
  await plans.getByRole("button").click();
  await page.getByRole("checkbox", { name: "pro" }).check();
  await refreshed(page, () => page.keyboard.press("Escape"));
  assert.deepEqual(parameters(page).getAll("var-plan"), ["pro"]);
  assert.deepEqual(await panel(page, 1).locator("[data-name]").allTextContents(), ["pro"]);
  assert.equal(await panel(page, 1).getAttribute("aria-label"), "Subscriptions of pro");

  await openPast(page, "controls", { "var-window": "1h", "var-filter": "send.*" });
  assert.equal(await panel(page, 2).getAttribute("aria-label"), "Calls in 1h");
  const names = await panel(page, 2).locator("[data-name]").allTextContents();
  assert.ok(names.length > 0 && names.every((name) => name.startsWith("send")), names.join());
});

pageTest("links: to the other dashboards, keeping the range", { now }, async (page) => {
  await openPast(page, "coursebot");
  await page.getByRole("link", { name: "Telegram" }).click();
  await settled(page);
  assert.equal(parameters(page).get("dashboard"), "telegram");
  assert.equal(parameters(page).get("to"), String(now));
  await page.goBack();
  await settled(page);
  assert.equal(await panel(page, 1).getAttribute("aria-label"), "Users Online");

  await control(page, "dashboards").click();
  await page.getByRole("dialog").getByRole("searchbox").fill("proc");
  await page.keyboard.press("Enter");
  await eventually("the other dashboard", async () => parameters(page).get("dashboard") === "process");
});
