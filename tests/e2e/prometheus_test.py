"""A real Prometheus scrapes the bot and answers the guide's queries with what Telegram's record implies."""

import re
import unittest

from harness.binaries import REPOSITORY
from harness.case import EndToEndTest
from harness.customer import Customer
from harness.monitoring import Prometheus, extrapolated_increase, now
from harness.waiting import eventually

# As shipped Prometheus scrapes every 15 s. The queries mean the same at any interval; at this one the test is short.
SCRAPE_INTERVAL = "1s"
HOUR = 3600
# How far a native bucket of the bot's histograms goes beyond a classic bound.
BUCKET_WIDTH = 2 ** (1 / 8)

SEVEN = ("bothost_bots_created_total", "bothost_bots_created_created", "bothost_bots_created",
         "message_processing_time_seconds", "users_online", "payment_transactions_total",
         "subscription_activations_total")


class Queries(EndToEndTest):
    """One run of a script: four people are online, then seven; two of them pay, one checkout is declined."""

    def setUp(self):
        super().setUp()
        self.telegram = self.start_simulator()
        self.bot = self.start_bot(self.telegram, ONLINE_WINDOW="1h")
        self.people = [Customer(self.telegram, 501 + number) for number in range(7)]
        for person in self.people[:4]:
            person.ask("/start")
        self.prometheus = Prometheus(self.folder / "prometheus", self.bot.port, scrape_interval=SCRAPE_INTERVAL)
        self.addCleanup(self.prometheus.end)
        self.wait_for_samples("users_online", 3)

    def wait_for_samples(self, selector, count):
        """Waits for so many further scrapes of the series."""
        def scrapes():
            return self.prometheus.value(f"count_over_time({selector}[1h])", now()) or 0
        before = scrapes()
        eventually(f"{count} scrapes of {selector}", lambda: scrapes() >= before + count, within=60)

    def test_the_guides_queries(self):
        with self.subTest("steady load"):
            self.assertEqual(self.prometheus.value("max_over_time(users_online[1h])", now()), 4)
            self.assertEqual(self.prometheus.value("avg_over_time(users_online[5m])", now()), 4)

        for person in self.people[4:]:
            person.ask("/start")
        self.people[0].buy("lite")
        self.people[1].buy("pro")
        self.people[2].order("unlimited")
        self.people[2].pay(amount=1)
        self.bot.wait_for("payment_transactions_total", 1, status="failed")
        self.wait_for_samples("users_online", 3)
        moment = now()

        with self.subTest('{job="coursebot"}'):
            answered = {series["metric"]["__name__"] for series in self.prometheus.query('{job="coursebot"}', moment)}
            self.assertLessEqual(set(SEVEN), answered)
        with self.subTest("last samples are Telegram's record"):
            charges = len(self.telegram.charges())
            self.assertEqual(charges, 2)
            self.assertEqual(self.prometheus.value('payment_transactions_total{status="success"}', moment), charges)
            self.assertEqual(self.prometheus.value('payment_transactions_total{status="failed"}', moment), 1)
            self.assertEqual(self.prometheus.value("sum(subscription_activations_total)", moment), charges)
        with self.subTest("rate and increase of successful payments"):
            self.assert_rate_is_that_of_the_samples('payment_transactions_total{status="success"}', moment)
        with self.subTest("users online"):
            samples = [value for _, value in self.prometheus.samples("users_online", "5m", moment)]
            self.assertEqual((samples[0], samples[-1]), (4, 7))
            self.assertEqual(sorted(samples), samples)
            self.assertEqual(self.prometheus.value("max_over_time(users_online[1h])", moment), 7)
            self.assertAlmostEqual(self.prometheus.value("avg_over_time(users_online[5m])", moment),
                                   sum(samples) / len(samples))
        with self.subTest("95th percentile"):
            self.assert_percentile_is_in_the_classic_bucket()

    def assert_percentile_is_in_the_classic_bucket(self):
        """Prometheus reads the native half of the histogram, the page shows the classic one of the same updates."""
        scrape = self.bot.wait_until_idle()
        self.wait_for_samples("users_online", 2)
        percentile = self.prometheus.value("histogram_quantile(0.95, message_processing_time_seconds)", now())
        buckets = scrape.by("message_processing_time_seconds_bucket", "le")
        rank = 0.95 * scrape.value("message_processing_time_seconds_count")
        lower, upper = 0, None
        for bound, count in buckets.items():
            if count >= rank:
                upper = float(bound)
                break
            lower = float(bound)
        self.assertGreater(percentile, lower / BUCKET_WIDTH)
        self.assertLess(percentile, upper * BUCKET_WIDTH)

    def assert_rate_is_that_of_the_samples(self, selector, moment):
        samples = self.prometheus.samples(selector, "1h", moment)
        self.assertEqual(samples[-1][1], len(self.telegram.charges()))
        increase = extrapolated_increase(samples, HOUR, moment)
        self.assertAlmostEqual(self.prometheus.value(f"increase({selector}[1h])", moment), increase, places=6)
        self.assertAlmostEqual(self.prometheus.value(f"rate({selector}[1h])", moment), increase / HOUR, places=9)

    def test_every_query_of_the_readme_is_answered(self):
        self.people[0].buy("lite")
        self.wait_for_samples("users_online", 3)
        readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
        block, = re.findall(r"```promql\n(.*?)```", readme, re.DOTALL)
        queries = [line for line in block.splitlines() if line and not line.startswith("#")]
        self.assertGreaterEqual(len(queries), 5)
        for query in queries:
            with self.subTest(query=query):
                self.assertTrue(self.prometheus.query(query))


if __name__ == "__main__":
    unittest.main()
