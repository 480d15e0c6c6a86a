#!/usr/bin/python3
"""promql.py and dashboards.py read expressions as Prometheus and Grafana do."""

import unittest

from dashboards import interpolate
from promql import answering, metrics


class Metrics(unittest.TestCase):
    def assert_metrics(self, expression, *names):
        self.assertEqual(metrics(expression), set(names), expression)

    def test_reads_names_but_no_functions_labels_or_texts(self):
        self.assert_metrics('sum by (status) (rate(paid_total{status="success"}[1h])) * 1e3', "paid_total")
        self.assert_metrics("a / on (instance) group_left (version) b", "a", "b")
        self.assert_metrics('count(ALERTS{alertname="x}y"}) or label_replace(vector(0), "label", "text", "", "")', "ALERTS")
        self.assert_metrics("sum without (instance) (job:paid:rate5m) > bool 3", "job:paid:rate5m")

    def test_reads_names_in_matchers(self):
        self.assert_metrics('max({__name__=~"poll|start", job="x"} and on (instance) poll)', "poll", "start")


class Answering(unittest.TestCase):
    def test_makes_every_comparison_answer(self):
        self.assertEqual(answering("(sum(up) or vector(0)) < 1").split(), "(sum(up) or vector(0)) < bool 1".split())
        self.assertEqual(answering("a / b > 0.1 and c >= 3").split(), "a / b > bool 0.1 and c >= bool 3".split())
        self.assertEqual(answering("a >bool 1"), "a >bool 1")

    def test_leaves_matchers_and_texts_alone(self):
        for expression in ('up{job!="a>b", x=~"<"}', 'label_replace(up, "a", "x > y", "b", "<")', "sum(up)"):
            self.assertEqual(answering(expression), expression)


class Interpolation(unittest.TestCase):
    def test_replaces_what_grafana_replaces(self):
        for expression, expected in (
            ("rate(a[$__rate_interval])", "rate(a[60s])"),
            ("rate(a[$__interval])", "rate(a[15s])"),
            ("increase(a[$__range])", "increase(a[21600s])"),
            ("rate(a[1h])", "rate(a[1h])"),
        ):
            self.assertEqual(interpolate(expression, interval=15, scrape_interval=15, time_range=21600), expected)

    def test_covers_a_step_and_a_scrape_where_that_is_more_than_four_scrapes(self):
        self.assertEqual(interpolate("a[$__rate_interval]", interval=300, scrape_interval=15, time_range=1), "a[315s]")

    def test_refuses_what_no_data_source_variable_explains(self):
        with self.assertRaises(KeyError):
            interpolate("a[$window]", interval=15, scrape_interval=15, time_range=1)
        with self.assertRaises(ValueError):
            interpolate("a[${__range}]", interval=15, scrape_interval=15, time_range=1)


if __name__ == "__main__":
    unittest.main()
