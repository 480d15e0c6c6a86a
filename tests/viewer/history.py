"""A day of a shop that never happened, the same numbers in every run: what a Prometheus would have scraped from the bot,
written into its database by promtool. Native histograms can't be imported that way: all are classic.
"""

import itertools
import math
import random
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

# 2026-01-31 12:00:00 UTC. Everything before it is there, nothing after it.
END = 1769860800
HOUR = 3600
DETAILED = 6 * HOUR  # A sample every 15 s; before that one in 4 minutes, for what looks back a day.
SCRAPE_INTERVAL, EARLIER_INTERVAL = 15, 240
BEGIN = END - 26 * HOUR
# The bot was away: longer than the 5 minutes for which Prometheus repeats a sample, so charts have a gap.
AWAY = range(END - 4 * HOUR, END - 4 * HOUR + 1200)

MOMENTS = [moment for moment in (*range(BEGIN, END - DETAILED, EARLIER_INTERVAL),
                                 *range(END - DETAILED, END + 1, SCRAPE_INTERVAL)) if moment not in AWAY]

PROCESSING_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
STORE_BUCKETS = (0.0005, *PROCESSING_BUCKETS)
CALL_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)


@dataclass(frozen=True)
class Gauge:
    """Around `level`, with the hour of the day and by chance."""
    name: str
    labels: dict
    level: float
    swing: float = 0.0
    whole: bool = True

    def lines(self):
        chance = random.Random(f"{self.name}{self.labels}")
        series = _series(self.name, self.labels)
        drift = 0.0
        for moment in MOMENTS:
            drift = 0.97 * drift + chance.uniform(-0.25, 0.25)
            value = self.level + self.swing * (daily(moment) + 0.3 * drift)
            yield _sample(series, round(max(value, 0)) if self.whole else max(value, 0), moment)


@dataclass(frozen=True)
class Constant:
    name: str
    labels: dict
    value: float

    def lines(self):
        series = _series(self.name, self.labels)
        return (_sample(series, self.value, moment) for moment in MOMENTS)


@dataclass(frozen=True)
class Clock:
    """A unix time that stays `behind` the present."""
    name: str
    labels: dict
    behind: float

    def lines(self):
        series = _series(self.name, self.labels)
        return (_sample(series, moment - self.behind, moment) for moment in MOMENTS)


@dataclass(frozen=True)
class Counter:
    """Grows by whole numbers, `per_hour` on average."""
    name: str
    labels: dict
    per_hour: float
    step: int = 1

    def lines(self):
        chance = random.Random(f"{self.name}{self.labels}")
        series = _series(self.name, self.labels)
        expected, before = 0.0, BEGIN
        for moment in MOMENTS:
            expected += self.per_hour * (1 + 0.7 * daily(moment)) * chance.uniform(0.2, 1.8) * (moment - before) / HOUR
            before = moment
            yield _sample(series, self.step * int(expected), moment)


@dataclass(frozen=True)
class Histogram:
    """Log-normal durations around `median` seconds."""
    name: str
    labels: dict
    buckets: tuple
    per_second: float
    median: float
    spread: float = 0.8

    def lines(self):
        chance = random.Random(f"{self.name}{self.labels}")
        bounds = (*self.buckets, "+Inf")
        # In each bucket by itself: whole observations, so that none of them is ever taken back.
        within = [0.0] * len(bounds)
        samples = {part: [] for part in (*bounds, "sum", "count")}
        before, total = BEGIN, 0.0
        for moment in MOMENTS:
            observed = self.per_second * (1 + 0.7 * daily(moment)) * (moment - before)
            before = moment
            median = self.median * (1 + 0.5 * daily(moment)) * chance.uniform(0.8, 1.25)
            below = 0.0
            for index, bound in enumerate(bounds):
                share = 1.0 if bound == "+Inf" else share_below(bound, median, self.spread)
                within[index] += observed * (share - below)
                below = share
            total += observed * median
            counts = list(itertools.accumulate(int(observations) for observations in within))
            for bound, count in zip(bounds, counts):
                samples[bound].append((count, moment))
            samples["sum"].append((total, moment))
            samples["count"].append((counts[-1], moment))
        for bound in bounds:
            series = _series(f"{self.name}_bucket", self.labels | {"le": str(bound)})
            yield from (_sample(series, value, moment) for value, moment in samples[bound])
        for part in ("count", "sum"):
            series = _series(f"{self.name}_{part}", self.labels)
            yield from (_sample(series, value, moment) for value, moment in samples[part])


def daily(moment):
    """From -1 at four in the morning to 1 twelve hours later."""
    return math.sin(2 * math.pi * ((moment % 86400) / 86400 - 10 / 24))


def share_below(bound, median, spread):
    return 0.5 * (1 + math.erf(math.log(bound / median) / (spread * math.sqrt(2))))


def _series(name, labels):
    pairs = labels | {"instance": "127.0.0.1:8000", "job": "coursebot"}
    return name + "{" + ",".join(f'{label}="{value}"' for label, value in sorted(pairs.items())) + "}"


def _sample(series, value, moment):
    return f"{series} {value} {moment}\n"


