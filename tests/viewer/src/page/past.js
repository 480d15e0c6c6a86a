// What the tests of the page stand on: a day that is always the same (history.py), seen at its end.

import { required } from "../chromium.js";
import { open } from "../board.js";

export const now = Number(required("NOW")) * 1000;
export const hour = 3_600_000;
/** Six hours before that, as moments; nothing is refreshed by itself. */
export const sixHours = { from: String(now - 6 * hour), to: String(now), refresh: "off" };

export const openPast = (page, dashboard, more = {}) => open(page, dashboard, { ...sixHours, lang: "en", ...more });

/** The questions to Prometheus that the page asks while `act` goes on. */
export async function questions(page, act) {
  const asked = [];
  const remember = (request) => {
    const { pathname, searchParams } = new URL(request.url());
    if (pathname.startsWith("/api/v1/query")) asked.push(Object.fromEntries(searchParams));
  };
  page.on("request", remember);
  await act();
  page.off("request", remember);
  return asked;
}
