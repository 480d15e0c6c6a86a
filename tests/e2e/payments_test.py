"""Money: what Telegram charged, what the ledger says, and what the counters say."""

import unittest

from harness.bot import OWNER
from harness.case import EndToEndTest
from harness.customer import Customer
from harness.waiting import eventually


class Payments(EndToEndTest):
    def setUp(self):
        super().setUp()
        self.telegram = self.start_simulator()
        # A slow machine may take a while to bring a payment; the tests of the deadline itself have one of their own.
        self.bot = self.start_bot(self.telegram, CHECKOUT_DEADLINE="1h")
        self.customer = Customer(self.telegram, 501)

    def shorten_deadline(self, deadline="2s"):
        """For the checkouts approved from now on."""
        self.bot.process.terminate()
        self.bot.settings["CHECKOUT_DEADLINE"] = deadline
        self.bot.start()

    def assert_counted(self, success, failed, **activated):
        """The counters, the gauges of the ledger, and the ledger itself, exactly."""
        scrape = self.bot.wait_for("payment_transactions_total", success, status="success")
        self.bot.wait_for("payment_transactions_total", failed, status="failed")
        self.bot.wait_for("ledger_payments", success, status="success")
        self.bot.wait_for("ledger_payments", failed, status="failed")
        plans = {"lite": 0, "pro": 0, "unlimited": 0, **activated}
        self.assertEqual(scrape.by("subscription_activations_total", "plan"), plans)
        ledger = self.bot.ledger()
        self.assertEqual(ledger["contradictions"], [])
        self.assertEqual(sorted(payment["charge"] for payment in ledger["payments"]),
                         sorted(charge["telegram_payment_charge_id"] for charge in self.telegram.charges()))
        self.assertEqual(len(ledger["payments"]), success)

    def test_a_purchase_of_each_plan(self):
        for plan in ("lite", "pro", "unlimited"):
            self.customer.buy(plan)
        self.assert_counted(success=3, failed=0, lite=1, pro=1, unlimited=1)

    def test_the_receipt_names_the_charge(self):
        receipt = self.customer.buy("lite")
        charge, = self.telegram.charges()
        self.assertIn(charge["telegram_payment_charge_id"], receipt["text"])

    def test_a_renewal_is_an_activation_too(self):
        self.customer.buy("lite")
        self.customer.buy("lite")
        self.assert_counted(success=2, failed=0, lite=2)

    def test_a_forged_amount_is_declined(self):
        self.customer.order("pro")
        self.customer.pay(amount=1)
        self.assert_counted(success=0, failed=1)
        self.assertEqual(self.telegram.pre_checkouts()["declined"], 1)

    def test_an_unknown_order_is_declined(self):
        self.customer.order("pro")
        self.customer.pay(payload="order:999999")
        self.assert_counted(success=0, failed=1)

    def test_somebody_elses_invoice_is_declined(self):
        self.shorten_deadline()
        self.customer.order("pro")
        self.customer.pay(outcome="fails")
        query, = [entry["pre_checkout_query"] for entry in self.customer.screen() if "pre_checkout_query" in entry]
        stranger = Customer(self.telegram, 502)
        stranger.order("pro")
        stranger.pay(payload=query["invoice_payload"])
        self.assert_counted(success=0, failed=2)
        self.assertEqual(self.telegram.pre_checkouts()["declined"], 1)

    def test_approved_and_never_paid_has_failed_at_the_deadline(self):
        self.shorten_deadline()
        self.customer.order("lite")
        self.customer.pay(outcome="fails")
        self.assert_counted(success=0, failed=1)
        self.assertEqual(self.telegram.pre_checkouts()["approved"], 1)

    def test_a_payment_after_the_deadline_is_a_success_too(self):
        self.shorten_deadline()
        self.customer.order("lite")
        self.customer.pay(outcome="late", after_ms=4000)
        self.bot.wait_for("payment_transactions_total", 1, status="failed")
        self.assert_counted(success=1, failed=1, lite=1)

    def test_a_payment_without_its_pre_checkout_is_recorded_and_the_owner_told(self):
        owner = Customer(self.telegram, OWNER)
        owner.ask("/start")
        before = len(owner.heard())
        self.customer.ask("/start")
        self.telegram.inject({"message": {
            "message_id": 7000, "date": 1700000000, "chat": {"id": 501, "type": "private", "first_name": "A"},
            "from": {"id": 501, "is_bot": False, "first_name": "A", "language_code": "en"},
            "successful_payment": {"currency": "XTR", "total_amount": 250, "invoice_payload": "another bot's",
                                   "telegram_payment_charge_id": "charge-of-old",
                                   "provider_payment_charge_id": "provider-of-old"}}})
        self.bot.wait_for("payment_transactions_total", 1, status="success")
        payment, = self.bot.ledger()["payments"]
        self.assertEqual(payment["charge"], "charge-of-old")
        self.bot.wait_until_idle()
        self.assertIn("charge-of-old", "".join(message.get("text", "") for message in owner.heard()[before:]))

    def test_counters_continue_after_a_restart(self):
        self.customer.buy("pro")
        self.shorten_deadline()
        self.customer.order("lite")
        self.customer.pay(outcome="fails")
        self.assert_counted(success=1, failed=1, pro=1)
        self.assertEqual(self.bot.process.terminate(), 0)
        self.bot.start()
        self.assert_counted(success=1, failed=1, pro=1)
        self.shorten_deadline("1h")
        self.customer.buy("pro")
        self.assert_counted(success=2, failed=1, pro=2)

    def test_the_deadline_passes_while_the_bot_is_away(self):
        self.shorten_deadline()
        self.customer.order("lite")
        self.customer.pay(outcome="fails")
        eventually("the checkout is approved", lambda: self.telegram.pre_checkouts()["approved"] == 1)
        self.bot.process.kill()
        self.bot.start()
        self.assert_counted(success=0, failed=1)


class Redelivery(EndToEndTest):
    def test_updates_that_come_again_change_nothing(self):
        telegram = self.start_simulator()
        bot = self.start_bot(telegram)
        customer = Customer(telegram, 501)
        customer.buy("pro")
        bot.wait_until_idle()
        screen = customer.heard()
        before = bot.scrape()
        again = telegram.control("redeliver", {})["updates"]
        self.assertGreaterEqual(again, 3)

        bot.wait_for("engine_duplicate_updates_total", again)
        bot.wait_until_idle()
        after = bot.scrape()
        for name in ("payment_transactions_total", "subscription_activations_total", "bothost_bots_created_total"):
            self.assertEqual(after.sum(name), before.sum(name))
        self.assertEqual(customer.heard(), screen)
        self.assertEqual(len(bot.ledger()["payments"]), 1)


if __name__ == "__main__":
    unittest.main()
