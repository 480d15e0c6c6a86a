import assert from "node:assert/strict";

import { settings } from "../chromium.js";
import { panel } from "../board.js";
import { eventually, pageTest } from "../suite.js";
import { now, openPast } from "./past.js";

const refused = [/401/, /failed: [^ ]+:\d+\/$/];
const everything = ["/", "/api/config", "/api/dashboards", "/api/dashboards/coursebot", "/api/v1/query?query=up",
  "/render/chart.png?name=users_online"];

for (const [who, login] of [["nobody", null], ["a wrong password", { user: settings.user, password: "wrong" }],
  ["an unknown user", { user: "guest", password: settings.password }]]) {
  pageTest(`log-in: ${who} is refused everything`, { login, provokes: refused }, async (page) => {
    // Few, because ten wrong passwords a minute are the most that the viewer answers.
    for (const path of login === null ? everything : ["/", "/api/v1/query?query=up"]) {
      const response = await page.request.get(settings.url + path);
      assert.equal(response.status(), 401, path);
      assert.match(response.headers()["www-authenticate"], /^Basic realm="[^"]+"/);
    }
    const response = await page.goto(settings.url).catch((error) => error);
    if (!(response instanceof Error)) assert.equal(response.status(), 401);
    assert.equal(await page.locator("[data-panel]").count(), 0);
  });
}

pageTest("log-in: the right password shows the dashboard", { now }, async (page) => {
  const response = await openPast(page, "coursebot");
  assert.equal(response.status(), 200);
  assert.equal(await panel(page, 1).getAttribute("aria-label"), "Users Online");
  assert.match(await page.title(), /^CourseBot/);
});

pageTest("policy: the page may load and run nothing but its own files", { now }, async (page) => {
  const policy = (await openPast(page, "coursebot")).headers()["content-security-policy"];
  const directives = Object.fromEntries(policy.split(";").map((each) => each.trim().split(/ (.*)/s).slice(0, 2)));
  assert.equal(directives["default-src"], "'none'");
  assert.equal(directives["script-src"], "'self'");
  assert.equal(directives["style-src"], "'self'");
  assert.equal(directives["connect-src"], "'self'");
  assert.equal(directives["frame-ancestors"], "'none'");
  assert.equal(directives["base-uri"], "'none'");
  assert.doesNotMatch(policy, /unsafe|\*|https?:/);
  // Something that the policy forbids is indeed refused, and would be noticed.
  await page.evaluate(() => document.body.append(Object.assign(document.createElement("script"), { textContent: "1" })));
  await eventually("the violation is told on the console and by its event", async () =>
    page.mishaps.some((mishap) => mishap.startsWith("policy: script-src")) &&
    page.mishaps.some((mishap) => mishap.startsWith("console:")));
  page.mishaps.splice(0);
});
