"""The bot ends at every fault point of a payment, a renewal and a refund, one run each; nothing may be lost or doubled.

A first run records the points that a path comes to; then each of them is the end of the process once. What Telegram has
not had confirmed comes again, and afterwards the ledger, the plans, the counters and the messages must be those of the
simulator's record."""

import unittest

from harness.accounts import Accounts
from harness.bot import OWNER
from harness.case import EndToEndTest
from harness.customer import Customer
from harness.waiting import eventually

# Of the runs, those that may end without coming to their point: updates that happen to come together are one transaction.
MISSES = 0.2


class CrashPoints(EndToEndTest):
    def setUp(self):
        super().setUp()
        self.telegram = self.start_simulator()
        self.bot = self.make_bot(self.telegram.url, USER_RATE_LIMIT="off", FLOOD_CONTROL="off")
        self.bot.make_crashable()
        self.bot.start()
        self.bot.process.may_end()
        self.owner = Customer(self.telegram, OWNER)
        self.owner.ask("/start")
        self.deaths = 0
        self.last_user = 1000

    # A path: what comes before, what may be cut off anywhere, and how one sees that it is over.

    def walk(self, prepare, act):
        prepared = self.prepared(prepare)
        self.bot.faults.record()
        act(prepared)
        self.settle()
        points = sorted(set(self.bot.faults.recorded()))
        self.bot.faults.disarm()
        self.assertGreaterEqual(len(points), 15, "too few fault points to prove anything")
        Accounts(self, self.telegram, self.bot).assert_all_agree()
        for name, times in points:
            with self.subTest(point=name, times=times):
                prepared = self.prepared(prepare)
                self.bot.faults.kill_at(name, times)
                act(prepared)
                self.settle()
                self.bot.faults.disarm()
                self.settle()  # It may have died of the last thing it did.
                Accounts(self, self.telegram, self.bot).assert_all_agree()
        print(f"\n{len(points)} fault points, {self.deaths} deaths", flush=True)
        self.assertGreaterEqual(self.deaths, len(points) * (1 - MISSES), "too many points were never reached")

    def prepared(self, prepare):
        self.last_user += 1
        person = Customer(self.telegram, self.last_user)
        prepare(person)
        self.settle()
        return person

    def alive(self):
        """Brings a bot that has died back to life."""
        if not self.bot.process.is_alive():
            self.deaths += 1
            self.bot.faults.disarm()
            self.bot.spawn()
            self.bot.wait_until_ready()

    def until(self, what, condition):
        def holds():
            self.alive()
            return condition()
        return eventually(what, holds, within=30)

    def settle(self):
        def quiet():
            return self.telegram.record()["updates"]["pending"] == 0 and self.bot.has_sent_all()
        self.until("nothing is on its way", quiet)
        self.until("nothing follows from what was sent last", quiet)

    # What people do, whether or not the bot is alive.

    def charges_of(self, person):
        return [charge for charge in self.telegram.charges() if charge["user"] == person.user]

    def buys(self, person, plan="lite"):
        before = len(self.charges_of(person))
        person.say(f"/buy {plan}")
        self.until("the invoice is there", lambda: self.telegram.unpaid_invoice(person.user))
        self.pays(person, lambda: len(self.charges_of(person)) > before)

    def pays(self, person, is_paid, **how):
        """Presses Pay until that has led to a charge: an answer that came too late leaves the invoice unpaid."""
        def paid():
            if not self.telegram.is_asking(person.user) and not is_paid():
                person.pay(**how)
            return is_paid()
        self.until("the charge is made", paid)

    def subscribes(self, person, plan="lite"):
        person.say(f"/subscribe {plan}")
        link = self.until("the link is there", lambda: self.telegram.invoice_link(person.user))
        self.pays(person, lambda: self.charges_of(person), link=link)

    def hears(self, person, number, times):
        self.until(f"{number} is mentioned {times} times",
                   lambda: sum(number in text for text in self.telegram.said_to(person.user)) >= times)

    def is_refunded(self, person):
        charge = self.charges_of(person)[-1]
        self.until("it is given back", lambda: self.charges_of(person)[-1]["is_refunded"])
        self.hears(person, charge["telegram_payment_charge_id"], 2)

    # The paths.

    def test_a_payment(self):
        def act(person):
            self.buys(person)
            self.hears(person, self.charges_of(person)[-1]["telegram_payment_charge_id"], 1)
        self.walk(lambda person: person.ask("/start"), act)

    def test_a_renewal(self):
        def act(person):
            person.act("subscription", action="renew_now")
            self.until("it is charged", lambda: len(self.charges_of(person)) == 2)
            self.hears(person, self.charges_of(person)[-1]["telegram_payment_charge_id"], 1)
        self.walk(self.subscribes, act)

    def test_a_refund_by_the_owner(self):
        def act(person):
            self.owner.say(f"/refund {self.charges_of(person)[-1]['telegram_payment_charge_id']}")
            self.is_refunded(person)
        self.walk(self.buys, act)

    def test_a_refund_of_a_subscription(self):
        def act(person):
            self.owner.say(f"/refund {self.charges_of(person)[-1]['telegram_payment_charge_id']}")
            self.is_refunded(person)
            self.until("it renews no more", lambda: self.telegram.subscription(person.user)["is_canceled"])
        self.walk(self.subscribes, act)

    def test_a_second_charge(self):
        def act(person):
            person.pay(again=True, without_bot=True)
            self.is_refunded(person)
        self.walk(self.buys, act)


if __name__ == "__main__":
    unittest.main()
