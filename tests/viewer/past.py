"""A Prometheus that holds the past of history.py and scrapes nothing."""

import history
from harness.monitoring import Prometheus

CONFIG = "global: {scrape_interval: 15s}\n"
# The past is older than what Prometheus keeps by itself.
RETENTION = "--storage.tsdb.retention.time=100y"


def prometheus(folder, series):
    """`series` are those of history.py."""
    history.write(folder / "prometheus" / "data", series)
    return Prometheus(folder / "prometheus", config=CONFIG, options=(RETENTION,))
