// Prints, as JSON, what the page shows of each panel of the dashboards BOARDS (uids, comma-separated) between FROM and TO
// (seconds since 1970), at TO; and which questions the page asked.

import { launch, openPage, required } from "./chromium.js";
import { open, panels, showAll } from "./board.js";
import { shownBy } from "./shown.js";

const from = Number(required("FROM")) * 1000;
const to = Number(required("TO")) * 1000;

async function readBoard(page, uid) {
  const asked = [];
  const remember = (request) => {
    const { pathname, searchParams } = new URL(request.url());
    if (/^\/api\/v1\/query(_range)?$/.test(pathname)) asked.push({ path: pathname, ...Object.fromEntries(searchParams) });
  };
  page.on("request", remember);
  await open(page, uid, { from, to, refresh: "off", lang: "en", theme: "dark" });
  await showAll(page);
  const shown = [];
  for (const each of await panels(page)) shown.push(await shownBy(page, each));
  page.off("request", remember);
  return { uid, asked, shown };
}

const browser = await launch();
try {
  const page = await openPage(browser, { now: to });
  const boards = [];
  for (const uid of required("BOARDS").split(",")) boards.push(await readBoard(page, uid));
  console.log(JSON.stringify({ boards, mishaps: page.mishaps }));
} finally {
  await browser.close();
}
