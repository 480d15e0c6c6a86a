#!/usr/bin/python3
"""Runs CourseBot and the grammY bot in turns and prints what comes out. bench/bot/run builds them and starts this."""

import json
import signal
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import bots
import comparison
from harness.child import Child
from harness.waiting import eventually
from measuring import disk, machine, report, tables
from measuring.failure import MeasurementFailed
from measuring.fake_telegram import FakeTelegram, Schedule
from measuring.process_usage import cpu_seconds, resident_megabytes

HERE = Path(__file__).resolve().parent
FIRST_REPLY_WITHIN = 30.0
# The latencies are those at this many updates a second.
UPDATES_A_SECOND = 1000
USERS = 10_000
THEIR_PACKAGES = ("grammy", "@grammyjs/runner", "prom-client")


@dataclass(frozen=True)
class Extent:
    """In seconds."""

    warm_up: float
    measured: float


FULL = Extent(warm_up=4, measured=10)
QUICK = Extent(warm_up=0.5, measured=1)


class Pusher:
    """Calls a webhook over all its connections, each with the next update as soon as the last one was answered."""

    def __init__(self, webhook, seconds, folder):
        self._child = Child(
            ["wrk", "--threads", 1, "--connections", webhook.connections, "--duration", f"{seconds:.0f}s",
             "--timeout", "10s", "--script", HERE / "push.lua", f"http://127.0.0.1:{webhook.port}{webhook.path}", "--", webhook.secret],
            folder / "wrk.log")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._child.kill()

    @property
    def pid(self):
        return self._child.pid

    def finish(self):
        """Raises MeasurementFailed unless every call was answered by a 2xx."""
        self._child.send(signal.SIGINT)
        self._child.exit_code()
        troubles = [line.strip() for line in self._child.output().splitlines() if "Non-2xx" in line or "errors" in line]
        if troubles:
            raise MeasurementFailed(f"the webhook did not answer well: {'; '.join(troubles)}")


def usage_while_replying(bot, others, telegram, extent):
    """The rows of comparison.THROUGHPUT. `others` are the processes that give the bot its work."""
    eventually("the bot replies", telegram.replies, FIRST_REPLY_WITHIN)
    time.sleep(extent.warm_up)

    def figures():
        if not bot.is_alive():
            raise MeasurementFailed(f"the bot has ended with {bot.exit_code()}:\n{bot.output()}")
        return (time.monotonic(), telegram.replies(), cpu_seconds(bot.pid), sum(map(cpu_seconds, others)))

    begin = figures()
    time.sleep(extent.measured)
    seconds, replies, cpu, cpu_of_others = (after - before for before, after in zip(begin, figures()))
    if replies == 0:
        raise MeasurementFailed("the bot has stopped to reply")
    return {"rate": replies / seconds, "cpu": cpu / replies * 1e6, "memory": resident_megabytes(bot.pid),
            "others": cpu_of_others / seconds * 100}


def throughput(bot, mode, folder, extent):
    """As fast as the bot can."""
    with FakeTelegram(folder / "telegram") as telegram:
        if mode == "polling":
            with bot.running(folder / bot.name, telegram.unpaced_url) as child:
                return usage_while_replying(child, [telegram.pid], telegram, extent)
        webhook = bots.new_webhook()
        longest = FIRST_REPLY_WITHIN + extent.warm_up + extent.measured
        with bot.running(folder / bot.name, telegram.unpaced_url, webhook) as child:
            with Pusher(webhook, longest, folder / bot.name) as pusher:
                usage = usage_while_replying(child, [telegram.pid, pusher.pid], telegram, extent)
                pusher.finish()
                return usage


def latencies(bot, mode, folder, extent):
    """From the moment at which an update was due to that of its reply, in seconds."""
    webhook = bots.new_webhook() if mode == "webhook" else None
    warm_up = round(extent.warm_up * UPDATES_A_SECOND)
    count = warm_up + round(extent.measured * UPDATES_A_SECOND)
    schedule = Schedule(command="/start", count=count, interval=1 / UPDATES_A_SECOND, first_user=500, users=USERS)
    with FakeTelegram(folder / "telegram") as telegram:
        with bot.running(folder / bot.name, telegram.paced_url, webhook):
            return telegram.latencies(schedule, webhook)[warm_up:]


def measure_round(contestants, modes, folder, extent):
    figures = {}
    for mode in modes:
        for bot in contestants:
            print(f"  {bot.name}, {comparison.MODES[mode]}", file=sys.stderr)
            for row, value in throughput(bot, mode, folder, extent).items():
                figures[bot.name, f"{mode}_{row}"] = value
            measured = comparison.latency_figures(mode, latencies(bot, mode, folder, extent))
            for row, value in measured.items():
                figures[bot.name, row] = value
    return figures


def measure(contestants, modes, folder, extent, number_of_rounds):
    """The bots take turns, each round the other one first, so that a slow minute of the machine hits both."""
    rounds = []
    for number in range(number_of_rounds):
        print(f"round {number + 1} of {number_of_rounds}", file=sys.stderr)
        rounds.append(measure_round(contestants, modes, folder, extent))
        contestants = contestants[::-1]
    return tables.medians(rounds)


def about(work):
    """What the figures depend on, one line each."""
    yield from machine.describe()
    yield f"{machine.first_line('g++', '--version')}, -O2; SQLite {machine.debian_version('libsqlite3-0')}"
    packages = json.loads((HERE / "grammy/package-lock.json").read_text(encoding="utf-8"))["packages"]
    versions = [f"{name} {packages[f'node_modules/{name}']['version']}" for name in THEIR_PACKAGES]
    yield f"{', '.join(versions)}, Node.js {machine.first_line('node', '--version')}"
    yield f"nginx {machine.debian_version('nginx-light')} as Telegram, wrk {machine.debian_version('wrk')} for webhooks"
    yield disk.describe(work)


def main():
    options = report.parse_arguments(__doc__)
    result = report.Report(options, about(options.work))
    extent, rounds = (QUICK, 1) if options.quick else (FULL, options.rounds)
    contestants = [bots.CourseBot(options.programs), bots.GrammyBot()]
    measured = measure(contestants, comparison.MODES, options.work, extent, rounds)
    latency_title = f"ms to the reply, at {UPDATES_A_SECOND:,} updates a second"
    return result.show([
        tables.results_table("as fast as it can", comparison.THROUGHPUT_ROWS, comparison.BOTS, measured),
        tables.results_table(latency_title, comparison.LATENCY_ROWS, comparison.BOTS, measured),
    ], comparison.verdicts(measured))


if __name__ == "__main__":
    report.run(main)
