import type { Link } from "../../model/types";
import { element } from "../dom";
import { icon } from "../icons";
import { isSafeLink } from "../safe_link";
import type { DashboardList } from "../viewer_server";

export interface LinkTarget {
  list: DashboardList;
  current: string;
  addressOf: (uid: string, keeps: { time: boolean; variables: boolean }) => string;
  open: (uid: string, keeps: { time: boolean; variables: boolean }) => void;
}

/** The links that a dashboard names: to others with a tag, or to anywhere. */
export function dashboardLinks(links: readonly Link[], target: LinkTarget): HTMLElement[] {
  return links.flatMap((link) => (link.type === "dashboards" ? taggedLinks(link, target) : outsideLink(link)));
}

function taggedLinks(
  { tags, keepTime, includeVariables }: Link,
  { list, current, addressOf, open }: LinkTarget,
): HTMLElement[] {
  const keeps = { time: keepTime, variables: includeVariables };
  return list.dashboards
    .filter((dashboard) => dashboard.uid !== current && tags.every((tag) => dashboard.tags.includes(tag)))
    .map(({ uid, title }) => {
      const follow = (event: MouseEvent): void => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        open(uid, keeps);
      };
      return element("a", { class: "link-button", href: addressOf(uid, keeps), onclick: follow }, title);
    });
}

function outsideLink({ title, url, tooltip, targetBlank }: Link): HTMLElement[] {
  if (!isSafeLink(url)) return [];
  const attributes = {
    class: "link-button",
    href: url,
    title: tooltip,
    rel: "noopener noreferrer",
    target: targetBlank ? "_blank" : null,
  };
  return [element("a", attributes, title || url, icon("external"))];
}
