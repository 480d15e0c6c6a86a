"""What all benchmarks do before and after they measure: read the command line, print what came out."""

import argparse
import sys
from pathlib import Path

from harness.waiting import NeverHappened
from measuring import machine, tables
from measuring.failure import MeasurementFailed

ROUNDS = 5


def parse_arguments(description):
    """Those that bench/starting.sh has checked, and where the programs and the files of the measurement are."""
    arguments = argparse.ArgumentParser(description=description)
    arguments.add_argument("--programs", type=lambda name: Path(name).resolve(), required=True)
    arguments.add_argument("--work", type=Path, required=True)
    arguments.add_argument("--rounds", type=int, default=ROUNDS)
    arguments.add_argument("--quick", action="store_true")
    arguments.add_argument("--markdown", action="store_true")
    return arguments.parse_args()


class Report:
    """Begins with what the figures depend on, one line each. Made before the first measurement: it also tells how much
    others took of the processors meanwhile."""

    def __init__(self, options, about):
        self._options = options
        self._about = list(about)
        self._others = machine.OtherPrograms()

    def show(self, results, verdicts):
        """Prints the tables and the verdicts. Returns the program's exit status."""
        verdicts = list(verdicts)
        others_share = self._others.share()
        about = [*self._about, f"Meanwhile, other programs took {others_share:.0%} of the processors"]
        mark, as_table = ("- ", tables.as_markdown) if self._options.markdown else ("", tables.as_text)
        print("\n".join(mark + line for line in about))
        for table in [*results, tables.goals_table(verdicts)]:
            print(f"\n{as_table(table)}")
        if others_share > machine.MOST_FOR_OTHERS:
            print("\nThe machine was not quiet: the figures may be far off. Measure again when it is.")
        if self._options.quick:
            print("\nOne short round: these figures only show that everything runs.")
            return 0
        return 0 if all(verdict.is_met for verdict in verdicts) else 1


def run(main):
    """Runs a measurement's `main` and ends the program: with its status, or with 2 and what has kept it from measuring."""
    try:
        sys.exit(main())
    except (MeasurementFailed, NeverHappened) as failure:
        print(f"run: {failure}", file=sys.stderr)
        sys.exit(2)
