"""What people do about money beside buying: subscribe, change their mind, ask for it back, be forgotten; and what owners
do."""

import csv
import io
import unittest

from harness.accounts import Accounts
from harness.calendar import DAY
from harness.customer import Customer, buttons
from harness.timed import TimedTest
from harness.waiting import eventually


class MoneyTest(TimedTest):
    def setUp(self):
        super().setUp()
        self.customer = Customer(self.telegram, 501)

    def assert_all_agree(self):
        self.settle()
        Accounts(self, self.telegram, self.bot).assert_all_agree()

    def days_left(self):
        (ends_at,), = self.bot.rows("SELECT ends_at FROM subscriptions WHERE user = ?", self.customer.user)
        return (ends_at - self.bot.now_ms()) / (DAY * 1000)


class Subscriptions(MoneyTest):
    def test_renewed_until_the_customer_stops_it(self):
        self.subscribe(self.customer, "lite")
        for _ in range(2):
            self.calendar.advance(30 * DAY)
            self.settle()
        self.assertEqual([charge["kind"] for charge in self.customer.charges()], ["first", "renewal", "renewal"])
        self.assertAlmostEqual(self.days_left(), 30, delta=0.1)
        stop, = (data for data in buttons(self.customer.ask("/my")) if data.startswith("renewal:stop:"))
        self.customer.press(stop)
        self.settle()
        self.assertTrue(self.telegram.subscription(self.customer.user)["is_canceled"])
        self.calendar.advance(40 * DAY)
        self.assertEqual(len(self.customer.charges()), 3)
        self.assert_all_agree()

    def test_a_renewal_that_cant_be_paid_ends_it(self):
        self.subscribe(self.customer, "lite")
        self.customer.subscription("fail_next")
        self.calendar.advance(30.5 * DAY)
        self.settle()
        self.assertEqual(self.bot.rows("SELECT renewal_state FROM subscriptions"), [("failed",)])
        self.assert_all_agree()

    def test_another_plan_takes_the_rest_as_credit_and_ends_the_renewal(self):
        self.subscribe(self.customer, "lite")
        self.calendar.advance(15 * DAY)
        self.customer.buy("pro")
        self.settle()
        # Half of Lite is worth 125 Stars, which are five days of Pro at 750 for thirty.
        self.assertAlmostEqual(self.days_left(), 35, delta=0.1)
        self.assertTrue(self.telegram.subscription(self.customer.user)["is_canceled"])
        self.assert_all_agree()

    def test_reminded_once(self):
        self.customer.buy("lite")
        self.settle()
        self.calendar.advance(29.5 * DAY)
        before = len(self.customer.heard())
        self.owner.ask("/start")  # Whatever Telegram tells makes the bot look at its clock.
        eventually("the reminder comes", lambda: len(self.customer.heard()) > before)
        self.calendar.advance(0.2 * DAY)
        self.owner.ask("/start")
        self.settle()
        self.assertEqual(len(self.customer.heard()), before + 1)


class Refunds(MoneyTest):
    def test_by_the_rule(self):
        self.customer.buy("lite")
        refund, = buttons(self.customer.ask("/refund"))
        confirm, = buttons(self.customer.press(refund))
        self.customer.press(confirm)
        eventually("it is given back", lambda: self.customer.charges()[0]["is_refunded"])
        self.assert_all_agree()
        self.assertEqual(self.bot.ledger()["refunds"][0]["kind"], "refund")

    def test_too_late_for_the_rule(self):
        self.customer.buy("lite")
        refund, = buttons(self.customer.ask("/refund"))
        self.calendar.advance(4 * DAY)
        self.assertEqual(buttons(self.customer.press(refund)), {})
        self.assertFalse(self.customer.charges()[0]["is_refunded"])

    def test_told_by_whoever_telegram_says(self):
        for sender in ("bot", "payer"):
            self.telegram.refunds_come_from(sender)
            self.customer.buy("lite")
            self.owner.ask(f"/refund {self.customer.charges()[-1]['telegram_payment_charge_id']}")
            eventually("it is given back", lambda: self.customer.charges()[-1]["is_refunded"])
            self.assert_all_agree()

    def test_somebody_elses_button_does_nothing(self):
        self.customer.buy("lite")
        refund, = buttons(self.customer.ask("/refund"))
        stranger = Customer(self.telegram, 502)
        stranger.ask("/refund")
        stranger.act("press", data=refund, forged=True)
        stranger.act("press", data=refund.replace("ask", "yes"), forged=True)
        self.settle()
        self.assertFalse(self.customer.charges()[0]["is_refunded"])


class Owner(MoneyTest):
    def exported(self, table):
        before = len(self.owner.documents())
        self.owner.say(f"/export {table}")
        document = eventually("the file comes", lambda: self.owner.documents()[before:])[0]
        text = self.telegram.file(document["file_id"]).decode("utf-8")
        self.assertTrue(text.startswith("\ufeff"), "Excel takes it for UTF-8 by that")
        return list(csv.DictReader(io.StringIO(text[1:], newline=""), strict=True))

    def test_exports_what_the_ledger_holds(self):
        self.customer.buy("pro")
        Customer(self.telegram, 502).buy("lite")
        self.settle()
        payments = self.exported("payments")
        charges = {charge["telegram_payment_charge_id"]: str(charge["amount"]) for charge in self.telegram.charges()}
        self.assertEqual({row["charge"]: row["stars"] for row in payments}, charges)
        self.assertEqual({row["plan"] for row in self.exported("subscriptions")}, {"pro", "lite"})

    def test_a_payload_is_no_formula(self):
        self.customer.ask("/start")
        self.customer.pay(payload="=HYPERLINK(1)", amount=5, without_bot=True)
        self.settle()
        self.assertEqual([row["payload"] for row in self.exported("payments")], ["'=HYPERLINK(1)"])

    def test_gives_and_takes_a_plan(self):
        self.customer.ask("/start")
        self.owner.ask(f"/grant {self.customer.user} pro 10")
        self.settle()
        self.assertAlmostEqual(self.days_left(), 10, delta=0.1)
        self.owner.ask(f"/revoke {self.customer.user}")
        self.settle()
        self.assertLessEqual(self.days_left(), 0)
        self.assertEqual(self.bot.rows("SELECT action FROM audit_log ORDER BY id"), [("grant",), ("revoke",)])


class Forgotten(MoneyTest):
    def test_keeps_what_the_law_wants_and_nothing_else(self):
        self.subscribe(self.customer, "lite")
        self.customer.ask("/delete_me")
        self.customer.press("forget:yes")
        self.settle()
        self.assertTrue(self.telegram.subscription(self.customer.user)["is_canceled"])
        for table in ("users", "subscriptions"):
            self.assertEqual(self.bot.rows(f"SELECT count(*) FROM {table} WHERE user = ?", self.customer.user), [(0,)])
        self.assertEqual(self.bot.rows("SELECT payer FROM payments"), [(self.customer.user,)])
        # A refund works all the same.
        self.owner.ask(f"/refund {self.customer.charges()[0]['telegram_payment_charge_id']}")
        eventually("it is given back", lambda: self.customer.charges()[0]["is_refunded"])
        self.settle()
        self.assertEqual(self.bot.ledger()["contradictions"], [])


if __name__ == "__main__":
    unittest.main()
