#!/usr/bin/python3
"""The verdicts that bench/catalogue/run prints, and the catalogue that it makes."""

import random
import tempfile
import unittest
from pathlib import Path

import comparison
import large_catalogue

PLANS = Path(__file__).resolve().parents[2] / "catalog" / "plans.yaml"


def unmet(**figures):
    measured = dict.fromkeys(comparison.ROWS, 1.0) | figures
    return [verdict.meaning for verdict in comparison.verdicts(measured) if not verdict.is_met]


class Comparison(unittest.TestCase):
    def test_what_is_fast_meets_the_goals(self):
        self.assertEqual(unmet(), [])

    def test_loading_may_take_two_seconds(self):
        self.assertEqual(unmet(load=2_000), [])
        self.assertEqual(len(unmet(load=2_001)), 1)

    def test_a_page_may_take_twenty_milliseconds(self):
        for row in comparison.PAGES:
            self.assertEqual(unmet(**{row: 20}), [])
            self.assertEqual(len(unmet(**{row: 20.1})), 1)


class LargeCatalogue(unittest.TestCase):
    def test_it_is_the_same_each_time(self):
        with tempfile.TemporaryDirectory() as folder:
            contents = []
            for name in ("a", "b"):
                large_catalogue.write(Path(folder, name), PLANS, courses=2, lessons=3)
                files = sorted(path for path in Path(folder, name).rglob("*") if path.is_file())
                contents.append([(path.relative_to(Path(folder, name)), path.read_bytes()) for path in files])
            self.assertEqual(contents[0], contents[1])
            self.assertEqual(len(contents[0]), 1 + 2 * (1 + 3))

    def test_a_lesson_has_the_length_that_is_claimed(self):
        for language in ("en", "ru"):
            text = large_catalogue.lesson(random.Random(1), language).encode()
            self.assertGreaterEqual(len(text), large_catalogue.LESSON_BYTES)
            self.assertLess(len(text), 2 * large_catalogue.LESSON_BYTES)


if __name__ == "__main__":
    unittest.main()
