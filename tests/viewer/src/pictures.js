// Takes pictures of the page over a past that is the same in every run, and compares them with approved ones; with
// APPROVE_PICTURES=1 they become the approved ones. pictures_test.py starts this.

import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";

import { desktop, launch, openPage, phone, required } from "./chromium.js";
import { open, settled } from "./board.js";

const now = Number(required("NOW")) * 1000;
const lastSixHours = { from: "now-6h", to: "now", refresh: "off" };
// What two runs may differ by: the edges of letters in another version of Chromium, not a line or a number.
const colorTolerance = 0.15;
const greatestShare = 0.001;

const root = fileURLToPath(new URL("../../..", import.meta.url));
const artefacts = required("ARTEFACTS");

/** Where the approved picture is, and what it shows. The README shows those in docs/. */
const pictures = {
  "docs/pictures/viewer-desktop.png": { dashboard: "coursebot", size: desktop, theme: "dark", lang: "en", scrolledTo: "Processing time" },
  "docs/pictures/viewer-phone.png": { dashboard: "coursebot", size: phone, theme: "dark", lang: "en" },
  "tests/viewer/approved/desktop-dark.png": { dashboard: "coursebot", size: desktop, theme: "dark", lang: "en" },
  "tests/viewer/approved/desktop-light.png": { dashboard: "telegram", size: desktop, theme: "light", lang: "ru" },
  "tests/viewer/approved/phone-light.png": { dashboard: "process", size: phone, theme: "light", lang: "ru" },
  "tests/viewer/approved/panel-kinds.png": { dashboard: "panel-kinds", size: desktop, theme: "dark", lang: "en" },
  "tests/viewer/approved/desktop-heatmap.png": { dashboard: "coursebot", size: desktop, theme: "dark", lang: "en", viewPanel: 13 },
};

/** `scrolledTo` is the heading of a row, which comes to the top of the window. */
async function take(browser, { dashboard, size, scrolledTo, ...state }) {
  const page = await openPage(browser, { size, theme: state.theme, now });
  await open(page, dashboard, { ...lastSixHours, ...state });
  if (scrolledTo !== undefined) await scrollTo(page, scrolledTo);
  await page.evaluate(() => document.fonts.ready);
  const picture = await page.screenshot({ animations: "disabled", caret: "hide" });
  if (page.mishaps.length > 0) throw new Error(page.mishaps.join("\n"));
  await page.context().close();
  return picture;
}

async function scrollTo(page, heading) {
  await page.getByRole("button", { name: heading, exact: true }).evaluate((button) => {
    const header = document.querySelector("header").getBoundingClientRect();
    scrollTo(0, button.getBoundingClientRect().top + scrollY - header.height - 8);
  });
  await settled(page);
}

/** What is wrong with the picture; nothing if it is as approved. */
async function difference(name, taken, approvedFile) {
  const approved = await readFile(approvedFile).then(PNG.sync.read).catch(() => null);
  if (approved === null) return `there is no approved picture ${approvedFile}`;
  const picture = PNG.sync.read(taken);
  const { width, height } = picture;
  if (approved.width !== width || approved.height !== height) {
    return `it has ${width} × ${height} pixels, the approved one ${approved.width} × ${approved.height}`;
  }
  const marked = new PNG({ width, height });
  const differing = pixelmatch(picture.data, approved.data, marked.data, width, height, { threshold: colorTolerance });
  if (differing / (width * height) <= greatestShare) return null;
  const file = path.join(artefacts, `difference-${name}`);
  await writeFile(file, PNG.sync.write(marked));
  return `${((100 * differing) / (width * height)).toFixed(2)} % of its pixels differ, see ${file}`;
}

const browser = await launch();
try {
  for (const [file, shown] of Object.entries(pictures)) {
    const name = path.basename(file);
    const taken = await take(browser, shown);
    await writeFile(path.join(artefacts, name), taken);
    const approved = path.join(root, file);
    if (process.env.APPROVE_PICTURES === "1") {
      await mkdir(path.dirname(approved), { recursive: true });
      await writeFile(approved, taken);
      console.log(`approved: ${file}`);
      continue;
    }
    const problem = await difference(name, taken, approved);
    console.log(`${file}: ${problem ?? "as approved"}`);
    if (problem !== null) process.exitCode = 1;
  }
} finally {
  await browser.close();
}
