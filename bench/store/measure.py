#!/usr/bin/python3
"""Makes a small and a large store, runs CourseBot with each in turns, and prints what comes out. bench/store/run builds
CourseBot and starts this."""

import contextlib
import http.client
import shutil
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass

import comparison
import shop_history
from measuring import coursebot, disk, machine, report, tables
from measuring.failure import MeasurementFailed
from measuring.fake_telegram import FakeTelegram, Schedule
from measuring.process_usage import resident_megabytes
from measuring.subject import environment_with, running_until_left

OWNER = 900
SECONDS_BETWEEN_UPDATES = 0.01
SCRAPES = 50
READY_WITHIN = 60.0
PROBE_EVERY = 0.001
# What the golden ratio leaves of a number of users, made prime to it: steps that visit all, far from each other.
STEP_SHARE = 0.618


@dataclass(frozen=True)
class Extent:
    sizes: dict  # what the table calls it -> how large it is
    updates: int  # of each command


FULL = Extent({size: size for size in comparison.SIZES}, updates=300)
QUICK = Extent({comparison.SMALL: 100, comparison.LARGE: 1000}, updates=30)


class Store:
    """A store of one size, and the bot that has it."""

    def __init__(self, size, program, folder, telegram):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        self._size = size
        self._program = program
        self._folder = folder
        self._telegram = telegram
        self._database = folder / "coursebot.db"
        self._settings = coursebot.settings(telegram.paced_url, self._database, ADMIN_IDS=str(OWNER))
        self._port = int(self._settings["PROMETHEUS_PORT"])

    def fill(self):
        """CourseBot creates the database and is asked, in the end, whether it agrees with itself."""
        with self._started():
            pass
        shop_history.write(self._database, shop_history.Size(self._size, self._size), int(time.time() * 1000))
        environment = environment_with(self._settings, self._folder)
        with (self._folder / "ledger.txt").open("wb") as ledger:
            status = subprocess.run([self._program, "ledger"], env=environment, cwd=self._folder, stdout=ledger,
                                    check=False).returncode
        if status != 0:
            raise MeasurementFailed(f"the generated database contradicts itself: see {self._folder / 'ledger.txt'}")

    def measure(self, updates):
        """One round: a start, the commands, the scrapes."""
        begin = time.perf_counter()
        with self._started() as child:
            figures = {"start": (time.perf_counter() - begin) * 1000, "memory_at_start": resident_megabytes(child.pid)}
            for command in comparison.COMMANDS:
                latencies = self._telegram.latencies(self._schedule(command, updates))
                figures |= comparison.command_figures(command, latencies)
            figures |= self._scrapes()
            figures["memory"] = resident_megabytes(child.pid)
        figures["database"] = self._database.stat().st_size / 2**20
        return figures

    @contextlib.contextmanager
    def _started(self):
        """CourseBot, ready; ended as an operator ends it."""
        with running_until_left([self._program, "serve"], self._folder, self._settings) as child:
            deadline = time.monotonic() + READY_WITHIN
            while not self._is_ready():
                if not child.is_alive() or time.monotonic() > deadline:
                    raise MeasurementFailed(f"CourseBot did not become ready:\n{child.output()}")
                time.sleep(PROBE_EVERY)
            yield child
            child.terminate()

    def _is_ready(self):
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=READY_WITHIN)
        try:
            connection.request("GET", "/ready")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()

    def _schedule(self, command, updates):
        """/stats is asked by the owner, the others by users from all over the database."""
        if command == "/stats":
            return Schedule(command, updates, SECONDS_BETWEEN_UPDATES, first_user=OWNER, users=1)
        step = int(self._size * STEP_SHARE) | 1
        return Schedule(command, updates, SECONDS_BETWEEN_UPDATES, shop_history.FIRST_USER, self._size, step)

    def _scrapes(self):
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=READY_WITHIN)
        times = []
        try:
            for _ in range(SCRAPES):
                begin = time.perf_counter()
                connection.request("GET", "/metrics")
                body = connection.getresponse().read()
                times.append(time.perf_counter() - begin)
        finally:
            connection.close()
        return {"scrape": statistics.median(times) * 1000, "scrape_size": len(body)}


def measure(program, work, extent, number_of_rounds):
    with contextlib.ExitStack() as stack:
        stores = {}
        for name, size in extent.sizes.items():
            print(f"making a store of {size:,} users and {size:,} payments", file=sys.stderr)
            folder = work / str(name)
            telegram = stack.enter_context(FakeTelegram(work / f"telegram_{name}"))
            stores[name] = Store(size, program, folder, telegram)
            stores[name].fill()
        rounds = []
        for number in range(number_of_rounds):
            print(f"round {number + 1} of {number_of_rounds}", file=sys.stderr)
            rounds.append({(name, row): value for name, store in stores.items()
                           for row, value in store.measure(extent.updates).items()})
    return comparison.with_ratios(tables.medians(rounds))


def about(work):
    yield from machine.describe()
    yield f"{machine.first_line('g++', '--version')}, -O2; SQLite {machine.debian_version('libsqlite3-0')}"
    yield disk.describe(work)


def main():
    options = report.parse_arguments(__doc__)
    result = report.Report(options, about(options.work))
    extent, rounds = (QUICK, 1) if options.quick else (FULL, options.rounds)
    measured = measure(options.programs / "coursebot", options.work, extent, rounds)
    titles = [f"{size:,}" for size in extent.sizes.values()] + [comparison.RATIO]
    named = {(title, row): measured[column, row]
             for title, column in zip(titles, [*extent.sizes, comparison.RATIO]) for row in comparison.ROWS}
    return result.show([tables.results_table("users, and as many payments", comparison.ROWS, titles, named)],
                       comparison.verdicts(measured))


if __name__ == "__main__":
    report.run(main)
