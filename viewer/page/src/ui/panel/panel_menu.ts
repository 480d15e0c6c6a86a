import { interpolateUrl } from "../../model/interpolate";
import { planQueries } from "../../model/plan";
import type { Panel } from "../../model/types";
import { attachMenu, type MenuItem } from "../overlay/menu";
import { isSafeLink } from "../safe_link";
import type { Surroundings } from "../surroundings";
import { prometheusLink } from "./prometheus_link";

/** The menu behind the dots in a panel's header. */
export function attachPanelMenu(
  button: HTMLButtonElement,
  panel: Panel,
  page: Surroundings,
  showValues: () => void,
): HTMLElement {
  return attachMenu(button, page.texts.panelMenu(panel.title), () => [
    fullScreenItem(panel, page),
    ...queryItems(panel, page, showValues),
    ...linkItems(panel, page),
  ]);
}

function fullScreenItem(panel: Panel, page: Surroundings): MenuItem {
  const viewed = page.viewedPanel() === panel.id;
  return {
    label: viewed ? page.texts.leaveFullScreen : page.texts.fullScreen,
    icon: viewed ? "shrink" : "expand",
    keys: "v",
    choose: () => page.viewPanel(viewed ? null : panel.id),
  };
}

function queryItems(panel: Panel, page: Surroundings, showValues: () => void): MenuItem[] {
  const planned = planQueries(panel, page.situation(), 1000);
  if (planned.length === 0) return [];
  const link = prometheusLink(page.prometheusUrl, planned, page.situation());
  const expressions = [...new Set(planned.map(({ expression }) => expression))];
  const copy = (): void => {
    void navigator.clipboard.writeText(expressions.join("\n\n")).then(() => page.announce(page.texts.copied));
  };
  return [
    ...(link === null ? [] : [{ label: page.texts.openInPrometheus, icon: "external", href: link } satisfies MenuItem]),
    { label: page.texts.showAsTable, icon: "table", keys: "b", choose: showValues },
    { label: page.texts.copyQuery, icon: "copy", choose: copy },
  ];
}

function linkItems(panel: Panel, page: Surroundings): MenuItem[] {
  return panel.links
    .map(({ title, url }) => ({
      label: title || url,
      icon: "external" as const,
      href: interpolateUrl(url, page.situation()),
    }))
    .filter(({ href }) => isSafeLink(href));
}
