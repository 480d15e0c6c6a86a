#!/usr/bin/python3
"""Medians and tables, as the benchmarks print them."""

import unittest

from measuring import tables

ROWS = [["row", "ns"], ["first", "1.00"], ["x", "12.0"]]


class Tables(unittest.TestCase):
    def test_takes_the_median_of_the_rounds(self):
        rounds = [{"a": 3}, {"a": 100, "b": 7}, {"a": 1}]
        self.assertEqual(tables.medians(rounds), {"a": 3, "b": 7})

    def test_numbers_have_three_digits(self):
        self.assertEqual([tables.number(value) for value in (0.5566, 12.34, 1234.5)], ["0.56", "12.3", "1,234"])

    def test_a_figure_that_a_column_lacks_is_a_dash(self):
        measured = {("ours", "inc"): 1, ("ours", "set"): 2, ("theirs", "inc"): 3}
        self.assertEqual(list(tables.results_table("ns", {"inc": "increment", "set": "set"}, ("ours", "theirs"), measured)),
                         [["ns", "ours", "theirs"], ["increment", "1.00", "3.00"], ["set", "2.00", "–"]])

    def test_a_goal_that_is_not_met_catches_the_eye(self):
        verdicts = [tables.Verdict("fast", "1 / 2", True), tables.Verdict("small", "3 MB", False)]
        self.assertEqual(list(tables.goals_table(verdicts)),
                         [["goal", "measured", "met"], ["fast", "1 / 2", "yes"], ["small", "3 MB", "NO"]])

    def test_tables_for_people_and_for_documents(self):
        self.assertEqual(tables.as_text(ROWS), "row      ns\nfirst  1.00\nx      12.0")
        self.assertEqual(tables.as_markdown(ROWS), "| row | ns |\n| --- | ---: |\n| first | 1.00 |\n| x | 12.0 |")


if __name__ == "__main__":
    unittest.main()
