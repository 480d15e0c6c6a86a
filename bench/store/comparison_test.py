#!/usr/bin/python3
"""The verdicts that bench/store/run prints."""

import unittest

import comparison
from comparison import LARGE, RATIO, SMALL


def equal_figures():
    return {(size, row): 20.0 for size in comparison.SIZES for row in comparison.ROWS}


def unmet(figures):
    return [verdict.meaning for verdict in comparison.verdicts(figures) if not verdict.is_met]


class Comparison(unittest.TestCase):
    def test_as_fast_is_as_fast(self):
        self.assertEqual(unmet(equal_figures()), [])

    def test_what_is_slow_may_take_half_as_long_again(self):
        figures = equal_figures() | {(SMALL, "start"): 100, (LARGE, "start"): 150}
        self.assertEqual(unmet(figures), [])
        self.assertEqual(unmet(figures | {(LARGE, "start"): 150.1}), ["start until /ready, ms: as fast"])

    def test_what_is_fast_may_take_a_few_milliseconds_longer(self):
        figures = equal_figures() | {(SMALL, "/my p50"): 1, (LARGE, "/my p50"): 6}
        self.assertEqual(unmet(figures), [])
        self.assertEqual(unmet(figures | {(LARGE, "/my p50"): 6.1}), ["/my to its reply, median, ms: as fast"])

    def test_a_scrape_grows_by_digits_only(self):
        self.assertEqual(unmet(equal_figures() | {(LARGE, "scrape_size"): 22}), [])
        self.assertEqual(unmet(equal_figures() | {(LARGE, "scrape_size"): 22.1}), ["a scrape's size: within 1.1 ×"])

    def test_memory_has_a_limit_of_its_own(self):
        figures = equal_figures() | {(SMALL, "memory"): 2, (LARGE, "memory"): 24}
        self.assertEqual(unmet(figures), [])
        self.assertEqual(unmet(figures | {(LARGE, "memory"): 24.1}), ["resident after all commands, MB: at most 24"])

    def test_the_ratio_is_the_large_stores(self):
        ratios = comparison.with_ratios(equal_figures() | {(LARGE, "database"): 400.0})
        self.assertEqual((ratios[RATIO, "database"], ratios[RATIO, "start"]), (20, 1))

    def test_every_figure_of_a_command_has_a_row(self):
        for command in comparison.COMMANDS:
            self.assertEqual(comparison.command_figures(command, [0.002]),
                             {f"{command} p50": 2, f"{command} p99": 2})
            self.assertLessEqual(set(comparison.command_figures(command, [1.0])), set(comparison.ROWS))


if __name__ == "__main__":
    unittest.main()
