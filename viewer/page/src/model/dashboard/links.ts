import type { Link } from "../types";
import type { JsonReader } from "./json_reader";

/** Links of dashboards, panels or fields: the list `links`. */
export function parseLinks(reader: JsonReader): Link[] {
  return reader.objects("links").map((link) => ({
    title: link.string("title"),
    type: link.object["type"] === "dashboards" ? "dashboards" : "link",
    url: safeUrl(link.string("url")),
    tooltip: link.string("tooltip"),
    tags: link.strings("tags"),
    asDropdown: link.boolean("asDropdown", false),
    targetBlank: link.boolean("targetBlank", false),
    keepTime: link.boolean("keepTime", false),
    includeVariables: link.boolean("includeVars", false),
  }));
}

/** A link may lead to a page, never to a script. */
function safeUrl(url: string): string {
  const scheme = /^\s*([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase();
  return scheme === undefined || ["http", "https", "mailto"].includes(scheme) ? url : "";
}
