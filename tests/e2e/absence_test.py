"""A day without the bot, with payments meanwhile: what Telegram gave up telling is found in its account."""

import unittest

from harness.accounts import Accounts
from harness.bot import OWNER
from harness.calendar import DAY, HOUR
from harness.customer import Customer
from harness.timed import TimedTest


class Absence(TimedTest):
    def settle(self):
        self.bot.wait_for("reconciliation_runs_total", 1, outcome="success")
        super().settle()

    def customers(self, first, count):
        return [Customer(self.telegram, first + number, ("en", "ru")[number % 2]) for number in range(count)]

    def test_a_day_without_the_bot(self):
        subscribers, late, early, buyers = (self.customers(first, 6) for first in (100, 200, 300, 400))
        for person in subscribers:
            self.subscribe(person, "pro")
        for person in buyers:
            person.buy("lite")
        for person in late + early:
            person.order("lite")
        self.settle()
        # The subscriptions are renewed within the day that comes.
        self.calendar.advance(29 * DAY)
        self.bot.process.terminate()
        self.bot.start()
        self.settle()
        self.bot.process.terminate()

        for person in early:
            person.pay(without_bot=True)
        self.calendar.advance(20 * HOUR)
        self.telegram.charge_back(self.charge_of(buyers[0]))
        self.telegram.transact("withdrawal", amount=100)
        self.telegram.transact("affiliate", amount=3, nanostars=250_000_000)
        for person in late:
            person.pay(without_bot=True)
        self.calendar.advance(5 * HOUR)

        updates = self.telegram.record()["updates"]
        self.assertEqual(updates["expired"], len(early), "what was paid first is told no more")
        self.assertEqual(updates["pending"], len(late) + len(subscribers))
        self.bot.start()
        self.settle()
        Accounts(self, self.telegram, self.bot).assert_all_agree()
        self.assertEqual(self.bot.scrape().value("reconciliation_imported_payments_total"), len(early))
        self.assertIn(self.charge_of(buyers[0]), "".join(self.telegram.said_to(OWNER)), "the owner hears of it")
        compared = self.bot.command("ledger", "--telegram")
        self.assertEqual((compared.returncode, compared.stderr), (0, ""), compared.stdout)
        self.assertIn("The ledger agrees with Telegram.", compared.stdout)

    def charge_of(self, person):
        return next(charge["telegram_payment_charge_id"] for charge in self.telegram.charges()
                    if charge["user"] == person.user)

    def test_a_month_without_the_bot(self):
        """Then everything is told no more, renewals too."""
        subscribers = self.customers(100, 5)
        for person in subscribers:
            self.subscribe(person, "lite")
        self.settle()
        self.bot.process.terminate()
        self.calendar.advance(65 * DAY)
        self.assertEqual(len(self.telegram.charges()), 3 * len(subscribers))
        self.bot.start()
        self.settle()
        Accounts(self, self.telegram, self.bot).assert_all_agree()
        self.assertEqual(self.bot.scrape().value("reconciliation_imported_payments_total"), 2 * len(subscribers))
        for person in subscribers:
            self.assertEqual(self.telegram.subscription(person.user)["expires_at"], self.paid_until(person))

    def paid_until(self, person):
        """As the bot knows it, in seconds."""
        (milliseconds,), = self.bot.rows("SELECT renewal_paid_until FROM subscriptions WHERE user = ?", person.user)
        return milliseconds // 1000

    def test_customers_of_an_earlier_program_are_left_alone(self):
        person, = self.customers(100, 1)
        person.buy("lite")
        self.settle()
        self.bot.process.terminate()
        for path in self.bot.folder.glob("coursebot.db*"):
            path.unlink()
        self.calendar.advance(2 * DAY)
        heard = len(person.heard())
        self.bot.start()
        self.settle()
        self.assertEqual(self.bot.ledger()["payments"], [])
        self.assertEqual(len(person.heard()), heard)
        compared = self.bot.command("ledger", "--telegram")
        self.assertEqual(compared.returncode, 0, compared.stdout)

    def test_what_differs_is_said(self):
        person, stranger = self.customers(100, 2)
        person.buy("lite")
        stranger.order("lite")
        self.settle()
        self.bot.process.terminate()
        stranger.pay(without_bot=True)
        self.telegram.charge_back(self.charge_of(person))
        compared = self.bot.command("ledger", "--telegram")
        self.assertEqual(compared.returncode, 1)
        self.assertIn(self.charge_of(person), compared.stdout)
        self.assertIn(self.charge_of(stranger), compared.stdout)


if __name__ == "__main__":
    unittest.main()
