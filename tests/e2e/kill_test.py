"""`kill -9` at random moments of a run with payments: then Telegram's record, the ledger and the counters agree."""

import collections
import os
import random
import re
import sqlite3
import unittest

from harness.binaries import REPOSITORY
from harness.case import BOT_ID, EndToEndTest
from harness.crowd import Crowd
from harness.waiting import eventually, let_pass

# Longer than the 10 s in which Telegram takes the answer to a pre-checkout: whatever the kills delay, a checkout is
# paid before its deadline, or never.
CHECKOUT_DEADLINE = "12s"
# In seconds. The simulator's customers pay up to three minutes late (simulator/src/customers.cpp).
LATEST_PAYMENT = 190


def seed():
    return int(os.environ.get("COURSEBOT_SEED") or random.SystemRandom().randrange(1_000_000))


def plan_of_price():
    """Prices tell the plans apart, in the catalogue that is on sale here."""
    catalogue = (REPOSITORY / "catalog/plans.yaml").read_text(encoding="utf-8")
    prices = re.findall(r"^(\w+):$.*?^  price: (\d+)$", catalogue, re.MULTILINE | re.DOTALL)
    return {int(price): plan for plan, price in prices}


class KillTest(EndToEndTest):
    def setUp(self):
        super().setUp()
        self.seed = seed()
        self.random = random.Random(self.seed)
        print(f"\nseed of the random moments: {self.seed} (COURSEBOT_SEED={self.seed} repeats them)", flush=True)

    def kill_and_restart(self, bot, times, longest_life):
        """Lives as short as 0 s: some die while they start."""
        for _ in range(times):
            let_pass(self.random.uniform(0.0, longest_life))
            bot.process.kill()
            bot.spawn()
        bot.wait_until_ready()
        bot.process.must_live()

    def settle(self, telegram, bot):
        """Waits until nothing is on its way any more; returns Telegram's record and the metrics."""
        telegram.wait_until_confirmed(within=60)
        bot.wait_until_idle(within=60)
        record = telegram.record()
        open_checkouts = "SELECT count(*) FROM checkouts WHERE state = 'approved'"
        eventually("every open checkout is past its deadline", lambda: self.rows(bot, open_checkouts) == 0, within=30)
        self.assertEqual(telegram.record()["updates"]["created"], record["updates"]["created"])
        return record, bot.scrape()

    def rows(self, bot, query):
        database = sqlite3.connect(f"file:{bot.folder}/coursebot.db?mode=ro", uri=True)
        try:
            return database.execute(query).fetchone()[0]
        finally:
            database.close()

    def assert_charges_are_in_the_ledger(self, record, bot):
        ledger = bot.ledger()
        charged = {charge["telegram_payment_charge_id"]: (charge["user"], charge["amount"])
                   for charge in record["charges"]}
        recorded = {payment["charge"]: (payment["payer"], payment["stars"]) for payment in ledger["payments"]}
        self.assertEqual(recorded, charged)
        self.assertEqual(len(ledger["payments"]), len(record["charges"]), "a charge is in the ledger twice")
        self.assertEqual(ledger["contradictions"], [])

    def assert_successes_and_plans_are_counted(self, record, scrape):
        charges = record["charges"]
        self.assertEqual(scrape.value("payment_transactions_total", status="success"), len(charges))
        plans = plan_of_price()
        activated = collections.Counter(plans[charge["amount"]] for charge in charges)
        self.assertEqual(scrape.by("subscription_activations_total", "plan"),
                         {plan: activated[plan] for plan in plans.values()})

    def assert_sales_are_counted(self, record, bot, scrape):
        charges = record["charges"]
        revenue = sum(charge["amount"] for charge in charges)
        self.assertEqual(scrape.value("revenue_stars_total"), revenue)
        self.assertEqual(scrape.value("ledger_stars"), revenue)

        funnel = scrape.by("shop_funnel_total", "step")
        self.assertEqual(funnel["paid"], len(charges))
        self.assertEqual(funnel["opened_invoice"], self.rows(bot, "SELECT count(*) FROM orders"))
        self.assertEqual(funnel["approved"], self.rows(bot, "SELECT count(*) FROM checkouts WHERE state <> 'declined'"))
        # Those that expired were decided, too late for Telegram.
        checkouts = record["pre_checkouts"]
        self.assertGreaterEqual(funnel["approved"], checkouts["approved"])
        self.assertLessEqual(funnel["approved"], checkouts["approved"] + checkouts["expired"])

        plans = plan_of_price()
        last_plan = {charge["user"]: plans[charge["amount"]] for charge in charges}
        running = collections.Counter(last_plan.values())
        self.assertEqual(scrape.by("subscriptions_active", "plan"), {plan: running[plan] for plan in plans.values()})

    def assert_no_update_is_skipped(self, record, bot):
        """What Telegram counts as confirmed, the bot must have handled."""
        updates = record["updates"]
        self.assertEqual(updates["pending"], 0)
        self.assertEqual(updates["confirmed"], updates["created"])
        self.assertTrue(all(charge["confirmed"] for charge in record["charges"]))
        handled = self.rows(bot, f"SELECT count(*) FROM known_updates WHERE bot = {BOT_ID}")
        self.assertEqual(handled, updates["created"])
        self.assertEqual(self.rows(bot, "SELECT count(*) FROM poisonous_updates"), 0)


