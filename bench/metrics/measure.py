#!/usr/bin/python3
"""Runs the three programs in turns and prints what comes out. bench/metrics/run builds them and starts this."""

import argparse
import json
import os
import platform
import random
import re
import subprocess
import sys
import time
from pathlib import Path

import comparison
from comparison import GO, NODE, OURS

HERE = Path(__file__).resolve().parent
DURATIONS = 4096
MOST_FOR_OTHERS = 0.05
# How long a row runs at least, and how many series take the memory that is measured.
FULL = {"seconds": 0.2, "counters": 1_000_000, "histograms": 100_000}
QUICK = {"seconds": 0.01, "counters": 10_000, "histograms": 1_000}


def output_of(*command, **environment):
    done = subprocess.run(
        [str(word) for word in command], env=os.environ | environment, stdout=subprocess.PIPE, text=True, check=False
    )
    if done.returncode != 0:
        sys.exit(f"{command[0]} failed with status {done.returncode}")
    return done.stdout


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
        return output_of(*command, **self.environment)

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


class OtherPrograms:
    """How much of the processors all but this program and its children take, from when it is made on. What other virtual
    machines on the same hardware take away counts, too, as far as the kernel is told of it."""

    def __init__(self):
        self.begin = self.times()

    @staticmethod
    def times():
        """Seconds on the clock, of all processors, and of our own."""
        first = Path("/proc/stat").read_text(encoding="ascii").splitlines()[0]
        user, nice, system, _idle, _iowait, interrupt, soft_interrupt, steal = map(int, first.split()[1:9])
        everybody = (user + nice + system + interrupt + soft_interrupt + steal) / os.sysconf("SC_CLK_TCK")
        return time.monotonic(), everybody, sum(os.times()[:4])

    def share(self):
        elapsed, everybody, ours = (end - begin for begin, end in zip(self.begin, self.times()))
        return max(0.0, everybody - ours) / (elapsed * os.cpu_count())


def first_line(*command):
    return output_of(*command).splitlines()[0]


def debian_version(package):
    return output_of("dpkg-query", "--show", "--showformat", "${Version}", package)


def machine():
    """What the figures depend on, one line each."""
    model = re.search(r"^model name\s*: (.*)$", Path("/proc/cpuinfo").read_text(encoding="utf-8"), re.MULTILINE)
    governor = Path("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor")
    governor = governor.read_text(encoding="ascii").strip() if governor.is_file() else "not visible"
    yield f"{model[1] if model else platform.machine()}, {len(os.sched_getaffinity(0))} cores, frequency governor {governor}"
    yield "Linux " + platform.release().split("-")[0]
    yield f"{first_line('g++', '--version')}, -O2; Google Benchmark {debian_version('libbenchmark-dev')}"
    go_version = first_line("go", "version").removeprefix("go version ")
    yield f"client_golang {debian_version('golang-github-prometheus-client-golang-dev')}, {go_version}"
    lock = json.loads((HERE / "prom_client/package-lock.json").read_text(encoding="utf-8"))
    yield f"prom-client {lock['packages']['node_modules/prom-client']['version']}, Node.js {first_line('node', '--version')}"


def parse_arguments():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--programs", type=Path, required=True)
    arguments.add_argument("--work", type=Path, required=True)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--quick", action="store_true")
    arguments.add_argument("--markdown", action="store_true")
    return arguments.parse_args()


def main():
    options = parse_arguments()
    about = list(machine())
    others = OtherPrograms()
    programs = Programs(options.programs, options.work, QUICK if options.quick else FULL)
    measured = comparison.medians(measure(programs, 1 if options.quick else options.rounds))
    others_share = others.share()
    about.append(f"Meanwhile, other programs took {others_share:.0%} of the processors")
    all_verdicts = list(comparison.verdicts(measured))

    table = comparison.as_markdown if options.markdown else comparison.as_text
    print("\n".join(f"- {line}" if options.markdown else line for line in about), end="\n\n")
    print(table(comparison.results_table(measured)), end="\n\n")
    print(table(comparison.goals_table(all_verdicts)))
    if others_share > MOST_FOR_OTHERS:
        print("\nThe machine was not quiet: the figures of two threads suffer most. Measure again when it is.")
    if options.quick:
        print("\nOne short round: these figures only show that everything runs.")
        return 0
    return 0 if all(verdict.is_met for verdict in all_verdicts) else 1


if __name__ == "__main__":
    sys.exit(main())
