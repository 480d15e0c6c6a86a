"""Customers whose every intention the test knows: they buy at a steady rate, whether or not the bot is alive."""

import random
import threading

from harness import customer
from harness.simulator import Refused

PLANS = ("lite", "pro", "unlimited")
# What a purse says after the bot's approval, or a forged price that the bot must decline: of ten purchases.
PURSES = ("pays",) * 6 + ("fails",) * 2 + ("forges",) * 2
SUBSCRIBES = 0.15
PAYS_LINK = 0.15
PAYS_TWICE = 0.03
CANCELS = 0.02


class Crowd(threading.Thread):
    """Acts from its start until `leave`."""

    def __init__(self, simulator, size, rate, seed):
        super().__init__(daemon=True)
        self._random = random.Random(seed)
        self._people = [customer.Customer(simulator, 10_000 + number, self._random.choice(("en", "ru")))
                        for number in range(size)]
        self._pause = 1 / rate
        self._leaving = threading.Event()
        self.failure = None

    @property
    def users(self):
        return [person.user for person in self._people]

    def run(self):
        try:
            while not self._leaving.wait(self._random.expovariate(1 / self._pause)):
                self._act(self._random.choice(self._people))
        except Exception as failure:  # Whatever it is, it is the test's to report.
            self.failure = failure

    def leave(self):
        self._leaving.set()
        self.join()
        if self.failure is not None:
            raise self.failure

    def _act(self, person):
        chance = self._random.random()
        for share, action in ((SUBSCRIBES, self._ask_for_link), (PAYS_LINK, self._pay_link),
                              (PAYS_TWICE, self._pay_twice), (CANCELS, self._cancel), (0.3, self._order)):
            if chance < share:
                action(person)
                return
            chance -= share
        self._pay(person)

    def _order(self, person):
        person.say(f"/buy {self._random.choice(PLANS)}")

    def _ask_for_link(self, person):
        person.say(f"/subscribe {self._random.choice(PLANS)}")

    def _pay_link(self, person):
        link = person.simulator.invoice_link(person.user)
        if link:
            person.pay_link(link)

    def _pay_twice(self, person):
        try:
            person.pay_again(without_bot=True)
        except Refused:
            pass  # Nothing is paid yet.

    def _cancel(self, person):
        try:
            person.subscription("cancel")
        except Refused:
            pass  # There is no subscription, or it is canceled.

    def _pay(self, person):
        purse = self._random.choice(PURSES)
        try:
            if purse == "forges":
                person.pay(amount=1)
            else:
                person.pay(outcome=purse)
        except Refused:
            person.say("/my")  # There is no invoice to pay: the bot was away, or it is paid.
