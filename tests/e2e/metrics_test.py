"""The seven metrics of the guide and those of sales: there from the first scrape, with the meanings we document."""

import re
import sqlite3
import time
import unittest

from prometheus_client.openmetrics import parser as openmetrics

from harness.binaries import REPOSITORY
from harness.case import BOT_ID, EndToEndTest
from harness.customer import Customer
from harness.waiting import eventually

BUCKETS_FROM, BUCKETS_TO, BUCKET_OF_THE_ALERT = 0.001, 10, 5


class Metrics(EndToEndTest):
    def setUp(self):
        super().setUp()
        self.telegram = self.start_simulator()

    def test_all_seven_are_there_from_the_first_scrape(self):
        bot = self.start_bot(self.telegram)
        scrape = bot.scrape()
        self.assertEqual(scrape.value("bothost_bots_created_total"), 1)
        self.assertEqual(scrape.value("bothost_bots_created"), 1)
        self.assertIsNotNone(scrape.value("bothost_bots_created_created"))
        self.assertEqual(scrape.value("users_online"), 0)
        self.assertEqual(scrape.by("payment_transactions_total", "status"), {"success": 0, "failed": 0})
        self.assertEqual(scrape.by("subscription_activations_total", "plan"), {"lite": 0, "pro": 0, "unlimited": 0})
        self.assertEqual(scrape.value("message_processing_time_seconds_count"), 0)
        edges = [float(edge) for edge in scrape.by("message_processing_time_seconds_bucket", "le")]
        self.assertEqual((edges[0], edges[-2], edges[-1]), (BUCKETS_FROM, BUCKETS_TO, float("inf")))
        self.assertIn(BUCKET_OF_THE_ALERT, edges)

    def test_types_are_those_of_the_table(self):
        text = self.start_bot(self.telegram).page("/metrics").body
        types = dict(re.findall(r"^# TYPE (\S+) (\S+)$", text, re.MULTILINE))
        documented = re.findall(r"^\| `([a-z_]+)(?:\{\w+\})?` \| (counter|gauge|histogram) \|",
                                (REPOSITORY / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
        self.assertEqual(len(documented), 7)
        for name, kind in documented:
            self.assertEqual(types.get(name), kind, name)

    def test_the_creation_time_is_that_of_the_bot_and_not_of_the_process(self):
        before = time.time()
        bot = self.start_bot(self.telegram)
        created = bot.scrape().value("bothost_bots_created_created")
        self.assertGreaterEqual(created, before - 0.001)
        self.assertLessEqual(created, time.time())
        bot.process.terminate()
        bot.start()
        scrape = bot.scrape()
        self.assertEqual(scrape.value("bothost_bots_created_created"), created)
        self.assertEqual(scrape.value("bothost_bots_created_total"), 1)

    def test_users_online_are_distinct_users_within_the_window(self):
        bot = self.start_bot(self.telegram, ONLINE_WINDOW="5s")
        customers = [Customer(self.telegram, user) for user in (501, 502, 503)]
        for customer in customers:
            customer.say("/start")
            customer.say("/help")
        bot.wait_for("users_online", 3)
        self.assertEqual(bot.health().json()["users_online"], 3)
        bot.wait_for("users_online", 0)

    def test_users_stay_online_over_a_restart(self):
        bot = self.start_bot(self.telegram, ONLINE_WINDOW="1h")
        Customer(self.telegram, 501).ask("/start")
        Customer(self.telegram, 502).ask("/start")
        bot.process.kill()
        bot.start()
        self.assertEqual(bot.scrape().value("users_online"), 2)

    def test_the_histogram_counts_every_update_once(self):
        bot = self.start_bot(self.telegram)
        customer = Customer(self.telegram, 501)
        for _ in range(7):
            customer.ask("/start")
        scrape = bot.wait_for("message_processing_time_seconds_count", 7)
        self.assertEqual(scrape.value("message_processing_time_seconds_bucket", le="+Inf"), 7)
        self.assertGreater(scrape.value("message_processing_time_seconds_sum"), 0)
        self.assertEqual(scrape.value("telegram_updates_total", type="message"), 7)

    def test_no_label_carries_a_user(self):
        bot = self.start_bot(self.telegram)
        Customer(self.telegram, 987654321).buy("lite")
        self.assertNotIn("987654321", bot.page("/metrics").body)

    def test_polls_are_told_apart_from_silence(self):
        bot = self.start_bot(self.telegram)
        Customer(self.telegram, 501).ask("/start")
        polled = bot.scrape().value("telegram_last_poll_timestamp_seconds")
        self.assertLess(abs(polled - time.time()), 30)


class Sales(EndToEndTest):
    """The metrics of sales: the way to a payment, its Stars, and whose plan runs."""

    def setUp(self):
        super().setUp()
        self.telegram = self.start_simulator()
        self.bot = self.start_bot(self.telegram)
        self.customer = Customer(self.telegram, 501)

    def change_database(self, statements):
        """With the bot stopped."""
        database = sqlite3.connect(self.bot.folder / "coursebot.db")
        database.executescript(statements)
        database.close()

    def assert_funnel(self, **steps):
        expected = {"started": 0, "viewed_plans": 0, "opened_invoice": 0, "approved": 0, "paid": 0, **steps}

        def found():
            return self.bot.scrape().by("shop_funnel_total", "step")
        try:
            eventually("the funnel", lambda: found() == expected)
        except AssertionError:
            self.assertEqual(found(), expected)

    def go_all_the_way(self):
        self.customer.ask("/start")
        self.customer.ask("/plans")
        self.customer.press("buy:lite")
        self.customer.pay()
        self.bot.wait_for("payment_transactions_total", 1, status="success")

    def test_all_are_there_from_the_first_scrape(self):
        self.assert_funnel()
        scrape = self.bot.scrape()
        self.assertEqual(scrape.value("revenue_stars_total"), 0)
        self.assertEqual(scrape.value("ledger_stars"), 0)
        self.assertEqual(scrape.by("subscriptions_active", "plan"), {"lite": 0, "pro": 0, "unlimited": 0})

    def test_each_step_counts_what_it_says(self):
        self.customer.ask("/help")
        self.assert_funnel()
        self.customer.ask("/start")
        self.assert_funnel(started=1)
        for text in ("/plans", "/buy", "/buy gold"):
            self.customer.ask(text)
        self.assert_funnel(started=1, viewed_plans=3)
        self.customer.order("lite")
        self.assert_funnel(started=1, viewed_plans=3, opened_invoice=1)
        self.customer.pay(amount=1)
        self.bot.wait_for("payment_transactions_total", 1, status="failed")
        self.assert_funnel(started=1, viewed_plans=3, opened_invoice=1)
        self.customer.pay(outcome="fails")
        self.assert_funnel(started=1, viewed_plans=3, opened_invoice=1, approved=1)
        self.customer.buy("lite")
        self.assert_funnel(started=1, viewed_plans=3, opened_invoice=2, approved=2, paid=1)

    def test_revenue_is_what_telegram_charged(self):
        for plan in ("lite", "pro", "unlimited", "pro"):
            self.customer.buy(plan)
        charged = sum(charge["amount"] for charge in self.telegram.charges())
        self.assertGreater(charged, 0)
        self.bot.wait_for("revenue_stars_total", charged)
        self.bot.wait_for("ledger_stars", charged)
        self.assertEqual(self.bot.ledger()["stars"], charged)

    def test_updates_that_come_again_count_once(self):
        self.go_all_the_way()
        again = self.telegram.control("redeliver", {})["updates"]
        self.assertGreaterEqual(again, 5)
        self.bot.wait_for("engine_duplicate_updates_total", again)
        self.assert_funnel(started=1, viewed_plans=1, opened_invoice=1, approved=1, paid=1)
        self.assertEqual(self.bot.scrape().value("revenue_stars_total"), self.telegram.charges()[0]["amount"])

    def test_they_continue_after_a_kill(self):
        self.go_all_the_way()
        self.customer.ask("/plans")
        steps = {"started": 1, "viewed_plans": 2, "opened_invoice": 1, "approved": 1, "paid": 1}
        self.assert_funnel(**steps)
        self.bot.process.kill()
        self.bot.start()
        scrape = self.bot.scrape()
        self.assertEqual(scrape.by("shop_funnel_total", "step"), steps)
        self.assertEqual(scrape.value("revenue_stars_total"), self.telegram.charges()[0]["amount"])
        self.assertEqual(scrape.value("ledger_stars"), self.telegram.charges()[0]["amount"])
        self.assertEqual(scrape.value("subscriptions_active", plan="lite"), 1)

    def test_the_unit_is_stars(self):
        page = self.bot.page("/metrics", headers={"Accept": "application/openmetrics-text;version=1.0.0"})
        units = {family.name: family.unit for family in openmetrics.text_string_to_metric_families(page.body)}
        self.assertEqual((units["revenue_stars"], units["ledger_stars"]), ("stars", "stars"))

    def test_a_plan_runs_until_another_replaces_it_or_its_time_is_up(self):
        self.customer.buy("lite")
        Customer(self.telegram, 502).buy("pro")
        self.bot.wait_for("subscriptions_active", 1, plan="lite")
        self.customer.buy("lite")
        self.customer.buy("pro")
        scrape = self.bot.wait_for("subscriptions_active", 2, plan="pro")
        self.assertEqual(scrape.by("subscriptions_active", "plan"), {"lite": 0, "pro": 2, "unlimited": 0})

        self.bot.process.terminate()
        soon = round((time.time() + 4) * 1000)
        self.change_database("UPDATE subscriptions SET started_at = 1, ends_at = 2 WHERE user = 501;"
                             f"UPDATE subscriptions SET ends_at = {soon} WHERE user = 502")
        self.bot.start()
        self.bot.wait_for("subscriptions_active", 0, plan="pro")
        self.assertGreaterEqual(time.time() * 1000, soon, "it ended too early")
        self.assertIn("ended", Customer(self.telegram, 502).ask("/my")["text"])

    def test_a_database_of_the_first_version_brings_what_is_known(self):
        self.bot.process.terminate()
        for path in self.bot.folder.glob("coursebot.db*"):
            path.unlink()
        # 0x43426F74 tells our databases from others (store/src/sqlite/migration.cpp).
        first = (REPOSITORY / "store/migrations/001_initial.sql").read_text(encoding="utf-8")
        self.change_database(f"PRAGMA application_id = {0x43426F74}; PRAGMA user_version = 1; {first}" f"""
            INSERT INTO bots VALUES ({BOT_ID}, 1);
            INSERT INTO orders VALUES (1, {BOT_ID}, 501, 'lite', 250, 10, 1);
            INSERT INTO checkouts VALUES ('q', {BOT_ID}, 501, 1, 'paid', 10, 0);
            INSERT INTO payments VALUES (1, 'c', 'p', {BOT_ID}, 501, 1, 'order:1', 250, 11);
            INSERT INTO subscriptions VALUES ({BOT_ID}, 501, 'lite', 11, 20);
            INSERT INTO business_counters VALUES ('main', 'payment_transactions_total', 'success', 1, 1);""")
        self.bot.start()
        self.assert_funnel(opened_invoice=1, approved=1, paid=1)
        self.assertEqual(self.bot.scrape().value("revenue_stars_total"), 250)
        self.assertEqual(self.bot.ledger()["contradictions"], [])
        self.customer.ask("/start")
        self.assert_funnel(started=1, opened_invoice=1, approved=1, paid=1)


class Pages(EndToEndTest):
    def test_healthy_and_ready(self):
        bot = self.start_bot(self.start_simulator())
        answer = bot.health()
        self.assertEqual(answer.status, 200)
        self.assertEqual(answer.json(), {"status": "healthy", "bots_active": 1, "users_online": 0})
        self.assertTrue(answer.headers["Content-Type"].startswith("application/json"))
        self.assertEqual(bot.ready().status, 200)

    def test_the_text_format_is_declared(self):
        bot = self.start_bot(self.start_simulator())
        content_type = bot.page("/metrics").headers["Content-Type"]
        self.assertTrue(content_type.startswith("text/plain; version=0.0.4; charset=utf-8"), content_type)

    def test_open_metrics_for_whom_asks_for_it(self):
        bot = self.start_bot(self.start_simulator())
        page = bot.page("/metrics", headers={"Accept": "application/openmetrics-text;version=1.0.0"})
        self.assertTrue(page.headers["Content-Type"].startswith("application/openmetrics-text; version=1.0.0"))
        families = {family.name: family.type for family in openmetrics.text_string_to_metric_families(page.body)}
        # Only type unknown lets these three stand side by side there.
        self.assertEqual(families["bothost_bots_created_total"], "unknown")
        self.assertEqual(families["bothost_bots_created_created"], "gauge")
        self.assertEqual(families["bothost_bots_created"], "gauge")
        self.assertEqual(families["payment_transactions"], "counter")

    def test_compressed_for_whom_asks_for_it(self):
        bot = self.start_bot(self.start_simulator())
        page = bot.page("/metrics", headers={"Accept-Encoding": "gzip"})
        self.assertEqual(page.headers["Content-Encoding"], "gzip")
        self.assertIn("\nusers_online 0\n", page.body)

    def test_unknown_pages_are_404(self):
        bot = self.start_bot(self.start_simulator())
        self.assertEqual(bot.page("/nothing").status, 404)
        self.assertEqual(bot.page("/metrics/../etc/passwd").status, 404)

    def test_unhealthy_with_a_reason_while_telegram_is_away(self):
        telegram = self.start_simulator()
        bot = self.start_bot(telegram)
        telegram.end()

        def unhealthy():
            answer = bot.health()
            return answer if answer.status == 503 else None
        answer = eventually("/health notices", unhealthy).json()
        self.assertEqual(answer["status"], "unhealthy")
        self.assertIn("Telegram", answer["reason"])
        self.assertEqual(bot.ready().status, 503)
        self.assertEqual(bot.page("/metrics").status, 200)

        self.start_simulator(port=telegram.port)
        eventually("/health recovers", lambda: bot.health().status == 200, within=60)
        self.assertEqual(bot.ready().status, 200)

    def test_not_ready_before_telegram_answers(self):
        bot = self.make_bot("http://127.0.0.1:1")
        bot.spawn()
        eventually("the pages are there", lambda: bot.page("/metrics").status == 200)
        self.assertEqual(bot.ready().status, 503)


if __name__ == "__main__":
    unittest.main()
