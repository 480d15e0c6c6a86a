"""The dashboard that is measured: twelve graphs of four series each over six hours, with a point for each scrape."""

from dataclasses import dataclass

HOURS = 6
SCRAPE_INTERVAL = 15
SERIES = 4
# Of the window, in pixels: all panels are in view at once.
WIDTH, HEIGHT = 1280, 1600
UID = "twelve"
UNITS = ("short", "s", "bytes", "percentunit", "reqps", "suffix:/s")


def _panel(index):
    return {
        "id": index + 1,
        "type": "timeseries",
        "title": f"Graph {index + 1}",
        "datasource": {"type": "prometheus", "uid": "prometheus"},
        "gridPos": {"x": 8 * (index % 3), "y": 8 * (index // 3), "w": 8, "h": 8},
        "interval": f"{SCRAPE_INTERVAL}s",
        "maxDataPoints": 1500,
        "targets": [{"refId": "A", "expr": f'measured{{panel="{index}"}}', "legendFormat": "{{series}}", "range": True,
                     "instant": False, "format": "time_series", "datasource": {"type": "prometheus", "uid": "prometheus"}}],
        "fieldConfig": {"defaults": {"unit": UNITS[index % len(UNITS)],
                                     "custom": {"fillOpacity": 10, "stacking": {"mode": "normal" if index % 2 else "none"}}},
                        "overrides": []},
        "options": {"legend": {"displayMode": "list", "placement": "bottom", "showLegend": True, "calcs": ["lastNotNull"]},
                    "tooltip": {"mode": "multi", "sort": "desc"}},
    }


def dashboard():
    return {"uid": UID, "title": "Twelve panels", "schemaVersion": 42, "tags": [], "graphTooltip": 1,
            "time": {"from": f"now-{HOURS}h", "to": "now"}, "refresh": "", "timezone": "utc", "templating": {},
            "panels": [_panel(index) for index in range(12)]}


@dataclass(frozen=True)
class Names:
    """Of a series: what tells it apart."""

    panel: int
    series: int

    def labels(self):
        return {"panel": str(self.panel), "series": f"series {self.series}"}


def names():
    return [Names(panel, series) for panel in range(12) for series in range(SERIES)]
