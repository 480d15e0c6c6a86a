#!/usr/bin/python3
"""The verdicts and tables that bench/metrics/run prints."""

import unittest

import comparison
from comparison import GO, GOALS, OURS


def measured_at_the_limit():
    """What just meets every goal."""
    values = {(OURS, row): 10.0 for row in comparison.ENCODED_SIZES}
    for goal in GOALS:
        values[OURS, goal.ours] = 10.0
        values[GO, goal.theirs] = 10.0 / goal.limit
    return values


def unmet(values):
    return [verdict.meaning for verdict in comparison.verdicts(values) if not verdict.is_met]


class Comparison(unittest.TestCase):
    def test_a_goal_is_met_at_its_limit(self):
        self.assertEqual(unmet(measured_at_the_limit()), [])

    def test_a_goal_is_not_met_beyond_its_limit(self):
        for goal in GOALS:
            with self.subTest(goal.meaning):
                values = measured_at_the_limit()
                values[GO, goal.theirs] *= 0.99
                self.assertEqual(unmet(values), [f"{goal.meaning} of client_golang"])

    def test_a_series_of_a_large_registry_may_take_twice_the_time(self):
        values = measured_at_the_limit()
        values[OURS, "encode_text/1000000"] = 20.0
        self.assertEqual(unmet(values), [])
        values[OURS, "encode_text/1000000"] = 20.1
        self.assertEqual(unmet(values), ["text, 1,000 to 1,000,000 counters: within 2×"])

    def test_shows_the_ratio_the_way_round_that_people_read(self):
        verdict = next(comparison.verdicts(measured_at_the_limit()))
        self.assertEqual(verdict.measured, "10.0 / 40.0 = 1/4.0")


if __name__ == "__main__":
    unittest.main()
