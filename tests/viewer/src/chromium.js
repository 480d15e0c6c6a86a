// Chromium as the tests use it: one browser, a context for each test, and everything in it that a user must never see
// (errors on the console, failed requests, violations of the page's policy) remembered.

import { chromium } from "playwright-core";

// Debian's own; ./test installs it.
const executablePath = "/usr/bin/chromium";
// The browser's own limits: a machine with other tests on it may be slow.
const patience = 30_000;

export const desktop = { width: 1280, height: 800 };
export const phone = { width: 390, height: 844 };

export const settings = {
  url: required("VIEWER_URL"),
  user: process.env.VIEWER_USER ?? "admin",
  password: process.env.VIEWER_PASSWORD ?? "admin123",
};

export function required(name) {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: start this by its Python test`);
  return value;
}

export function launch() {
  // Its sandbox refuses to run as root.
  const args = process.getuid() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({ executablePath, args: [...args, "--font-render-hinting=none", "--disable-lcd-text"] });
}

/**
 * A page in a context of its own. `size` is a viewport; a phone is touched. `login: null` knows no password; `now` stops the
 * page's clock at that moment (milliseconds since 1970), its timers run on.
 */
export async function openPage(browser, { size = desktop, theme = "dark", language = "en-GB", login = settings, now } = {}) {
  const context = await browser.newContext({
    viewport: size,
    hasTouch: size.width < 700,
    isMobile: size.width < 700,
    colorScheme: theme,
    locale: language,
    timezoneId: "UTC",
    reducedMotion: "reduce",
    ...(login && { httpCredentials: { username: login.user, password: login.password, send: "always" } }),
  });
  context.setDefaultTimeout(patience);
  const page = await context.newPage();
  if (now !== undefined) await context.addInitScript(stopDate, now);
  page.mishaps = await watchMishaps(page);
  return page;
}

/** Date alone stands still: Playwright's own clock also takes away the marks by which the page tells what it has done. */
function stopDate(now) {
  const Running = Date;
  globalThis.Date = class extends Running {
    constructor(...given) {
      super(...(given.length > 0 ? given : [now]));
    }

    static now() {
      return now;
    }
  };
}

/** What went wrong in the page since it was opened, as sentences. A test that provokes some takes them out. */
async function watchMishaps(page) {
  const mishaps = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) mishaps.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => mishaps.push(`exception: ${error.message}`));
  page.on("requestfailed", (request) => {
    // What the page itself has no use for any more is aborted.
    if (request.failure()?.errorText !== "net::ERR_ABORTED") mishaps.push(`failed: ${request.url()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) mishaps.push(`${response.status()}: ${response.url()}`);
  });
  await page.exposeFunction("reportViolation", (violation) => mishaps.push(`policy: ${violation}`));
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) =>
      reportViolation(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`));
  });
  return mishaps;
}
