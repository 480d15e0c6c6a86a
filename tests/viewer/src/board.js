// The viewer's page as a user meets it: a dashboard, its panels, the controls above them.

import { settings } from "./chromium.js";

/** Opens a dashboard with these parameters of its address, and waits until everything in view is drawn. */
export async function open(page, dashboard, parameters = {}) {
  const query = new URLSearchParams({ ...(dashboard && { dashboard }), ...parameters });
  const response = await page.goto(`${settings.url}/?${query}`);
  await settled(page);
  return response;
}

/** Waits until no panel in view is loading, and the first refresh is over. */
export async function settled(page) {
  await page.waitForFunction(() => {
    const panels = [...document.querySelectorAll("[data-panel]")];
    const inView = panels.filter((panel) => {
      const { top, bottom, height } = panel.getBoundingClientRect();
      return height > 0 && bottom > 0 && top < innerHeight;
    });
    const drawn = performance.getEntriesByName("coursebot:drawn").length > 0;
    return drawn && inView.length > 0 && inView.every((panel) => panel.dataset.state !== "loading");
  });
}

/** Waits until the panels have drawn what a further refresh brought. `act` starts it. */
export async function refreshed(page, act) {
  const before = await page.evaluate(() => performance.now());
  await act();
  await page.waitForFunction((moment) => (performance.getEntriesByName("coursebot:drawn").at(-1)?.startTime ?? 0) > moment, before);
  await settled(page);
}

export const panel = (page, id) => page.locator(`[data-panel="${id}"]`);
export const control = (page, name) => page.locator(`[data-control="${name}"]`);
export const parameters = (page) => new URL(page.url()).searchParams;

/** Grows the window until the whole dashboard is in view, so that every panel is asked and drawn. */
export async function showAll(page) {
  const { width } = page.viewportSize();
  for (let height = 0, needed = page.viewportSize().height; needed > height; ) {
    height = needed;
    await page.setViewportSize({ width, height });
    await settled(page);
    needed = await page.evaluate(() => Math.min(12_000, Math.max(document.documentElement.scrollHeight,
      ...[...document.querySelectorAll("[data-panel]")].map((each) => each.getBoundingClientRect().bottom + scrollY))));
  }
}

/** Id, title, kind and state of each panel on the page, but for those in collapsed rows. */
export function panels(page) {
  return page.locator("[data-panel]:visible").evaluateAll((sections) => sections.map((section) => ({
    id: Number(section.dataset.panel), title: section.getAttribute("aria-label"), type: section.dataset.type,
    state: section.dataset.state, text: section.innerText })));
}

/** Chooses an entry of a panel's menu. */
export async function choose(page, id, entry) {
  const section = panel(page, id);
  await section.scrollIntoViewIfNeeded();
  await section.hover();
  await section.locator('button[aria-haspopup="menu"]').click();
  await page.getByRole("menuitem", { name: entry }).click();
}
