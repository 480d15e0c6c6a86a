#!/usr/bin/python3
"""Prints prometheus.yml, which is written for Prometheus 3 in Docker, as Debian 12's Prometheus 2.42 takes it.

    tools/local_prometheus_config.py --metrics-port 8000 --prometheus-port 9090 --alertmanager-port 9093 prometheus.yml
    tools/local_prometheus_config.py --in-containers prometheus.yml

Differences: settings that 2.42 does not know are left out (./run gives it --enable-feature=native-histograms instead), what
stands in scrape_config_files, unknown to it as well, joins scrape_configs, containers' names become 127.0.0.1 with the given
ports (--metrics-address names another address of the bot), and the paths of rule files become absolute. With
--in-containers names, ports and paths stay: for a Prometheus 2.42 in a container.
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


def read(file):
    """The settings in a file; ends the program with one line about a file that holds none."""
    try:
        config = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        sys.exit(f"{file.name}: {' '.join(str(error).split())}")
    if not isinstance(config, dict):
        sys.exit(f"{file.name}: expected settings, found {type(config).__name__}")
    return config


def include_scrape_configs(config, folder):
    """Brings the jobs of the files that scrape_config_files names into the configuration itself."""
    for pattern in config.pop("scrape_config_files", None) or []:
        for file in sorted(folder.glob(str(pattern))):
            jobs = read(file).get("scrape_configs") or []
            config["scrape_configs"] = [*(config.get("scrape_configs") or []), *jobs]


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--metrics-address", default="127.0.0.1")
    arguments.add_argument("--metrics-port", type=int)
    arguments.add_argument("--prometheus-port", type=int)
    arguments.add_argument("--alertmanager-port", type=int)
    arguments.add_argument("--in-containers", action="store_true")
    arguments.add_argument("file", type=Path)
    options = arguments.parse_args()

    ports = (options.metrics_port, options.prometheus_port, options.alertmanager_port)
    if not options.in_containers and None in ports:
        arguments.error("the three ports are needed, or --in-containers")

    config = read(options.file)
    folder = options.file.resolve().parent
    include_scrape_configs(config, folder)
    targets = {
        "coursebot:8000": f"{options.metrics_address}:{options.metrics_port}",
        "localhost:9090": f"127.0.0.1:{options.prometheus_port}",
        "alertmanager:9093": f"127.0.0.1:{options.alertmanager_port}",
    }
    config = local_form(config, {} if options.in_containers else targets)
    if not options.in_containers:
        config["rule_files"] = [absolute_pattern(str(pattern), folder) for pattern in config.get("rule_files") or []]
    print("# Derived from prometheus.yml at every start of ./run: edit that file, not this one.")
    yaml.safe_dump(config, sys.stdout, sort_keys=False, allow_unicode=True)


if __name__ == "__main__":
    main()
