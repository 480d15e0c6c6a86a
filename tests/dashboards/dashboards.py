"""The dashboards that are committed, and their queries as Grafana would send them."""

import json
import pathlib
import re
from dataclasses import dataclass

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
SOURCES = REPOSITORY / "dashboards"
COMMITTED = SOURCES / "grafana"
LEGEND_LABEL = re.compile(r"{{\s*(\w+)\s*}}")


@dataclass(frozen=True)
class Target:
    """A query of a panel."""
    dashboard: str
    panel: str
    ref_id: str
    expression: str
    format: str
    instant: bool
    labels: frozenset  # That the legend or the columns of the table show.

    def __str__(self):
        return f"{self.dashboard} / {self.panel} / {self.ref_id}"


def load():
    """Every committed dashboard, by its file name."""
    return {path.name: json.loads(path.read_text(encoding="utf-8")) for path in sorted(COMMITTED.glob("*.json"))}


def _columns(panel):
    """The fields that the panel's table orders, but for the numbers."""
    organize = [step["options"]["indexByName"] for step in panel.get("transformations", []) if step["id"] == "organize"]
    return {field for index in organize for field in index if not field.startswith("Value")}


def targets():
    """Every query of every panel."""
    for dashboard in load().values():
        for panel in dashboard["panels"]:
            for target in panel.get("targets", []):
                labels = frozenset(LEGEND_LABEL.findall(target.get("legendFormat", ""))) | _columns(panel)
                yield Target(dashboard["title"], panel["title"], target["refId"], target["expr"], target["format"],
                             target["instant"], labels)


def interpolate(expression, interval, scrape_interval, time_range):
    """The expression as Grafana sends it; all in seconds. `interval` is the step of the graph, from its width and the time
    range; `scrape_interval` what the data source calls timeInterval; of both Grafana makes $__rate_interval as documented
    (Prometheus query editor, "Use the $__rate_interval variable").
    """
    macros = {"$__rate_interval": max(interval + scrape_interval, 4 * scrape_interval), "$__interval": interval,
              "$__range": time_range}
    interpolated = re.sub(r"\$\w+", lambda match: f"{macros[match[0]]}s", expression)
    if "$" in interpolated:
        raise ValueError(f"Grafana would replace more in {interpolated}")
    return interpolated
