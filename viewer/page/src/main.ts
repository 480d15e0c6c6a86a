import "uplot/dist/uPlot.min.css";
import "./ui/css/page.css";
import { Page } from "./ui/page";
import { listenForShortcuts } from "./ui/shortcuts";

const page = new Page(document.body);

listenForShortcuts(
  new Map([
    ["t z", () => page.zoomOut()],
    ["t ArrowLeft", () => page.shiftRange(-1)],
    ["t ArrowRight", () => page.shiftRange(1)],
    ["t a", () => page.makeRangeAbsolute()],
    ["d r", () => page.refreshNow()],
    ["r", () => page.refreshNow()],
    ["d s", () => page.searchDashboards()],
    ["/", () => page.searchDashboards()],
    ["d c", () => page.toggleAllRows()],
    ["c t", () => page.nextTheme()],
    ["v", () => page.toggleViewedPanel()],
    ["b", () => page.panelAtHand()?.showValues()],
    ["p l", () => page.panelAtHand()?.toggleLegend()],
    ["Escape", () => page.viewPanel(null)],
    ["?", () => page.showShortcuts()],
  ]),
);

void page.start();
