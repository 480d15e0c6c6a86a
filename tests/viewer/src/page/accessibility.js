import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { readFile } from "node:fs/promises";

import { desktop, phone } from "../chromium.js";
import { choose, control, panel, settled } from "../board.js";
import { pageTest } from "../suite.js";
import { now, openPast } from "./past.js";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe-core finds serious or critical within the first element that fits, as sentences. */
async function findings(page, within = "html") {
  // By the debugger's protocol: the page's policy takes no foreign script element, and shall not.
  await page.evaluate(axe);
  const part = page.locator(within).first();
  await part.waitFor();
  const { violations } = await part.evaluate((element) => globalThis.axe.run(element, { resultTypes: ["violations"] }));
  return violations.filter(({ impact }) => ["serious", "critical"].includes(impact))
    .flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.target.join(" ")}: ${node.any[0]?.message ?? ""}`));
}

const opens = {
  "the time range": async (page) => control(page, "range").click(),
  "the dashboards": async (page) => control(page, "dashboards").click(),
  "a table of values": async (page) => {
    await choose(page, 1, "Show as table of values");
    await page.getByRole("dialog").locator("tbody tr").first().waitFor();
  },
  "a menu": async (page) => {
    await panel(page, 1).hover();
    await panel(page, 1).locator('button[aria-haspopup="menu"]').click();
  },
  "the help": async (page) => page.keyboard.press("?"),
};

for (const [device, size] of Object.entries({ desktop, phone })) {
  for (const theme of ["dark", "light"]) {
    pageTest(`axe-core: ${device}, ${theme}`, { now, size, theme, provokes: [/400/] }, async (page) => {
      const found = [];
      for (const dashboard of ["controls", "coursebot"]) {
        await openPast(page, dashboard);
        await page.setViewportSize({ ...size, height: 1800 });
        await settled(page);
        found.push(...(await findings(page)).map((finding) => `${dashboard}: ${finding}`));
        await page.setViewportSize(size);
      }
      for (const [what, open] of Object.entries(opens)) {
        await open(page);
        // What lies behind it was looked at before.
        found.push(...(await findings(page, "[role=dialog]:not([popover]), :popover-open")).map((finding) => `${what}: ${finding}`));
        await page.keyboard.press("Escape");
      }
      assert.deepEqual([...new Set(found)], []);
    });
  }
}
