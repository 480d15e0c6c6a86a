#!/usr/bin/python3
"""What a benchmark prints, and the status it ends with."""

import argparse
import contextlib
import io
import unittest

from measuring.failure import MeasurementFailed
from measuring.report import Report, run
from measuring.tables import Verdict

TABLE = [["row", "ns"], ["inc", "1.00"]]
MET, UNMET = Verdict("fast", "1 / 2", True), Verdict("small", "3 MB", False)


def printed_and_returned(verdicts, quick=False, markdown=False):
    report = Report(argparse.Namespace(quick=quick, markdown=markdown), ["a machine"])
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        status = report.show([TABLE], iter(verdicts))
    return printed.getvalue(), status


class Reports(unittest.TestCase):
    def test_succeed_if_all_goals_are_met(self):
        text, status = printed_and_returned([MET])
        self.assertEqual(status, 0)
        self.assertIn("fast  1 / 2  yes", text.replace("     ", "  "))

    def test_fail_if_one_is_not(self):
        self.assertEqual(printed_and_returned([MET, UNMET])[1], 1)

    def test_of_a_quick_round_never_fail(self):
        text, status = printed_and_returned([UNMET], quick=True)
        self.assertEqual(status, 0)
        self.assertIn("only show that everything runs", text)

    def test_begin_with_what_the_figures_depend_on(self):
        text, _ = printed_and_returned([MET], markdown=True)
        self.assertRegex(text, r"^- a machine\n- Meanwhile, other programs took \d+% of the processors\n\n\| row \| ns \|\n")

    def test_a_measurement_that_fails_says_why_in_one_line(self):
        def fail():
            raise MeasurementFailed("the bot has stopped to reply")

        printed = io.StringIO()
        with contextlib.redirect_stderr(printed), self.assertRaises(SystemExit) as end:
            run(fail)
        self.assertEqual((end.exception.code, printed.getvalue()), (2, "run: the bot has stopped to reply\n"))


if __name__ == "__main__":
    unittest.main()
