import type { Language, PageState, Theme } from "../model/types";

const systemIsLight = window.matchMedia("(prefers-color-scheme: light)");

export function themeInForce(chosen: PageState["theme"]): Theme {
  if (chosen !== "auto") return chosen;
  return systemIsLight.matches ? "light" : "dark";
}

export function onSystemThemeChange(changed: () => void): void {
  systemIsLight.addEventListener("change", changed);
}

/** Tells the style sheet, screen readers and the browser's own controls. */
export function dress(theme: Theme, language: Language): void {
  const root = document.documentElement;
  root.dataset["theme"] = theme;
  root.lang = language;
}
