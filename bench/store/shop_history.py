"""A year of a shop's life, written into a database that `coursebot` has created: users, orders, checkouts, payments,
refunds, plans, students and what they have read, all of which agrees, as `coursebot ledger` checks.

The rows are those that the bot itself would have written. Sums and the ledger by days are counted by the database's own
triggers. The same numbers of users and payments make the same history, but for the time of it, which ends now.
"""

import collections
import itertools
import random
import sqlite3
from dataclasses import dataclass

HOUR = 3_600_000  # milliseconds, as all times here
DAY = 24 * HOUR
HISTORY = 365 * DAY
PLAN_RUNS_FOR = 30 * DAY
# When customers are told of their plan's end, counted from that end.
NOTICES = (-7 * DAY, -1 * DAY, 0, 3 * DAY)
# How long the bot knows which updates it has handled.
UPDATE_MEMORY = 72 * HOUR
NANOSTARS = 1_000_000_000

PRICES = {"lite": 250, "pro": 750, "unlimited": 2000}
HOW_OFTEN = {"lite": 6, "pro": 3, "unlimited": 1}

FIRST_USER = 1_000_000
# Everybody is seen once in this time: so a user a minute counts as online for every 43,200 of them.
SEEN_WITHIN = 30 * DAY
BLOCKED_ONE_IN = 20
BUYERS_ONE_IN = 2
UNPAID_ONE_IN = 10  # further checkouts that came to nothing
REFUNDED_ONE_IN = 100
# Every third user reads one of the courses by a plan, and has come to some lesson of it. One course has most of them.
STUDENTS_ONE_IN = 3
COURSES = ["sql-from-zero", *(f"course-{number}" for number in range(1, 20))]
IN_THE_FIRST_COURSE = 0.6
LESSONS = [f"lesson-{number}" for number in range(1, 7)]


@dataclass(frozen=True)
class Size:
    users: int
    payments: int


@dataclass(frozen=True)
class Purchase:
    """Order and payment have the same number."""

    number: int
    user: int
    plan: str
    at: int

    @property
    def price(self):
        return PRICES[self.plan]


def users(bot, size, now, source):
    for number in range(size.users):
        language = "ru" if number % 2 else "en"
        blocked = number % BLOCKED_ONE_IN == 0
        yield bot, FIRST_USER + number, language, now - source.randrange(SEEN_WITHIN), blocked


