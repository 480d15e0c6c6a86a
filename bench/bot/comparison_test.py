#!/usr/bin/python3
"""The verdicts that bench/bot/run prints."""

import unittest

import comparison
from comparison import MODES, OURS, THEIRS


def measured_at_the_limit():
    """What just meets every goal."""
    figures = {}
    for mode in MODES:
        figures |= {(OURS, f"{mode}_rate"): 30_000, (THEIRS, f"{mode}_rate"): 10_000, (OURS, f"{mode}_cpu"): 25,
                    (THEIRS, f"{mode}_cpu"): 100, (OURS, f"{mode}_memory"): 24}
    return figures


def unmet(figures):
    return [verdict.meaning for verdict in comparison.verdicts(figures) if not verdict.is_met]


class Comparison(unittest.TestCase):
    def test_goals_are_met_at_their_limits(self):
        self.assertEqual(unmet(measured_at_the_limit()), [])

    def test_none_is_met_beyond_its_limit(self):
        beyond = {"rate": (29_999, "long polling, updates a second: 3 × grammY"),
                  "cpu": (25.01, "long polling, CPU an update: 1/4 of grammY"),
                  "memory": (24.01, "long polling, resident memory: 24 MB")}
        for row, (value, meaning) in beyond.items():
            with self.subTest(row):
                self.assertEqual(unmet(measured_at_the_limit() | {(OURS, f"polling_{row}"): value}), [meaning])

    def test_both_ways_have_goals_of_their_own(self):
        self.assertEqual(unmet(measured_at_the_limit() | {(THEIRS, "webhook_rate"): 10_001}),
                         ["webhook, updates a second: 3 × grammY"])

    def test_shows_ratios_the_way_round_that_people_read(self):
        shown = {verdict.meaning: verdict.measured for verdict in comparison.verdicts(measured_at_the_limit())}
        self.assertEqual(shown["webhook, updates a second: 3 × grammY"], "30,000 / 10,000 = 3.0")
        self.assertEqual(shown["webhook, CPU an update: 1/4 of grammY"], "25.0 / 100 = 1/4.0")
        self.assertEqual(shown["webhook, resident memory: 24 MB"], "24.0 MB")

    def test_latencies_are_in_milliseconds(self):
        seconds = [0.001] * 990 + [0.02] * 9 + [0.5]
        self.assertEqual(comparison.latency_figures("polling", seconds),
                         {"polling_p50": 1, "polling_p99": 1, "polling_p99.9": 20})

    def test_every_latency_has_a_row(self):
        for mode in MODES:
            self.assertLessEqual(set(comparison.latency_figures(mode, [1.0])), set(comparison.LATENCY_ROWS))


if __name__ == "__main__":
    unittest.main()
