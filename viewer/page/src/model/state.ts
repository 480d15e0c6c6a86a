/** Everything that the user chose, in the URL, so that a link shows the same to another. */
import type { PageState, RawRange } from "./types";

const longest = 200;
const mostEntries = 100;

export const emptyState: PageState = {
  dashboard: "",
  range: null,
  refresh: null,
  variables: {},
  viewPanel: null,
  theme: "auto",
  language: "auto",
  hiddenSeries: {},
  toggledRows: [],
};

function choice<Word extends string>(value: string | null, words: readonly Word[], otherwise: Word): Word {
  return words.find((word) => word === value) ?? otherwise;
}

function wholeNumber(text: string | null): number | null {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null;
}

/** Moments are "now…", milliseconds, or ISO 8601; others are no range. */
function parseRawRange(parameters: URLSearchParams): RawRange | null {
  const from = parameters.get("from");
  const to = parameters.get("to");
  const pattern = /^(now[-+/\w]{0,60}|\d{1,15}|\d{4}-[-\dT:.Z+ ]{4,30})$/;
  const fits = (text: string | null): text is string => text !== null && pattern.test(text);
  return fits(from) && fits(to) ? { from, to } : null;
}

function withPrefix(parameters: URLSearchParams, prefix: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [key, value] of parameters) {
    if (!key.startsWith(prefix) || key === prefix || found.size >= mostEntries) continue;
    const name = key.slice(prefix.length, prefix.length + longest);
    const values = found.get(name) ?? [];
    if (values.length < mostEntries) values.push(value.slice(0, longest * 5));
    found.set(name, values);
  }
  return found;
}

/** @param search such as "?from=now-6h"; what makes no sense in it is left out */
export function parseState(search: string): PageState {
  const parameters = new URLSearchParams(search);
  const hidden = [...withPrefix(parameters, "hide-")].flatMap(([id, keys]) => {
    const panel = wholeNumber(id);
    return panel === null ? [] : [[panel, keys] as const];
  });
  const refresh = parameters.get("refresh");
  return {
    dashboard: (parameters.get("dashboard") ?? "").slice(0, longest),
    range: parseRawRange(parameters),
    refresh: refresh !== null && /^(off|\d{1,5}[smhd]?)$/.test(refresh) ? refresh.replace("off", "") : null,
    variables: Object.fromEntries(withPrefix(parameters, "var-")),
    viewPanel: wholeNumber(parameters.get("viewPanel")),
    theme: choice(parameters.get("theme"), ["dark", "light", "auto"], "auto"),
    language: choice(parameters.get("lang"), ["en", "ru", "auto"], "auto"),
    hiddenSeries: Object.fromEntries(hidden),
    toggledRows: parameters.getAll("row").flatMap((id) => wholeNumber(id) ?? []).slice(0, mostEntries),
  };
}

/** "?…", or "" if nothing was chosen. Parameters stand in a fixed order. */
export function formatState(state: PageState): string {
  const parameters = new URLSearchParams();
  if (state.dashboard !== "") parameters.set("dashboard", state.dashboard);
  if (state.range) {
    parameters.set("from", state.range.from);
    parameters.set("to", state.range.to);
  }
  if (state.refresh !== null) parameters.set("refresh", state.refresh || "off");
  for (const [name, values] of Object.entries(state.variables)) {
    // A variable of which nothing is chosen must not come back with its default.
    for (const value of values.length > 0 ? values : [""]) parameters.append(`var-${name}`, value);
  }
  if (state.viewPanel !== null) parameters.set("viewPanel", String(state.viewPanel));
  if (state.theme !== "auto") parameters.set("theme", state.theme);
  if (state.language !== "auto") parameters.set("lang", state.language);
  for (const [id, keys] of Object.entries(state.hiddenSeries)) {
    for (const key of keys) parameters.append(`hide-${id}`, key);
  }
  for (const id of state.toggledRows) parameters.append("row", String(id));
  const text = parameters.toString();
  return text === "" ? "" : `?${text}`;
}