def purchases(size, now, source):
    """In the order of time."""
    buyers = max(1, size.users // BUYERS_ONE_IN)
    plans = source.choices(list(HOW_OFTEN), HOW_OFTEN.values(), k=size.payments)
    for number, plan in enumerate(plans, 1):
        at = now - HISTORY + number * HISTORY // (size.payments + 1)
        # The multiple scatters the buyers among all users.
        yield Purchase(number, FIRST_USER + source.randrange(buyers) * BUYERS_ONE_IN, plan, at)


@dataclass(frozen=True)
class Student:
    user: int
    course: str
    since: int
    lessons_read: int

    @property
    def completed_at(self):
        return self.since + DAY if self.lessons_read == len(LESSONS) else None


def students(size, now, source):
    for number in range(0, size.users, STUDENTS_ONE_IN):
        course = COURSES[0] if source.random() < IN_THE_FIRST_COURSE else source.choice(COURSES[1:])
        since = now - DAY - source.randrange(HISTORY - DAY)
        yield Student(FIRST_USER + number, course, since, source.randrange(len(LESSONS) + 1))


def next_notice(ends_at, now):
    """The first that does not fall into the hour of the measurement; None if all are over."""
    return next((ends_at + notice for notice in NOTICES if ends_at + notice > now + HOUR), None)


class Writer:
    def __init__(self, path, size, now):
        self._size = size
        self._now = now
        self._source = random.Random(1)
        self._database = sqlite3.connect(path, isolation_level=None)
        self._bot, = self._database.execute("SELECT id FROM bots").fetchone()

    def write(self):
        """Not durable before its end: a database that is half written is of no use."""
        for setting in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -1000000"):
            self._database.execute(f"PRAGMA {setting}").fetchall()
        self._database.execute("BEGIN")
        bought = list(purchases(self._size, self._now, self._source))
        self._write_users()
        self._write_orders(bought)
        self._write_checkouts(bought)
        self._write_payments(bought)
        self._write_plans({purchase.user: purchase for purchase in bought})
        self._write_courses()
        self._count(bought)
        self._database.execute("COMMIT")
        self._database.close()

    def _insert(self, table, columns, rows):
        places = ", ".join("?" * len(columns.split(",")))
        self._database.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", rows)

    def _write_users(self):
        self._insert("users", "bot, user, language, last_action_at, blocked_the_bot",
                     users(self._bot, self._size, self._now, self._source))
        known = self._size.users * UPDATE_MEMORY // SEEN_WITHIN
        begin = self._now - UPDATE_MEMORY
        self._insert("known_updates", "bot, update_id, remembered_at", (
            (self._bot, number, begin + number * UPDATE_MEMORY // known) for number in range(1, known + 1)))

    def _write_orders(self, bought):
        self._insert("orders", "id, bot, user, plan, price, placed_at, paid", (
            (each.number, self._bot, each.user, each.plan, each.price, each.at - 60_000, 1) for each in bought))

    def _write_checkouts(self, bought):
        columns = "query, bot, payer, order_id, state, asked_at, counted_as_failed"
        self._insert("checkouts", columns, (
            (f"{each.number:018}", self._bot, each.user, each.number, "paid", each.at - 2000, 0) for each in bought))
        self._insert("checkouts", columns, (
            (f"declined{each.number:010}", self._bot, each.user, each.number, "declined", each.at - 9000, 1)
            for each in itertools.islice(bought, 0, None, UNPAID_ONE_IN)))

    def _write_payments(self, bought):
        self._insert("payments", "id, charge, provider_charge, bot, payer, order_id, payload, amount, received_at", (
            (each.number, self._charge(each), f"{each.user}_{each.number}", self._bot, each.user, each.number,
             f"order:{each.number}", each.price, each.at) for each in bought))
        self._insert("refunds", "charge, bot, payer, amount, kind, source, at", (
            (self._charge(each), self._bot, each.user, each.price, "refund", "update", min(each.at + HOUR, self._now))
            for each in itertools.islice(bought, 0, None, REFUNDED_ONE_IN)))

    def _write_plans(self, last_of):
        """What each buyer bought last is the plan they have or had, and its end is announced."""
        ordered = sorted(last_of.items())
        self._insert("subscriptions", "bot, user, plan, started_at, ends_at, worth, valued_at, noticed_until", (
            (self._bot, user, each.plan, each.at, each.at + PLAN_RUNS_FOR, each.price * NANOSTARS, each.at, self._now)
            for user, each in ordered))
        notices = ((str(user), next_notice(each.at + PLAN_RUNS_FOR, self._now)) for user, each in ordered)
        self._insert("timers", "kind, subject, due", (
            ("plan_notice", user, due) for user, due in notices if due is not None))

    def _write_courses(self):
        known = list(students(self._size, self._now, self._source))
        columns = "bot, user, course, owned, enrolled_at, last_read_at, reminders, completed_at, certificate, student"
        self._insert("enrolments", columns, (
            (self._bot, each.user, each.course, 0, each.since, each.since + DAY if each.lessons_read else None, 0,
             each.completed_at, "", 1) for each in known))
        self._insert("lessons_read", "bot, user, course, lesson, place, read_at", (
            (self._bot, each.user, each.course, lesson, place, each.since + DAY)
            for each in known for place, lesson in enumerate(LESSONS[:each.lessons_read], 1)))
        completed = collections.Counter(each.course for each in known if each.completed_at)
        self._database.executemany("UPDATE course_totals SET completed = ? WHERE course = ?",
                                   [(count, course) for course, count in completed.items()])

    def _count(self, bought):
        """This replica's own counters: it has done all of that."""
        failed = len(bought[::UNPAID_ONE_IN])
        refunded = bought[::REFUNDED_ONE_IN]
        counted = {
            ("payment_transactions_total", "success"): len(bought),
            ("payment_transactions_total", "failed"): failed,
            ("revenue_stars_total", ""): sum(each.price for each in bought),
            ("shop_funnel_total", "opened_invoice"): len(bought),
            ("shop_funnel_total", "approved"): len(bought),
            ("shop_funnel_total", "paid"): len(bought),
            ("payment_refunds_total", "refund"): len(refunded),
            ("refunded_stars_total", ""): sum(each.price for each in refunded),
        }
        for plan in PRICES:
            counted["subscription_activations_total", plan] = sum(each.plan == plan for each in bought)
        for (metric, label), value in counted.items():
            changed = self._database.execute("UPDATE business_counters SET value = ? WHERE metric = ? AND label = ?",
                                             (value, metric, label)).rowcount
            if changed != 1:
                raise ValueError(f"the bot does not count {metric} {label!r}")

    @staticmethod
    def _charge(purchase):
        return f"stx{purchase.number:024}"


def write(path, size, now):
    """Into a database without users or payments, which nobody has open. `now` is in milliseconds since the epoch."""
    Writer(path, size, now).write()
