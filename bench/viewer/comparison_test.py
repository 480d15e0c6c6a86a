#!/usr/bin/python3
"""The verdicts that bench/viewer/run prints, and the dashboard that it opens."""

import unittest

import comparison
import twelve_panels


def unmet(**figures):
    measured = dict.fromkeys(comparison.ROWS, 1.0) | figures
    return [verdict.meaning for verdict in comparison.verdicts(measured) if not verdict.is_met]


class Comparison(unittest.TestCase):
    def test_what_is_fast_and_small_meets_the_goals(self):
        self.assertEqual(unmet(), [])

    def test_each_goal_has_its_limit(self):
        for row, most in (("paint", 1000), ("interactive", 1000), ("page_bytes", 300), ("drawn", 500), ("refresh", 500),
                          ("memory", 24)):
            with self.subTest(row):
                self.assertEqual(unmet(**{row: most}), [])
                self.assertEqual(len(unmet(**{row: most + 0.1})), 1)


class TwelvePanels(unittest.TestCase):
    def test_each_panel_asks_for_every_scrape(self):
        panels = twelve_panels.dashboard()["panels"]
        self.assertEqual(len(panels), 12)
        points = twelve_panels.HOURS * 3600 / twelve_panels.SCRAPE_INTERVAL
        self.assertEqual(points, 1440)
        for panel in panels:
            self.assertEqual(panel["interval"], "15s")
            self.assertGreater(panel["maxDataPoints"], points)

    def test_panels_are_all_in_view(self):
        # Rows of 30 px with gaps of 8 (Grafana's grid), in a window of twelve_panels.HEIGHT.
        bottom = max(panel["gridPos"]["y"] + panel["gridPos"]["h"] for panel in twelve_panels.dashboard()["panels"])
        self.assertLess(bottom * 38, twelve_panels.HEIGHT - 100)


if __name__ == "__main__":
    unittest.main()
