import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import {
  type Dashboard,
  DashboardBuilder,
  DashboardCursorSync,
  DashboardLinkBuilder,
  DashboardLinkType,
  type Panel,
  RowBuilder,
} from "@grafana/grafana-foundation-sdk/dashboard";

const tag = "coursebot";

/** A dashboard. Its address in Grafana is /d/`uid`, and its file grafana/`uid`.json. */
export interface Board {
  uid: string;
  title: string;
  description: string;
  sections: Section[];
}

/** Panels under a heading; the first ones of a dashboard need none. */
export interface Section {
  heading?: string;
  panels: Sized[];
}

/** A panel that knows its width, of the 24 columns of a dashboard, and its height. On a phone all become one column. */
export interface Sized extends Builder<Panel> {
  span(columns: number): Sized;
  height(rows: number): Sized;
}

/** Panels of one line: they share its width equally unless `columns` gives the width of each. */
export function lineOf(height: number, panels: Sized[], columns?: number[]): Sized[] {
  return panels.map((panel, index) => panel.height(height).span(columns?.[index] ?? 24 / panels.length));
}

/** Grafana and its migrations tell panels apart by these numbers. They follow the order on the dashboard. */
function number(dashboard: Dashboard): Dashboard {
  dashboard.panels?.forEach((panel, index) => (panel.id = index + 1));
  return dashboard;
}

/** The SDK's default hides links in a menu. */
function showLinks(dashboard: Dashboard): Dashboard {
  dashboard.links?.forEach((link) => delete link.placement);
  return dashboard;
}

export function build(board: Board): Dashboard {
  const others = new DashboardLinkBuilder("CourseBot")
    .type(DashboardLinkType.Dashboards)
    .tags([tag])
    .asDropdown(false)
    .includeVars(false)
    .keepTime(true);
  const builder = new DashboardBuilder(board.title)
    .uid(board.uid)
    .description(board.description)
    .tags([tag])
    .timezone("browser")
    .time({ from: "now-6h", to: "now" })
    .refresh("15s")
    .tooltip(DashboardCursorSync.Crosshair)
    .link(others);
  for (const section of board.sections) {
    if (section.heading !== undefined) builder.withRow(new RowBuilder(section.heading));
    section.panels.forEach((panel) => builder.withPanel(panel));
  }
  return number(showLinks(builder.build()));
}
