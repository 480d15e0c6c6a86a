#!/usr/bin/python3
"""Prints prometheus.yml, which is written for Prometheus 3 in Docker, as Debian 12's Prometheus 2.42 takes it.

    tools/local_prometheus_config.py --metrics-port 8000 --prometheus-port 9090 --alertmanager-port 9093 prometheus.yml

Differences: settings that 2.42 does not know are left out (./run gives it --enable-feature=native-histograms instead),
containers' names become 127.0.0.1 with the given ports (--metrics-address names another address of the bot), and the
paths of rule files become absolute.
"""

import argparse
import re
import sys
from pathlib import Path

import yaml

# Both say how to scrape native histograms, which 2.42 does by its feature flag.
UNKNOWN_TO_DEBIAN = {"scrape_native_histograms", "always_scrape_classic_histograms"}


def local_form(node, targets):
    """The configuration, or a part of it, without unknown settings and with local targets."""
    if isinstance(node, list):
        return [local_form(item, targets) for item in node]
    if isinstance(node, dict):
        return {key: local_form(value, targets) for key, value in node.items() if key not in UNKNOWN_TO_DEBIAN}
    return targets.get(node, node)


def absolute_pattern(pattern, folder):
    """Rule files are patterns: what would be special in the folder's own name is escaped. (Prometheus takes no `*` there.)"""
    escaped = re.sub(r"([\\?\[])", r"\\\1", str(folder))
    return pattern if pattern.startswith("/") else f"{escaped}/{pattern}"


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--metrics-address", default="127.0.0.1")
    arguments.add_argument("--metrics-port", type=int, required=True)
    arguments.add_argument("--prometheus-port", type=int, required=True)
    arguments.add_argument("--alertmanager-port", type=int, required=True)
    arguments.add_argument("file", type=Path)
    options = arguments.parse_args()

    try:
        config = yaml.safe_load(options.file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        sys.exit(f"{options.file.name}: {' '.join(str(error).split())}")
    if not isinstance(config, dict):
        sys.exit(f"{options.file.name}: expected settings, found {type(config).__name__}")

    config = local_form(
        config,
        {
            "coursebot:8000": f"{options.metrics_address}:{options.metrics_port}",
            "localhost:9090": f"127.0.0.1:{options.prometheus_port}",
            "alertmanager:9093": f"127.0.0.1:{options.alertmanager_port}",
        },
    )
    folder = options.file.resolve().parent
    config["rule_files"] = [absolute_pattern(str(pattern), folder) for pattern in config.get("rule_files") or []]
    print("# Derived from prometheus.yml at every start of ./run: edit that file, not this one.")
    yaml.safe_dump(config, sys.stdout, sort_keys=False, allow_unicode=True)


if __name__ == "__main__":
    main()
