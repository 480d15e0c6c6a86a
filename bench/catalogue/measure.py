#!/usr/bin/python3
"""Makes a large catalogue, has catalogue_bench read it in rounds, and prints what comes out. bench/catalogue/run builds
catalogue_bench and starts this."""

import json
import sys
from dataclasses import dataclass
from pathlib import Path

import comparison
import large_catalogue
from measuring import disk, machine, report, tables

PLANS = Path(__file__).resolve().parents[2] / "catalog" / "plans.yaml"


@dataclass(frozen=True)
class Size:
    courses: int
    lessons: int  # of each course


FULL = Size(courses=1_000, lessons=50)
QUICK = Size(courses=20, lessons=5)


def measure(program, work, size, number_of_rounds):
    folder = work / "catalogue"
    print(f"making a catalogue of {size.courses:,} courses and {size.courses * size.lessons:,} lessons", file=sys.stderr)
    large_catalogue.write(folder, PLANS, size.courses, size.lessons)
    rounds = []
    for round_number in range(number_of_rounds):
        print(f"round {round_number + 1} of {number_of_rounds}", file=sys.stderr)
        rounds.append(json.loads(machine.output_of(program, folder)))
    return tables.medians(rounds)


def about(work):
    yield from machine.describe()
    yield f"{machine.first_line('g++', '--version')}, -O2"
    yield disk.describe(work)


def main():
    options = report.parse_arguments(__doc__)
    result = report.Report(options, about(options.work))
    size, rounds = (QUICK, 1) if options.quick else (FULL, options.rounds)
    measured = measure(options.programs / "catalogue_bench", options.work, size, rounds)
    title = f"{size.courses:,} courses, {size.courses * size.lessons:,} lessons"
    named = {(comparison.COLUMN, row): value for row, value in measured.items()}
    return result.show([tables.results_table(title, comparison.ROWS, [comparison.COLUMN], named)],
                       comparison.verdicts(measured))


if __name__ == "__main__":
    report.run(main)
