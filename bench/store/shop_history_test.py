#!/usr/bin/python3
"""A generated history fits the store's schema and agrees with itself. `coursebot ledger` has the last word on that, in
bench/store/run."""

import sqlite3
import tempfile
import unittest
from pathlib import Path

import shop_history
from shop_history import DAY, HOUR, Size

MIGRATIONS = Path(__file__).resolve().parents[2] / "store/migrations"
NOW = 1_800_000_000_000
SIZE = Size(users=2000, payments=3000)
COUNTERS = [("payment_transactions_total", "success"), ("payment_transactions_total", "failed"), ("revenue_stars_total", ""),
            ("shop_funnel_total", "opened_invoice"), ("shop_funnel_total", "approved"), ("shop_funnel_total", "paid"),
            ("payment_refunds_total", "refund"), ("refunded_stars_total", ""),
            *(("subscription_activations_total", plan) for plan in shop_history.PRICES)]


def new_database(path, counters=COUNTERS):
    """As the bot leaves it after its first start."""
    database = sqlite3.connect(path)
    for migration in sorted(MIGRATIONS.glob("*.sql")):
        database.executescript(migration.read_text(encoding="utf-8"))
    database.execute("INSERT INTO bots (id, created_at) VALUES (42, ?)", (NOW,))
    database.executemany("INSERT INTO business_counters (replica, metric, label, value, started_at)"
                         " VALUES ('main', ?, ?, 0, 0)", counters)
    database.commit()
    database.close()


class ShopHistory(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        path = Path(folder.name) / "coursebot.db"
        new_database(path)
        shop_history.write(path, SIZE, NOW)
        cls.database = sqlite3.connect(path)
        cls.addClassCleanup(cls.database.close)

    def value(self, query):
        (value,), = self.database.execute(query).fetchall()
        return value

    def counter(self, metric, label=""):
        return self.value(f"SELECT value FROM business_counters WHERE metric = '{metric}' AND label = '{label}'")

    def test_has_as_many_as_asked_for(self):
        self.assertEqual(self.value("SELECT count(*) FROM users"), SIZE.users)
        self.assertEqual(self.value("SELECT count(*) FROM payments"), SIZE.payments)

    def test_breaks_no_reference(self):
        self.assertEqual(self.database.execute("PRAGMA foreign_key_check").fetchall(), [])
        self.assertEqual(self.database.execute("PRAGMA integrity_check").fetchall(), [("ok",)])

    def test_every_payer_is_a_user_with_a_plan_and_their_own_order(self):
        self.assertEqual(self.value("SELECT count(*) FROM payments JOIN users USING (bot) JOIN orders USING (bot, user)"
                                    " JOIN subscriptions USING (bot, user)"
                                    " WHERE users.user = payer AND orders.id = order_id AND paid AND amount = price"
                                    "   AND payload = 'order:' || order_id"), SIZE.payments)

    def test_the_sums_are_those_of_the_rows(self):
        for column, rows in (("users", "count(*) FROM users"), ("payments_succeeded", "count(*) FROM payments"),
                             ("received", "sum(amount) FROM payments"), ("refunds", "count(*) FROM refunds"),
                             ("refunded", "sum(amount) FROM refunds"),
                             ("payments_failed", "count(*) FROM checkouts WHERE counted_as_failed")):
            with self.subTest(column):
                self.assertEqual(self.value(f"SELECT {column} FROM ledger"), self.value(f"SELECT {rows}"))

    def test_the_counters_are_those_of_the_rows(self):
        self.assertEqual(self.counter("payment_transactions_total", "success"), SIZE.payments)
        self.assertEqual(self.counter("revenue_stars_total"), self.value("SELECT sum(amount) FROM payments"))
        self.assertEqual(self.counter("refunded_stars_total"), self.value("SELECT sum(amount) FROM refunds"))
        self.assertEqual(self.counter("subscription_activations_total", "pro"),
                         self.value("SELECT count(*) FROM orders WHERE plan = 'pro'"))

    def test_is_a_year_long_and_ends_now(self):
        self.assertGreater(self.value("SELECT min(received_at) FROM payments"), NOW - 366 * DAY)
        for query in ("SELECT max(received_at) FROM payments", "SELECT max(last_action_at) FROM users",
                      "SELECT max(at) FROM refunds", "SELECT max(remembered_at) FROM known_updates"):
            self.assertLessEqual(self.value(query), NOW)

    def test_plans_run_and_plans_have_ended(self):
        running = self.value(f"SELECT count(*) FROM subscriptions WHERE ends_at > {NOW}")
        self.assertGreater(running, SIZE.payments * 30 // 365 // 2)
        self.assertLess(running, self.value("SELECT count(*) FROM subscriptions"))

    def test_every_running_plan_has_its_notice_and_none_is_due_in_the_next_hour(self):
        self.assertEqual(self.value("SELECT count(*) FROM subscriptions"
                                    " LEFT JOIN timers ON kind = 'plan_notice' AND subject = CAST(user AS TEXT)"
                                    f" WHERE ends_at > {NOW + HOUR} AND due IS NULL"), 0)
        self.assertGreater(self.value("SELECT min(due) FROM timers"), NOW + HOUR)

    def test_students_and_readers_are_counted(self):
        students = self.value("SELECT count(*) FROM enrolments")
        self.assertGreater(students, SIZE.users // 4)
        self.assertEqual(self.value("SELECT sum(students) FROM course_totals"), students)
        self.assertEqual(self.value("SELECT sum(readers) FROM lesson_readers"),
                         self.value("SELECT count(*) FROM lessons_read"))
        self.assertEqual(self.value("SELECT sum(completed) FROM course_totals"),
                         self.value("SELECT count(*) FROM enrolments WHERE completed_at IS NOT NULL"))

    def test_a_counter_that_the_bot_does_not_have_is_no_counter(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "coursebot.db"
            new_database(path, COUNTERS[1:])
            with self.assertRaisesRegex(ValueError, "does not count payment_transactions_total 'success'"):
                shop_history.write(path, SIZE, NOW)


if __name__ == "__main__":
    unittest.main()
