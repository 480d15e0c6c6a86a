import assert from "node:assert/strict";

import { open, panel, panels, showAll } from "../board.js";
import { pageTest } from "../suite.js";
import { now, openPast } from "./past.js";

const texts = (page, id, part) => panel(page, id).locator(part).allTextContents();

pageTest("kinds: gauges, bars, alerts, text and tables show their values", { now }, async (page) => {
  await openPast(page, "panel-kinds");
  await showAll(page);
  const found = await panels(page);
  const unready = found.filter(({ id, state }) => state !== "ready" && id !== 6);
  assert.deepEqual(unready.map(({ title, state }) => `${title}: ${state}`), []);
  assert.match((await texts(page, 1, "[data-value]")).join(), /^\d+(\.\d+)? MiB$/);
  assert.equal((await texts(page, 4, "[data-value]")).length, 4);
  assert.match(await panel(page, 8).innerText(), /“piechart” can't be shown here/);
  assert.ok((await panel(page, 12).locator("tbody tr").count()) >= 5);
  // Without rules there is no alert.
  assert.match(await panel(page, 6).innerText(), /No alerts/);
});

pageTest("kinds: graphs in other styles are drawn, heatmaps have a label that tells", { now }, async (page) => {
  await openPast(page, "graph-styles");
  await showAll(page);
  for (const { id, title, state } of await panels(page)) {
    assert.equal(state, "ready", title);
    assert.match(await panel(page, id).locator("[role=img]").first().getAttribute("aria-label"), /chart/, title);
  }
});

pageTest("kinds: a file's mistakes stay with their panels", { now, provokes: [/400/] }, async (page) => {
  await open(page, "mistakes", { lang: "en", from: String(now - 1_800_000), to: String(now) });
  await showAll(page);
  const states = Object.fromEntries((await panels(page)).map(({ id, state }) => [id, state]));
  assert.deepEqual([states[1], states[2], states[3], states[5]], ["error", "error", "nodata", "nodata"]);
  assert.ok((await panel(page, 6).locator("[data-unsupported]").count()) === 1);
  assert.deepEqual(await texts(page, 7, "[data-value]"), ["", "∞", "-1.50"]);
});
