#!/usr/bin/python3
"""What every dashboard keeps to: metrics that exist, histograms of either kind, panels that explain themselves."""

import re
import unittest

import yaml

from dashboards import REPOSITORY, load, targets
from promql import metrics

# What Prometheus itself stores beside a scrape and of its rules.
PROMETHEUS_OWN = {"up", "scrape_duration_seconds", "scrape_samples_scraped", "ALERTS"}
COLUMNS = 24


def documented():
    """Type by name, from docs/metrics.md."""
    text = (REPOSITORY / "docs/metrics.md").read_text(encoding="utf-8")
    return dict(re.findall(r"^\| `(\w+)` \| (\w+) \|", text, re.MULTILINE))


def rules():
    groups = yaml.safe_load((REPOSITORY / "alerts.yml").read_text(encoding="utf-8"))["groups"]
    return [rule for group in groups for rule in group["rules"]]


def parts_of(histogram):
    return {f"{histogram}_{part}" for part in ("bucket", "count", "sum")}


class Queries(unittest.TestCase):
    def setUp(self):
        self.documented = documented()
        self.histograms = {name for name, kind in self.documented.items() if kind == "histogram"}
        self.known = PROMETHEUS_OWN | set(self.documented) | {rule["record"] for rule in rules() if "record" in rule}
        for histogram in self.histograms:
            self.known |= parts_of(histogram)
        self.expressions = {str(target): target.expression for target in targets()}
        self.assertGreater(len(self.expressions), 50)
        for rule in rules():
            self.expressions[f"alerts.yml / {rule.get('alert', rule.get('record'))}"] = rule["expr"]

    def test_every_metric_exists(self):
        for where, expression in self.expressions.items():
            with self.subTest(where):
                self.assertLessEqual(metrics(expression), self.known)

    def test_a_histogram_is_read_native_or_else_classic(self):
        found = 0
        for where, expression in self.expressions.items():
            for histogram in self.histograms:
                if not metrics(expression) & ({histogram} | parts_of(histogram)):
                    continue
                found += 1
                with self.subTest(where):
                    native, classic = re.split(r"\bor\b", expression)
                    self.assertEqual(metrics(native), {histogram})
                    self.assertTrue(metrics(classic) <= parts_of(histogram) and metrics(classic), expression)
        self.assertGreater(found, 10)

    def test_the_guides_panels_come_first_and_ask_what_the_guide_asks(self):
        first = load()["coursebot.json"]["panels"][:4]
        asked = [(panel["title"], panel["type"], panel["targets"][0]["expr"]) for panel in first]
        self.assertEqual([asked[0], asked[1], asked[3]], [
            ("Users Online", "timeseries", "users_online"),
            ("Total Payments", "stat", 'rate(payment_transactions_total{status="success"}[1h])'),
            ("Recent Transactions", "table", "sum by (status) (payment_transactions_total)"),
        ])
        self.assertEqual(first[0]["targets"][0]["legendFormat"], "Current online")
        stat = first[1]["fieldConfig"]["defaults"]
        self.assertEqual((stat["unit"], stat["decimals"]), ("suffix:/s", 2))


class Limits(unittest.TestCase):
    def test_the_lines_are_drawn_where_docker_draws_them(self):
        compose = yaml.safe_load((REPOSITORY / "docker-compose.yml").read_text(encoding="utf-8"))
        bot = compose["services"]["coursebot"]
        drawn = {panel["title"]: panel["fieldConfig"]["defaults"].get("thresholds", {"steps": [{}]})["steps"][-1].get("value")
                 for panel in load()["process.json"]["panels"] if panel["type"] == "timeseries"}
        self.assertEqual(drawn["CPU"], bot["cpus"])
        self.assertEqual(f"{drawn['Resident memory'] // 1024**2}m", bot["mem_limit"])


class Layout(unittest.TestCase):
    def test_each_is_found_by_its_file_name_and_by_its_title(self):
        boards = load()
        self.assertEqual({name: board["uid"] for name, board in boards.items()},
                         {name: name.removesuffix(".json") for name in boards})
        self.assertEqual({board["title"] for board in boards.values()}, {"CourseBot", "Telegram", "Process and store"})
        for board in boards.values():
            self.assertEqual([link["tags"] for link in board["links"]], [board["tags"]])

    def test_panels_explain_themselves(self):
        for name, board in load().items():
            self.assertEqual(len({panel["id"] for panel in board["panels"]}), len(board["panels"]), name)
            for panel in board["panels"]:
                if panel["type"] == "row":
                    continue
                with self.subTest(dashboard=name, panel=panel["title"]):
                    self.assertTrue(panel["title"])
                    self.assertRegex(panel["description"], r"\w.*\.$")
                    letters = [target["refId"] for target in panel["targets"]]
                    self.assertEqual(len(set(letters)), len(letters))

    def test_panels_fill_their_lines_and_never_overlap(self):
        for name, board in load().items():
            taken = set()
            for panel in board["panels"]:
                place = panel["gridPos"]
                cells = {(x, y) for x in range(place["x"], place["x"] + place["w"])
                         for y in range(place["y"], place["y"] + place["h"])}
                self.assertFalse(cells & taken, f"{name}: {panel['title']} lies upon another panel")
                taken |= cells
            height = max(y for _, y in taken) + 1
            self.assertEqual(len(taken), COLUMNS * height, f"{name} has holes")


if __name__ == "__main__":
    unittest.main()
