import type { Panel } from "../../model/types";
import type { Surroundings } from "../surroundings";
import { AlertList } from "./alert_list";
import { BarChart } from "./bar_chart";
import { BarGauge } from "./bar_gauge";
import { Gauge } from "./gauge";
import { Heatmap } from "./heatmap";
import { Notice } from "./notice";
import { Stat } from "./stat";
import { Table } from "./table";
import { Text } from "./text";
import { TimeSeries } from "./time_series";
import type { Visual } from "./visual";

export function makeVisual(panel: Panel, host: HTMLElement, page: Surroundings): Visual {
  switch (panel.type) {
    case "timeseries":
      return new TimeSeries(host, panel, page);
    case "stat":
      return new Stat(host, panel, page);
    case "gauge":
      return new Gauge(host, panel, page);
    case "bargauge":
      return new BarGauge(host, panel, page);
    case "barchart":
      return new BarChart(host, panel, page);
    case "table":
      return new Table(host, panel, page);
    case "heatmap":
      return new Heatmap(host, panel, page);
    case "alertlist":
      return new AlertList(host, panel, page);
    case "text":
      return new Text(host, panel, page);
    case "unknown":
      return new Notice(host, panel.options.kind, page.texts);
  }
}
