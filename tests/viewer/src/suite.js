// Tests of Node's own runner that have a page each, in one browser.

import assert from "node:assert/strict";
import path from "node:path";
import { after, before, test } from "node:test";

import { launch, openPage, required } from "./chromium.js";

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

/**
 * A test with a page of its own, opened with these options (chromium.js). Whatever goes wrong in the page beside what the
 * test looks at fails it, but for mishaps that fit one of the patterns in `provokes`.
 */
export function pageTest(name, { provokes = [], ...options }, body) {
  test(name, { timeout: 90_000 }, async (context) => {
    const page = await openPage(browser, options);
    try {
      await body(page, context);
      assert.deepEqual(page.mishaps.filter((mishap) => !provokes.some((pattern) => pattern.test(mishap))), []);
    } catch (failure) {
      const file = path.join(required("ARTEFACTS"), `failed-${name.replace(/\W+/g, "-")}.png`);
      await page.screenshot({ path: file }).catch(() => {});
      throw new Error(`${failure.message}\n(a picture of the page is in ${file})`, { cause: failure });
    } finally {
      await page.context().close();
    }
  });
}

/** Waits for `condition`, an async function, to answer something true; returns that. */
export async function eventually(what, condition, within = 20_000) {
  const deadline = Date.now() + within;
  for (let last; ; await new Promise((resolve) => setTimeout(resolve, 50))) {
    last = await condition();
    if (last) return last;
    if (Date.now() > deadline) throw new Error(`not within ${within / 1000} s: ${what} (last seen: ${JSON.stringify(last)})`);
  }
}
