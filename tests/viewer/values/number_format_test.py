#!/usr/bin/python3
"""The independent reading of Grafana's number formats agrees with the cases that Grafana's own tests state."""

import math
import unittest

from number_format import as_javascript, from_now, in_unit

# Unit, decimals, number, text: packages/grafana-data/src/valueFormats/valueFormats.test.ts.
STATED_BY_GRAFANA = [
    ("currencyUSD", 2, 1532.82, "$1.53K"), ("none", None, 3.23, "3.23"), ("none", None, 0.0245, "0.0245"),
    ("none", None, 1 / 3, "0.333"), ("ms", 4, 0.0024, "0.0024 ms"), ("ms", 0, 100, "100 ms"), ("ms", 2, 1250, "1.25 s"),
    ("ms", 1, 10000086.123, "2.8 hours"), ("ms", None, 1000, "1 s"), ("ms", 0, 1200, "1 s"), ("short", None, 1000, "1 K"),
    ("short", None, 1200, "1.20 K"), ("short", None, 1250, "1.25 K"), ("short", None, 1000000, "1 Mil"),
    ("short", None, 1500000, "1.50 Mil"), ("short", None, 1000120, "1.00 Mil"), ("short", None, 98765, "98.8 K"),
    ("short", None, 9876543, "9.88 Mil"), ("kbytes", None, 10000000, "9.54 GiB"), ("deckbytes", None, 10000000, "10 GB"),
    ("a", 0, 1532.82, "1533 a"), ("prefix:b", None, 1532.82, "b1533"), ("si:µF", 2, 0, "0.00 µF"),
    ("si:µF", 2, 1234, "1.23 mF"), ("si:µF", 2, 1234000000, "1.23 kF"),
    ("suffix:d", None, 1532.82, "1533 d"),
    ("count:xpm", 2, 1234567, "1.23M xpm"), ("count:x/min", 2, 1234, "1.23K x/min"), ("currency:@", 2, 1234, "@1.23K"),
    ("dtdurationms", None, 100000, "1 minute"), ("none", None, 100, "100"), ("none", None, 100.4, "100"),
    ("none", None, 100.5, "101"), ("none", None, 27.4, "27.4"), ("none", None, -100.5, "-100"),
    ("none", None, -100.6, "-101"), ("none", None, -27.6, "-27.6"), ("none", 1, 100, "100.0"), ("none", 1, 100.37, "100.4"),
    ("none", 2, 100.5, "100.50"), ("none", 2, 0, "0.00"), ("none", -2, 186.123, "186"), ("none", None, math.inf, "∞"),
    ("megwatt", 0, 1, "1 megwatt"),  # Not one of the units that are read here: as any unknown one.
]


class NumberFormat(unittest.TestCase):
    def test_what_grafana_states(self):
        for unit, decimals, number, text in STATED_BY_GRAFANA:
            with self.subTest(unit=unit, decimals=decimals, number=number):
                self.assertEqual(in_unit(number, unit, decimals), text)

    def test_numbers_are_written_as_javascript_does(self):
        for number, text in ((1e21, "1e+21"), (1.5e-7, "1.5e-7"), (123456789012345680000.0, "123456789012345680000"),
                             (0.1 + 0.2, "0.30000000000000004"), (-0.0, "0"), (1e-6, "0.000001"), (100.0, "100")):
            with self.subTest(number=number):
                self.assertEqual(as_javascript(number), text)

    def test_times_are_told_as_moment_does(self):
        for ago, text in ((0, "a few seconds ago"), (60, "a minute ago"), (150, "3 minutes ago"), (3600, "an hour ago"),
                          (7200, "2 hours ago"), (86400, "a day ago"), (9 * 86400, "9 days ago"), (-7200, "in 2 hours")):
            with self.subTest(ago=ago):
                self.assertEqual(from_now((1e9 - ago) * 1000, 1e9), text)


if __name__ == "__main__":
    unittest.main()
