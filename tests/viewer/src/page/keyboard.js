import assert from "node:assert/strict";

import { choose, control, panel, settled } from "../board.js";
import { eventually, pageTest } from "../suite.js";
import { now, openPast } from "./past.js";

/** What has the focus: its control, panel or text, and whether a person can see that it has. */
const focused = (page) => page.evaluate(() => {
  const element = document.activeElement;
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  return {
    control: element.closest("[data-control]")?.dataset.control ?? null,
    panel: element.closest("[data-panel]")?.dataset.panel ?? null,
    dialog: element.closest("dialog") !== null,
    popup: element.closest("[popover]") !== null,
    name: element.getAttribute("aria-label") ?? element.textContent.slice(0, 40),
    body: element === document.body,
    visible: box.width > 0 && box.height > 0 &&
      ((style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none"),
  };
});

pageTest("keyboard: Tab reaches every control and panel in order, and is seen", { now }, async (page) => {
  await openPast(page, "process");
  const controls = [];
  const panels = [];
  for (let count = 0; count < 120; ++count) {
    await page.keyboard.press("Tab");
    const where = await focused(page);
    if (where.body) break;
    assert.ok(where.visible, `the focus can't be seen on ${JSON.stringify(where)}`);
    if (where.control !== null && controls.at(-1) !== where.control) controls.push(where.control);
    if (where.panel !== null && panels.at(-1) !== where.panel) panels.push(where.panel);
    if (panels.length >= 6) break;
  }
  for (const name of ["dashboards", "range", "zoom-out", "back", "forward", "refresh-now", "refresh", "theme", "language"]) {
    assert.ok(controls.includes(name), `${name} among ${controls}`);
  }
  assert.deepEqual(panels.slice(0, 4), ["1", "2", "3", "4"]);
});

for (const name of ["range", "dashboards", "refresh", "theme", "language"]) {
  pageTest(`keyboard: what ${name} opens has the focus, Escape gives it back`, { now }, async (page) => {
    await openPast(page, "coursebot");
    await control(page, name).focus();
    await page.keyboard.press("Enter");
    await eventually("the focus is inside", async () => (await focused(page)).popup);
    assert.ok((await focused(page)).visible);
    await page.keyboard.press("Escape");
    await eventually("the focus is back", async () => (await focused(page)).control === name);
    assert.equal(await page.locator(":popover-open").count(), 0);
  });
}

for (const [name, opens] of Object.entries({
  "the help": async (page) => page.keyboard.press("?"),
  "a table of values": async (page) => choose(page, 1, "Show as table of values"),
})) {
  pageTest(`keyboard: ${name} keeps the focus inside, Escape closes it`, { now }, async (page) => {
    await openPast(page, "coursebot");
    await opens(page);
    await page.getByRole("dialog").waitFor();
    for (let count = 0; count < 12; ++count) {
      await page.keyboard.press("Tab");
      const { dialog, body, visible, name: where } = await focused(page);
      // From the last element a browser's own dialog leads by way of the window's frame, which is the body here.
      assert.ok(dialog || body, `the focus has left for ${where}`);
      assert.ok(visible || body, `the focus can't be seen on ${where}`);
    }
    await page.keyboard.press("Escape");
    await eventually("the dialog is gone", async () => (await page.getByRole("dialog").count()) === 0);
  });
}

pageTest("keyboard: a panel's menu opens, moves and closes by keys", { now }, async (page) => {
  await openPast(page, "coursebot");
  await panel(page, 1).locator('button[aria-haspopup="menu"]').focus();
  await page.keyboard.press("Enter");
  const items = page.getByRole("menuitem");
  await items.first().waitFor();
  const names = [];
  for (let count = 0; count < (await items.count()); ++count) {
    names.push((await focused(page)).name);
    await page.keyboard.press("ArrowDown");
  }
  assert.equal(new Set(names).size, await items.count());
  await page.keyboard.press("Escape");
  await eventually("the menu is gone", async () => (await items.count()) === 0);
  assert.equal((await focused(page)).panel, "1");
  await settled(page);
});