class Kills(KillTest):
    def test_twenty_kills(self):
        telegram = self.start_simulator()
        bot = self.make_bot(telegram.url, CHECKOUT_DEADLINE=CHECKOUT_DEADLINE, USER_RATE_LIMIT="off")
        bot.start()
        crowd = Crowd(telegram, size=40, rate=60, seed=self.seed)
        crowd.start()
        self.kill_and_restart(bot, times=20, longest_life=0.9)
        crowd.leave()
        record, scrape = self.settle(telegram, bot)

        self.assertGreater(len(record["charges"]), 20, "too few payments to prove anything")
        self.assert_no_update_is_skipped(record, bot)
        self.assert_charges_are_in_the_ledger(record, bot)
        self.assert_successes_and_plans_are_counted(record, scrape)
        self.assert_sales_are_counted(record, bot, scrape)
        checkouts = record["pre_checkouts"]
        self.assertGreater(checkouts["declined"], 0)
        self.assertGreater(checkouts["approved_unpaid"], 0)
        # Expired: answered too late because the bot was away. Approved by the bot, and never paid.
        self.assertEqual(scrape.value("payment_transactions_total", status="failed"),
                         checkouts["declined"] + checkouts["approved_unpaid"] + checkouts["expired"])
        self.assert_every_charge_has_a_receipt(telegram, record)
        self.assertEqual(scrape.value("shop_funnel_total", step="opened_invoice"),
                         self.invoices_asked_for(telegram, crowd))

    def invoices_asked_for(self, telegram, crowd):
        said = [entry.get("message", {}).get("text", "") for user in crowd.users
                for entry in telegram.transcript(user) if entry["from"] == "user"]
        return sum(text.startswith("/buy ") for text in said)

    def assert_every_charge_has_a_receipt(self, telegram, record):
        shown = collections.defaultdict(str)
        for user in {charge["user"] for charge in record["charges"]}:
            for entry in telegram.transcript(user):
                if entry["from"] == "bot":
                    shown[user] += entry.get("message", {}).get("text", "") + "\n"
        for charge in record["charges"]:
            self.assertIn(charge["telegram_payment_charge_id"], shown[charge["user"]])


class ManyKills(KillTest):
    """The simulator's own customers, who also pay late, block the bot and come back."""

    def test_a_hundred_and_twenty_kills(self):
        telegram = self.start_simulator(customers=200, rate=150, seed=self.seed)
        bot = self.make_bot(telegram.url, CHECKOUT_DEADLINE=CHECKOUT_DEADLINE)
        bot.start()
        self.kill_and_restart(bot, times=120, longest_life=1.5)
        telegram.pause_customers()
        let_pass(LATEST_PAYMENT)
        record, scrape = self.settle(telegram, bot)

        self.assertGreater(len(record["charges"]), 100, "too few payments to prove anything")
        self.assert_no_update_is_skipped(record, bot)
        self.assert_charges_are_in_the_ledger(record, bot)
        self.assert_successes_and_plans_are_counted(record, scrape)
        self.assert_sales_are_counted(record, bot, scrape)
        checkouts = record["pre_checkouts"]
        never_paid = checkouts["declined"] + checkouts["approved_unpaid"] + checkouts["expired"]
        failed = scrape.value("payment_transactions_total", status="failed")
        # Whoever paid after the deadline has failed first and succeeded then.
        self.assertGreaterEqual(failed, never_paid)
        self.assertLessEqual(failed, never_paid + len(record["charges"]))


if __name__ == "__main__":
    unittest.main()
