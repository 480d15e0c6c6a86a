#!/usr/bin/python3
"""Every query of every panel, and every rule of alerts.yml, on a real Prometheus fed by the bot and simulated customers."""

import math
import re
import unittest

import stored_histograms
from dashboards import REPOSITORY, interpolate, targets
from harness import web
from harness.case import EndToEndTest
from harness.customer import Customer
from harness.monitoring import now
from harness.waiting import eventually
from promql import answering, metrics

HISTOGRAM = "message_processing_time_seconds"
RULES = REPOSITORY / "alerts.yml"
SCRAPE_INTERVAL = stored_histograms.SCRAPE_INTERVAL
# Enough for a rate over four scrapes.
SCRAPES = 6
TIME_RANGE = SCRAPES * SCRAPE_INTERVAL


def ask(prometheus, target, moment):
    """The series that Grafana would get for a query over the time range that ends at `moment`."""
    expression = interpolate(target.expression, SCRAPE_INTERVAL, SCRAPE_INTERVAL, TIME_RANGE)
    if target.instant:
        return prometheus.query(expression, moment)
    answer = web.query(f"{prometheus.url}/api/v1/query_range", query=expression, start=f"{moment - TIME_RANGE:.3f}",
                       end=f"{moment:.3f}", step=SCRAPE_INTERVAL)
    if answer.status != 200:
        raise AssertionError(f"{expression}: {answer.status} {answer.body}")
    return answer.json()["data"]["result"]


def numbers(series):
    """The numbers of a series; of a native histogram, how much it holds."""
    samples = series.get("values") or [series[key] for key in ("value",) if key in series]
    histograms = series.get("histograms") or [series[key] for key in ("histogram",) if key in series]
    return [float(value) for _, value in samples] + [float(histogram["count"]) for _, histogram in histograms]


def reads_histogram(target):
    return any(re.search(r"_(bucket|count)$", name) for name in metrics(target.expression))


def label_sets(answer):
    return {frozenset(series["metric"].items()) for series in answer}


class Queries(EndToEndTest):
    def setUp(self):
        super().setUp()
        telegram = self.start_simulator(customers=30, rate=20)
        bot = self.start_bot(telegram)
        page = stored_histograms.ClassicPage(bot)
        self.addCleanup(page.end)
        native = stored_histograms.native(self.folder, bot, RULES)
        self.addCleanup(native.end)
        classic = stored_histograms.classic(self.folder, bot, RULES)
        self.addCleanup(classic.end)
        both = stored_histograms.both(self.folder, bot, page, RULES)
        self.addCleanup(both.end)
        self.all = {"native": native, "classic": classic, "both": both}
        for prometheus in self.all.values():
            self.wait_for_samples(prometheus, SCRAPES)
        # Within the time range of every query.
        Customer(telegram, 501).buy("lite")
        for prometheus in self.all.values():
            self.wait_for_samples(prometheus, 2)

    def wait_for_samples(self, prometheus, further):
        """Waits for so many further scrapes, and until the rules were evaluated after one."""
        def count(series):
            return prometheus.value(f"max(count_over_time({series}[1h]))", now()) or 0
        before = count("users_online")
        eventually(f"{further} further scrapes", lambda: count("users_online") >= before + further, within=60)
        eventually("the rules are evaluated", lambda: count("status:payment_transactions:count15m") > 1, within=60)

    def test_each_is_answered_however_histograms_are_stored(self):
        stored = {kind: (bool(prometheus.query(HISTOGRAM)), bool(prometheus.query(f"{HISTOGRAM}_bucket")))
                  for kind, prometheus in self.all.items()}
        self.assertEqual(stored, {"native": (True, False), "classic": (False, True), "both": (True, True)})
        self.assert_panels_show_something()
        self.assert_rules_watch_something()

    def assert_panels_show_something(self):
        for target in targets():
            answers = {kind: ask(prometheus, target, now()) for kind, prometheus in self.all.items()}
            for kind, answer in answers.items():
                with self.subTest(str(target), histograms=kind):
                    self.assert_shows_something(target, answer)
            if reads_histogram(target):
                with self.subTest(f"{target}: beside each other, native and classic show what native alone shows"):
                    self.assertEqual(label_sets(answers["both"]), label_sets(answers["native"]))

    def assert_rules_watch_something(self):
        for kind, prometheus in self.all.items():
            rules = [rule for group in prometheus.rule_groups() for rule in group["rules"]]
            self.assertGreaterEqual(len(rules), 6)
            for rule in rules:
                with self.subTest(rule["name"], histograms=kind):
                    self.assert_watches_something(prometheus, rule)

    def assert_shows_something(self, target, answer):
        self.assertTrue(answer, "no series")
        self.assertTrue(any(math.isfinite(number) for series in answer for number in numbers(series)), "no number")
        if target.format == "heatmap":
            return  # A native histogram has no label `le`.
        for series in answer:
            self.assertLessEqual(target.labels, series["metric"].keys())

    def assert_watches_something(self, prometheus, rule):
        self.assertEqual((rule["health"], rule.get("lastError", "")), ("ok", ""))
        answer = prometheus.query(answering(rule["query"]), now())
        self.assertTrue(answer, "what it watches is not there")
        if rule["type"] == "alerting":
            self.assertEqual([float(series["value"][1]) for series in answer], [0.0] * len(answer), "it would fire")


if __name__ == "__main__":
    unittest.main()