def _counters(name, label, per_hour):
    return [Counter(name, {label: value}, rate) for value, rate in per_hour.items()]


def shop():
    """Every metric that a panel of our dashboards reads."""
    yield Constant("up", {}, 1)
    yield Constant("bothost_bots_created", {}, 3)
    yield Constant("bothost_bots_created_total", {}, 4)
    yield Constant("bothost_bots_created_created", {}, END - 9 * 86400)
    yield Constant("coursebot_build_info", {"version": "0.1.0", "compiler": "GNU 12.2.0"}, 1)
    yield Gauge("users_online", {}, 140, 90)
    yield from _counters("payment_transactions_total", "status", {"success": 22, "failed": 2.5})
    yield Gauge("ledger_payments", {"status": "success"}, 12840)
    yield Gauge("ledger_payments", {"status": "failed"}, 1173)
    yield from _counters("shop_funnel_total", "step",
                         {"started": 95, "viewed_plans": 61, "opened_invoice": 38, "approved": 25, "paid": 22})
    yield Counter("revenue_stars_total", {}, 22, step=250)
    yield Counter("refunded_stars_total", {}, 0.6, step=250)
    for plan, active, hourly in (("lite", 412, 12), ("pro", 230, 7), ("unlimited", 64, 3)):
        yield Gauge("subscriptions_active", {"plan": plan}, active, active / 20)
        yield Counter("subscription_activations_total", {"plan": plan}, hourly)
    for course, weight in (("first-bot", 5), ("sql", 3), ("promql", 2)):
        for name, hourly in (("course_views_total", 20), ("course_sales_total", 1), ("course_completions_total", 0.7),
                             ("course_channel_joins_total", 0.8), ("course_channel_removals_total", 0.2)):
            yield Counter(name, {"course": course}, weight * hourly)
        yield Counter("course_revenue_stars_total", {"course": course}, weight, step=400)
    yield Histogram("message_processing_time_seconds", {}, PROCESSING_BUCKETS, per_second=9, median=0.004)
    yield Histogram("store_transaction_duration_seconds", {}, STORE_BUCKETS, per_second=6, median=0.0012)
    yield from telegram()
    yield from process()


def telegram():
    yield Clock("telegram_last_poll_timestamp_seconds", {}, 4)
    yield Gauge("engine_oldest_update_age_seconds", {}, 0.03, 0.02, whole=False)
    yield Gauge("outbox_messages", {}, 14, 11)
    yield from _counters("telegram_updates_total", "type",
                         {"message": 21000, "callback_query": 9000, "pre_checkout_query": 25, "my_chat_member": 3})
    for name, hourly in (("engine_duplicate_updates_total", 4), ("engine_rate_limited_updates_total", 9),
                         ("engine_updates_put_aside_total", 0)):
        yield Counter(name, {}, hourly)
    yield from _counters("outbox_deliveries_total", "outcome",
                         {"sent": 29000, "postponed": 120, "too_late": 0.3, "given_up": 2})
    for method, hourly, median in (("sendMessage", 21000, 0.045), ("answerCallbackQuery", 9000, 0.03),
                                   ("sendInvoice", 38, 0.06), ("answerPreCheckoutQuery", 25, 0.02)):
        yield Counter("telegram_api_requests_total", {"method": method, "outcome": "ok"}, hourly)
        yield Histogram("telegram_api_request_duration_seconds", {"method": method}, CALL_BUCKETS, hourly / HOUR, median)
    for outcome, hourly in (("flood", 60), ("transport", 12), ("server", 8), ("forbidden", 30)):
        yield Counter("telegram_api_requests_total", {"method": "sendMessage", "outcome": outcome}, hourly)
    yield Counter("telegram_api_requests_total", {"method": "getUpdates", "outcome": "ok"}, 3600)
    yield Histogram("telegram_api_request_duration_seconds", {"method": "getUpdates"}, CALL_BUCKETS, 1, 0.9)


def process():
    yield Constant("process_start_time_seconds", {}, END - 3 * 86400 - 5 * HOUR)
    yield Constant("process_max_fds", {}, 20000)
    yield Gauge("process_open_fds", {}, 41, 12)
    yield Gauge("process_threads", {}, 3)
    yield Gauge("process_resident_memory_bytes", {}, 18_400_000, 900_000)
    yield Counter("process_cpu_seconds_total", {}, 96)
    yield Counter("engine_store_failures_total", {}, 0)
    yield Counter("metrics_invalid_updates_total", {}, 0)
    yield Gauge("scrape_duration_seconds", {}, 0.0042, 0.001, whole=False)
    yield Gauge("scrape_samples_scraped", {}, 946)


def write(folder, series):
    """Makes the database that `prometheus --storage.tsdb.path=FOLDER` opens."""
    folder = Path(folder)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    text = folder.with_suffix(".openmetrics")
    with text.open("w", encoding="ascii") as file:
        for each in series:
            file.writelines(each.lines())
        file.write("# EOF\n")
    done = subprocess.run(["promtool", "tsdb", "create-blocks-from", "openmetrics", "--max-block-duration=54h", str(text), str(folder)],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    text.unlink()
    if done.returncode != 0:
        raise AssertionError(f"promtool: {done.stdout}")
