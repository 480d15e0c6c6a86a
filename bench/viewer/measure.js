// Opens the measured dashboard in Chromium and prints the figures of one load and one refresh as JSON; with LOADS, opens it
// so many times and prints nothing.

import { launch, openPage, required } from "../../tests/viewer/src/chromium.js";
import { control, open, refreshed } from "../../tests/viewer/src/board.js";

const size = { width: Number(required("WIDTH")), height: Number(required("HEIGHT")) };
const dashboard = required("DASHBOARD");
const range = { from: required("FROM"), to: required("TO"), refresh: "off" };
const isData = (url) => new URL(url).pathname.startsWith("/api/v1/");

/** Bytes that came over the wire, headers included, for the page and for its data. */
async function countBytes(page) {
  const session = await page.context().newCDPSession(page);
  const urls = new Map();
  const bytes = { page: 0, data: 0 };
  session.on("Network.requestWillBeSent", ({ requestId, request }) => urls.set(requestId, request.url));
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    bytes[isData(urls.get(requestId)) ? "data" : "page"] += encodedDataLength;
  });
  await session.send("Network.enable");
  return bytes;
}

/** The steps, in seconds, of the questions that the page asks. */
function watchSteps(page) {
  const steps = new Set();
  page.on("request", (request) => {
    const { pathname, searchParams } = new URL(request.url());
    if (pathname === "/api/v1/query_range") steps.add(searchParams.get("step"));
  });
  return steps;
}

function watchLongTasks() {
  globalThis.longTasks = [];
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) longTasks.push(startTime + duration);
  }).observe({ type: "longtask", buffered: true });
}

const times = (page) => page.evaluate(() => {
  const last = (name) => performance.getEntriesByName(name).at(-1)?.startTime;
  return {
    paint: last("first-contentful-paint"),
    ready: last("coursebot:interactive"),
    data: last("coursebot:data"),
    drawn: last("coursebot:drawn"),
    busyUntil: Math.max(0, ...longTasks),
  };
});

async function measure(browser) {
  const page = await openPage(browser, { size });
  await page.addInitScript(watchLongTasks);
  const bytes = await countBytes(page);
  const steps = watchSteps(page);
  await open(page, dashboard, range);
  await page.waitForFunction(() => performance.getEntriesByName("coursebot:drawn").length > 0);
  const load = await times(page);
  const { page: pageBytes, data: dataBytes } = bytes;
  await refreshed(page, () => control(page, "refresh-now").click());
  const refresh = await times(page);
  if (page.mishaps.length > 0) throw new Error(page.mishaps.join("\n"));
  if ([...steps].join() !== required("STEP")) throw new Error(`the page asked in steps of ${[...steps].join(" and ")} s`);
  await page.context().close();
  return {
    paint: load.paint,
    controls: load.ready,
    interactive: Math.max(load.ready, load.busyUntil),
    page_bytes: pageBytes / 1000,
    data_bytes: dataBytes / 1000,
    drawn: load.drawn - load.data,
    refresh: refresh.drawn - refresh.data,
  };
}

async function load(browser, times) {
  const page = await openPage(browser, { size });
  for (let count = 0; count < times; ++count) await open(page, dashboard, range);
  if (page.mishaps.length > 0) throw new Error(page.mishaps.join("\n"));
}

const browser = await launch();
try {
  if (process.env.LOADS) await load(browser, Number(process.env.LOADS));
  else console.log(JSON.stringify(await measure(browser)));
} finally {
  await browser.close();
}
