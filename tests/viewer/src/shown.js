// What a panel tells its reader, out of the document: values, legends, tables, and the table of values behind a graph.

import { choose, panel } from "./board.js";

const collapse = (text) => text.replace(/\s+/g, " ").trim();
const texts = async (locator) => (await locator.allTextContents()).map(collapse);

/** Of a table: the texts of its header and of its rows. */
async function tableIn(section) {
  const header = await texts(section.locator("thead th"));
  const rows = await section.locator("tbody tr").evaluateAll((found) =>
    found.map((row) => [...row.children].map((cell) => cell.textContent)));
  return { header, rows: rows.map((row) => row.map(collapse)) };
}

/** Of a stat, gauge or bar gauge: [name or null, value]. */
function items(section) {
  return section.locator("[data-item]").evaluateAll((found) => found.map((item) => {
    const text = (selector) => item.querySelector(selector)?.textContent.replace(/\s+/g, " ").trim() ?? null;
    return [text("[data-name]"), text("[data-value]")];
  }));
}

/** Of a graph's legend: { name: { calculation: text } }. */
async function legend(section) {
  const entries = await section.locator("[data-series]").evaluateAll((found) => found.map((entry) => {
    const text = (element) => element.textContent.replace(/\s+/g, " ").trim();
    const calcs = [...entry.querySelectorAll("[data-calc]")].map((calc) => [calc.dataset.calc, text(calc)]);
    return [text(entry.querySelector("[data-name]")), Object.fromEntries(calcs)];
  }));
  return Object.fromEntries(entries);
}

/** Of the dialog behind "Show as table of values": header, the moments in seconds since 1970, and the rows' other cells. */
async function tableOfValues(page, id) {
  await choose(page, id, "Show as table of values");
  const dialog = page.getByRole("dialog");
  await dialog.locator("tbody tr").first().waitFor();
  const { header, rows } = await tableIn(dialog);
  const moments = await dialog.locator("tbody time").evaluateAll((times) => times.map((time) => Date.parse(time.dateTime) / 1000));
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  return { header: header.slice(1), moments, rows: rows.map((row) => row.slice(1)) };
}

/** Everything that the panel with this id shows. */
export async function shownBy(page, { id, type, state }) {
  const section = panel(page, id);
  const common = { id, type, state, unsupported: await section.locator("[data-unsupported]").count() };
  if (state !== "ready") return { ...common, text: collapse(await section.innerText()) };
  if (type === "table") return { ...common, table: await tableIn(section) };
  if (type === "timeseries") {
    return { ...common, legend: await legend(section), values: await tableOfValues(page, id) };
  }
  if (type === "heatmap") return { ...common, values: await tableOfValues(page, id) };
  return { ...common, items: await items(section) };
}
