import assert from "node:assert/strict";

import { control, panel, parameters, refreshed, settled } from "../board.js";
import { eventually, pageTest } from "../suite.js";
import { hour, now, openPast, questions, sixHours } from "./past.js";

const range = (page) => [parameters(page).get("from"), parameters(page).get("to")];

/** Drags over these parts (0 to 1) of a graph's width. */
async function drag(page, id, begin, end) {
  const box = await panel(page, id).locator(".u-over").boundingBox();
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * begin, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * ((begin + end) / 2), y, { steps: 4 });
  await page.mouse.move(box.x + box.width * end, y, { steps: 4 });
  await page.mouse.up();
}

pageTest("time range: dragging over one graph zooms all panels, Back undoes it", { now }, async (page) => {
  await openPast(page, "coursebot");
  const asked = await questions(page, () => refreshed(page, () => drag(page, 1, 0.5, 0.75)));
  const [from, to] = range(page).map(Number);
  // A pixel is half a minute.
  assert.ok(Math.abs(from - (now - 3 * hour)) < 120_000, new Date(from).toISOString());
  assert.ok(Math.abs(to - (now - 1.5 * hour)) < 120_000, new Date(to).toISOString());
  const moments = asked.map((request) => Number(request.time ?? request.end) * 1000);
  assert.ok(moments.length >= 5, "the other panels in view ask as well");
  for (const moment of moments) assert.ok(moment <= to && moment > to - 60_000, `asked up to ${new Date(moment).toISOString()}`);

  await refreshed(page, () => page.goBack());
  assert.deepEqual(range(page), [sixHours.from, sixHours.to]);
  await refreshed(page, () => page.goForward());
  assert.deepEqual(range(page).map(Number), [from, to]);
});

pageTest("time range: a double click zooms out", { now }, async (page) => {
  await openPast(page, "coursebot", { from: String(now - 2 * hour), to: String(now - hour) });
  await refreshed(page, () => panel(page, 1).locator(".u-over").dblclick());
  const [from, to] = range(page).map(Number);
  assert.deepEqual([from, to], [now - 2.5 * hour, now - hour / 2]);
});

pageTest("time range: quick ranges are chosen by the mouse, moments are typed", { now }, async (page) => {
  await openPast(page, "coursebot");
  await control(page, "range").click();
  const dialog = page.getByRole("dialog");
  await refreshed(page, () => dialog.getByRole("button", { name: "Last 15 minutes" }).click());
  assert.deepEqual(range(page), ["now-15m", "now"]);
  assert.match(await control(page, "range").innerText(), /Last 15 minutes/);

  await control(page, "range").click();
  await dialog.getByLabel("From", { exact: true }).fill("2026-01-31 09:00");
  await dialog.getByLabel("To", { exact: true }).fill("2026-01-31 11:30:00");
  await refreshed(page, () => dialog.getByRole("button", { name: "Apply" }).click());
  assert.deepEqual(range(page).map(Number), [Date.UTC(2026, 0, 31, 9), Date.UTC(2026, 0, 31, 11, 30)]);
});

pageTest("time range: what is no moment is said so, and nothing changes", { now }, async (page) => {
  await openPast(page, "coursebot");
  await control(page, "range").click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("From", { exact: true }).fill("yesterday evening");
  await dialog.getByRole("button", { name: "Apply" }).click();
  await dialog.getByText("This is no moment that I understand").waitFor();
  await dialog.getByLabel("From", { exact: true }).fill("now");
  await dialog.getByLabel("To", { exact: true }).fill("now-1h");
  await dialog.getByRole("button", { name: "Apply" }).click();
  await dialog.getByText("must be before").waitFor();
  assert.deepEqual(range(page), [sixHours.from, sixHours.to]);
});

pageTest("time range: the buttons and the keys shift and zoom out", { now }, async (page) => {
  await openPast(page, "coursebot", { from: String(now - 4 * hour), to: String(now - 2 * hour) });
  const expected = async (act, from, to) => {
    await refreshed(page, act);
    assert.deepEqual(range(page).map(Number), [now - from * hour, now - to * hour]);
  };
  const keys = (second) => async () => {
    await page.keyboard.press("t");
    await page.keyboard.press(second);
  };
  await expected(() => control(page, "back").click(), 5, 3);
  await expected(() => control(page, "forward").click(), 4, 2);
  await expected(() => control(page, "zoom-out").click(), 5, 1);
  await expected(keys("ArrowLeft"), 7, 3);
  await expected(keys("ArrowRight"), 5, 1);
  await expected(keys("z"), 7, -1);
});

pageTest("refresh: by the button, by the keys, and by itself", { now }, async (page) => {
  await openPast(page, "coursebot", { from: "now-1h", to: "now" });
  for (const act of [() => control(page, "refresh-now").click(), async () => {
    await page.keyboard.press("d");
    await page.keyboard.press("r");
  }]) {
    const asked = await questions(page, () => refreshed(page, act));
    assert.ok(asked.length >= 5);
  }
  await control(page, "refresh").click();
  await page.getByRole("menuitemradio", { name: "5s", exact: true }).click();
  assert.equal(parameters(page).get("refresh"), "5s");
  // Another two come without anybody's doing.
  await refreshed(page, () => {});
  await refreshed(page, () => {});
});

pageTest("address: it holds the whole state, and another window shows the same", { now }, async (page) => {
  await openPast(page, "telegram", { from: String(now - 2 * hour), to: String(now - hour), theme: "light" });
  await panel(page, 6).locator("[data-series] button").first().click();
  await settled(page);
  const address = page.url();
  const legend = () => panel(page, 6).locator("[data-series] button").evaluateAll((buttons) =>
    buttons.map((button) => [button.textContent, button.getAttribute("aria-pressed")]));
  const before = await legend();
  const other = await page.context().newPage();
  await other.goto(address);
  await settled(other);
  const after = await panel(other, 6).locator("[data-series] button").evaluateAll((buttons) =>
    buttons.map((button) => [button.textContent, button.getAttribute("aria-pressed")]));
  assert.deepEqual(after, before);
  assert.deepEqual(range(other), range(page));
  assert.equal(await other.locator("html").getAttribute("data-theme"), "light");
});

pageTest("time range: a dashboard's own range and refresh hold until another is chosen", { now }, async (page) => {
  const { open } = await import("../board.js");
  await open(page, "coursebot");
  assert.match(await control(page, "range").innerText(), /Last 6 hours/);
  await eventually("the refresh of the dashboard is shown", async () => /15s/.test(await control(page, "refresh").innerText()));
});
