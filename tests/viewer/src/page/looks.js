import assert from "node:assert/strict";

import { desktop, phone } from "../chromium.js";
import { control, panel, panels, parameters, settled, showAll } from "../board.js";
import { eventually, pageTest } from "../suite.js";
import { now, openPast } from "./past.js";

const html = (page, name) => page.locator("html").getAttribute(name);
const background = (page) => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);

async function pick(page, menu, entry) {
  await control(page, menu).click();
  await page.getByRole("menuitemradio", { name: entry }).click();
}

pageTest("theme: as the system has it, then as chosen; kept in the address", { now, theme: "light" }, async (page) => {
  await openPast(page, "coursebot");
  assert.equal(await html(page, "data-theme"), "light");
  const light = await background(page);
  await pick(page, "theme", "Dark");
  assert.equal(await html(page, "data-theme"), "dark");
  assert.notEqual(await background(page), light);
  assert.equal(parameters(page).get("theme"), "dark");
  await page.reload();
  await settled(page);
  assert.equal(await html(page, "data-theme"), "dark");
});

pageTest("language: as the browser has it, then as chosen; kept in the address", { now, language: "ru-RU" }, async (page) => {
  await openPast(page, "coursebot", { lang: "auto" });
  assert.equal(await html(page, "lang"), "ru");
  assert.match(await control(page, "refresh-now").getAttribute("aria-label") ?? await control(page, "refresh-now").innerText(), /[а-я]/i);
  await control(page, "language").click();
  await page.getByRole("menuitemradio", { name: "English" }).click();
  assert.equal(await html(page, "lang"), "en");
  assert.equal(parameters(page).get("lang"), "en");
  await pick(page, "language", "Русский");
  await page.reload();
  await settled(page);
  assert.equal(await html(page, "lang"), "ru");
  await control(page, "range").click();
  await page.getByRole("dialog").getByText(/Последние 15 минут/).waitFor();
});

for (const dashboard of ["coursebot", "telegram", "process", "controls"]) {
  pageTest(`phone: ${dashboard} is one column that fits the width`, { now, size: phone, provokes: [/400/] }, async (page) => {
    await openPast(page, dashboard);
    await showAll(page);
    const { content, window } = await page.evaluate(() => ({ content: document.documentElement.scrollWidth, window: innerWidth }));
    assert.ok(content <= window, `${content} of ${window} pixels`);
    for (const each of await page.locator("[data-control]:visible").all()) {
      const { x, width } = await each.boundingBox();
      assert.ok(x >= 0 && x + width <= phone.width, `${await each.getAttribute("data-control")} ends at ${x + width}`);
    }
    const boxes = await page.locator("[data-panel]:visible").evaluateAll((found) => found.map((each) => {
      const { left, right, top, bottom, height } = each.getBoundingClientRect();
      return { left, right, top, bottom, height };
    }));
    for (const [index, box] of boxes.entries()) {
      assert.ok(box.left >= 0 && box.right <= phone.width && box.height >= 60 && box.height <= 700, JSON.stringify(box));
      if (index > 0) assert.ok(box.top >= boxes[index - 1].bottom, "panels stand below each other");
    }
    assert.ok((await panels(page)).every(({ state }) => state !== "loading"));
  });
}

pageTest("phone: a tap chooses a series and shows values", { now, size: phone }, async (page) => {
  await openPast(page, "coursebot");
  const payments = panel(page, 15);
  await payments.scrollIntoViewIfNeeded();
  await settled(page);
  const entry = payments.locator("[data-series] button");
  await entry.first().tap();
  await eventually("one series is left", async () =>
    JSON.stringify(await entry.evaluateAll((all) => all.map((each) => each.getAttribute("aria-pressed")))) === '["true","false"]');
});

pageTest("desktop: panels stand where the dashboard has them", { now, size: desktop }, async (page) => {
  await openPast(page, "coursebot");
  const [users, payments, hour] = await Promise.all([1, 2, 3].map((id) => panel(page, id).boundingBox()));
  assert.equal(users.y, payments.y);
  assert.ok(Math.abs(users.width - 2 * payments.width) < 20);
  assert.ok(payments.x > users.x + users.width && hour.x > payments.x + payments.width);
});
