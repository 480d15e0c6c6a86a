#!/usr/bin/python3
"""Runs the three programs in turns and prints what comes out. bench/metrics/run builds them and starts this."""

import json
import random
import re
import sys
from pathlib import Path

import comparison
from comparison import GO, NODE, OURS
from measuring import machine, report, tables

HERE = Path(__file__).resolve().parent
DURATIONS = 4096
# How long a row runs at least, and how many series take the memory that is measured.
FULL = {"seconds": 0.2, "counters": 1_000_000, "histograms": 100_000}
QUICK = {"seconds": 0.01, "counters": 10_000, "histograms": 1_000}


def write_durations(file):
    """Log-normal, as times of requests are: the median at 50 ms, 95 of 100 between 5 ms and 0.5 s."""
    source = random.Random(1)
    file.write_text("".join(f"{source.lognormvariate(-3, 1.2):.9f}\n" for _ in range(DURATIONS)), encoding="ascii")


def rows_of_google_benchmark(text):
    """(row, ns) of its JSON. Time is the wall clock's over the operations of all threads, as the other two count it."""
    for result in json.loads(text)["benchmarks"]:
        if result.get("error_occurred"):
            sys.exit(f"{result['name']}: {result['error_message']}")
        row = re.sub(r"/real_time/threads:(\d+)$", r"/\1", result["name"])
        yield row, 1e9 / result["items_per_second"]


def rows_of_lines(text):
    for line in text.splitlines():
        result = json.loads(line)
        yield result["row"], result["value"]


class Programs:
    """The three libraries' programs: each function gives (row, value)s."""

    def __init__(self, programs, work, extent):
        durations = work / "durations.txt"
        write_durations(durations)
        self.environment = {"BENCH_DURATIONS": str(durations)}
        self.extent = extent
        self.ours = programs
        self.client_golang = work / "client_golang"
        self.node = ["node", "--expose-gc", "--max-old-space-size=4096", HERE / "prom_client/bench.js"]

    def run(self, *command):
        return machine.output_of(*command, **self.environment)

    def speed(self, library):
        seconds = self.extent["seconds"]
        if library == OURS:
            arguments = [f"--benchmark_min_time={seconds}", "--benchmark_format=json"]
            return rows_of_google_benchmark(self.run(self.ours / "metrics_bench", *arguments))
        program = [self.client_golang] if library == GO else self.node
        return rows_of_lines(self.run(*program, "speed", seconds))

    def memory(self, library):
        """Each kind in a process of its own, which has nothing else."""
        program = {OURS: [self.ours / "metrics_memory"], GO: [self.client_golang, "memory"], NODE: [*self.node, "memory"]}
        for kind in ("counter", "histogram_classic", "histogram_both"):
            if (library, kind) == (NODE, "histogram_both"):
                continue  # prom-client has no native histograms
            count = self.extent["counters" if kind == "counter" else "histograms"]
            yield from rows_of_lines(self.run(*program[library], kind, count))


def measure(programs, number_of_rounds):
    """The libraries take turns, each round in another order, so that a slow minute of the machine hits all of them."""
    libraries = list(comparison.LIBRARIES)
    memory = {(library, row): value for library in libraries for row, value in programs.memory(library)}
    rounds = [memory]
    for number in range(number_of_rounds):
        print(f"round {number + 1} of {number_of_rounds}", file=sys.stderr)
        rounds.append({(library, row): value for library in libraries for row, value in programs.speed(library)})
        libraries.append(libraries.pop(0))
    return rounds


def about():
    """What the figures depend on, one line each."""
    yield from machine.describe()
    yield f"{machine.first_line('g++', '--version')}, -O2; Google Benchmark {machine.debian_version('libbenchmark-dev')}"
    go_version = machine.first_line("go", "version").removeprefix("go version ")
    yield f"client_golang {machine.debian_version('golang-github-prometheus-client-golang-dev')}, {go_version}"
    lock = json.loads((HERE / "prom_client/package-lock.json").read_text(encoding="utf-8"))
    version = lock["packages"]["node_modules/prom-client"]["version"]
    yield f"prom-client {version}, Node.js {machine.first_line('node', '--version')}"


def main():
    options = report.parse_arguments(__doc__)
    result = report.Report(options, about())
    programs = Programs(options.programs, options.work, QUICK if options.quick else FULL)
    measured = tables.medians(measure(programs, 1 if options.quick else options.rounds))
    rows = tables.results_table("ns, unless it says bytes", comparison.ROWS, comparison.LIBRARIES, measured)
    return result.show([rows], comparison.verdicts(measured))


if __name__ == "__main__":
    report.run(main)
