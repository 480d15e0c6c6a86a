"""`kill -9` at random moments of a run with payments, subscriptions and refunds: then Telegram's record, the ledger, the
plans, the counters and the messages agree. (crash_points_test.py kills at every step, this at any.)"""

import os
import random
import unittest

from harness.accounts import Accounts, went_back
from harness.bot import OWNER
from harness.calendar import DAY, Calendar
from harness.case import BOT_ID, EndToEndTest
from harness.crowd import Crowd
from harness.customer import Customer
from harness.timed import wait_until_at_rest
from harness.waiting import eventually, let_pass

# Longer than the 10 s in which Telegram takes the answer to a pre-checkout: whatever the kills delay, a checkout is
# paid before its deadline, or never.
CHECKOUT_DEADLINE = "12s"
# In seconds. The simulator's customers pay up to three minutes late (simulator/src/customers.cpp).
LATEST_PAYMENT = 190


def seed():
    return int(os.environ.get("COURSEBOT_SEED") or random.SystemRandom().randrange(1_000_000))


class KillTest(EndToEndTest):
    def setUp(self):
        super().setUp()
        self.seed = seed()
        self.random = random.Random(self.seed)
        print(f"\nseed of the random moments: {self.seed} (COURSEBOT_SEED={self.seed} repeats them)", flush=True)

    def begin(self, customers=0, rate=0):
        self.telegram = self.start_simulator(customers=customers, rate=rate, seed=self.seed)
        self.bot = self.make_bot(self.telegram.url, CHECKOUT_DEADLINE=CHECKOUT_DEADLINE, USER_RATE_LIMIT="off")
        self.bot.make_crashable()
        self.calendar = Calendar(self.telegram, self.bot)
        self.bot.start()
        self.owner = Customer(self.telegram, OWNER)
        self.owner.say("/start")

    def kill_and_restart(self, times, longest_life, days_between=0):
        """Lives as short as 0 s: some die while they start. Between them days may pass, and subscriptions renew."""
        for _ in range(times):
            let_pass(self.random.uniform(0.0, longest_life))
            self.owner_acts()
            self.bot.process.kill()
            if days_between:
                self.calendar.advance(self.random.uniform(0, 2 * days_between) * DAY)
            self.bot.spawn()
        self.bot.wait_until_ready()
        self.bot.process.must_live()

    def owner_acts(self):
        """Gives a payment back, or somebody's bank does."""
        charges = [charge for charge in self.telegram.charges() if not went_back(charge)]
        if not charges or self.random.random() < 0.5:
            return
        number = self.random.choice(charges)["telegram_payment_charge_id"]
        if self.random.random() < 0.8:
            self.owner.say(f"/refund {number}")
        else:
            self.telegram.charge_back(number)

    def settle(self):
        """Waits until nothing is on its way any more."""
        self.calendar.advance(LATEST_PAYMENT)
        self.at_rest()
        # A new process compares with Telegram's account, which knows of chargebacks.
        self.bot.process.terminate()
        self.bot.start()
        self.bot.wait_for("reconciliation_runs_total", 1, within=60, outcome="success")
        self.at_rest()
        open_checkouts = "SELECT count(*) FROM checkouts WHERE state = 'approved'"
        eventually("every open checkout is past its deadline", lambda: self.rows(open_checkouts) == 0, within=60)
        self.at_rest()

    def at_rest(self):
        wait_until_at_rest(self.telegram, self.bot, within=60)

    def rows(self, query):
        return self.bot.rows(query)[0][0]

    def assert_everything_agrees(self, at_least):
        record, scrape = self.telegram.record(), self.bot.scrape()
        charges = record["charges"]
        self.assertGreater(len(charges), at_least, "too few payments to prove anything")
        for kind in ("one_off", "first", "renewal"):
            self.assertTrue([charge for charge in charges if charge["kind"] == kind], f"no charge was {kind}")
        self.assertTrue([charge for charge in charges if went_back(charge)], "nothing was refunded")
        Accounts(self, self.telegram, self.bot).assert_all_agree()
        self.assert_no_update_is_skipped(record)
        self.assert_way_to_payment_is_counted(record, scrape)

    def assert_way_to_payment_is_counted(self, record, scrape):
        funnel = scrape.by("shop_funnel_total", "step")
        self.assertEqual(funnel["paid"], sum(charge["kind"] != "renewal" for charge in record["charges"]))
        self.assertEqual(funnel["opened_invoice"], self.rows("SELECT count(*) FROM orders"))
        self.assertEqual(funnel["approved"], self.rows("SELECT count(*) FROM checkouts WHERE state <> 'declined'"))
        # Those that expired were decided, too late for Telegram.
        checkouts = record["pre_checkouts"]
        self.assertGreaterEqual(funnel["approved"], checkouts["approved"])
        self.assertLessEqual(funnel["approved"], checkouts["approved"] + checkouts["expired"])

    def assert_no_update_is_skipped(self, record):
        """What Telegram counts as confirmed, the bot must have handled; what expired unseen it found elsewhere."""
        updates = record["updates"]
        self.assertEqual(updates["pending"], 0)
        self.assertEqual(updates["confirmed"] + updates["expired"], updates["created"])
        self.assertEqual(self.rows("SELECT count(*) FROM poisonous_updates"), 0)


class Kills(KillTest):
    def test_twenty_kills(self):
        self.begin()
        crowd = Crowd(self.telegram, size=40, rate=60, seed=self.seed)
        crowd.start()
        self.kill_and_restart(times=20, longest_life=0.9)
        crowd.leave()
        self.at_rest()
        # Nobody is away now, and the subscriptions are renewed twice.
        for _ in range(2):
            self.calendar.advance(30 * DAY)
            self.at_rest()
        self.settle()
        self.assert_everything_agrees(at_least=20)

        record, scrape = self.telegram.record(), self.bot.scrape()
        checkouts = record["pre_checkouts"]
        self.assertGreater(checkouts["declined"], 0)
        self.assertGreater(checkouts["approved_unpaid"], 0)
        # Expired: answered too late because the bot was away. Approved by the bot, and never paid. But a charge that
        # nobody asked the bot about passes for the one that an open checkout of its order waits for.
        never_paid = checkouts["declined"] + checkouts["approved_unpaid"] + checkouts["expired"]
        begun = sum(charge["kind"] != "renewal" for charge in record["charges"])
        without_checkout = begun - (checkouts["approved"] - checkouts["approved_unpaid"])
        failed = scrape.value("payment_transactions_total", status="failed")
        self.assertLessEqual(failed, never_paid)
        self.assertGreaterEqual(failed, never_paid - without_checkout)
        handled = self.rows(f"SELECT count(*) FROM known_updates WHERE bot = {BOT_ID}")
        self.assertLessEqual(handled, record["updates"]["created"])


class ManyKills(KillTest):
    """The simulator's own customers, who also pay late, subscribe, cancel, ask for refunds, block the bot and come
    back; and the days pass."""

    def test_two_hundred_kills(self):
        self.begin(customers=200, rate=150)
        self.kill_and_restart(times=200, longest_life=1.5, days_between=1)
        self.telegram.pause_customers()
        self.settle()
        self.assert_everything_agrees(at_least=100)


if __name__ == "__main__":
    unittest.main()
