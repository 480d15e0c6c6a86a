#!/usr/bin/python3
"""Quantiles are values that were measured."""

import unittest

from measuring.quantiles import quantile


class Quantiles(unittest.TestCase):
    def test_of_a_hundred(self):
        values = [float(value) for value in range(100, 0, -1)]
        self.assertEqual([quantile(values, share) for share in (0.5, 0.99, 0.999, 1)], [50, 99, 100, 100])

    def test_of_ten_thousand(self):
        self.assertEqual(quantile(list(range(1, 10_001)), 0.999), 9990)

    def test_one_in_a_thousand_is_not_lost_to_rounding(self):
        self.assertEqual(quantile([1] * 999 + [1000], 0.999), 1)
        self.assertEqual(quantile([1] * 998 + [1000] * 2, 0.999), 1000)

    def test_of_one_is_that_one(self):
        self.assertEqual(quantile([7], 0.001), 7)

    def test_there_is_none_of_nothing_and_none_of_more_than_all(self):
        for values, share in (([], 0.5), ([1], 0), ([1], 1.1)):
            with self.assertRaises(ValueError):
                quantile(values, share)


if __name__ == "__main__":
    unittest.main()
