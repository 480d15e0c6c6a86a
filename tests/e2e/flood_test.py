"""Telegram refuses the bot's messages, for an hour: that is waited out cheaply, and who pays is not held up."""

import unittest

from harness.customer import Customer
from harness.timed import TimedTest
from harness.waiting import eventually

PEOPLE = 30
HOUR = 3600


class AnHourOfRefusals(TimedTest):
    def test_it_is_waited_out_and_who_pays_is_not_held_up(self):
        buyer = Customer(self.telegram, 500)
        buyer.order("lite")
        self.settle()
        for method in ("sendMessage", "sendInvoice"):
            self.telegram.spoil(method, kind="flood", retry_after=HOUR, share=1)
        self.say_something(range(1_000, 1_000 + PEOPLE))
        eventually("the first are refused", lambda: self.refused() >= 3)

        self.say_something(range(2_000, 2_000 + PEOPLE))
        buyer.pay()
        eventually("it is charged", buyer.charges)
        self.telegram.wait_until_confirmed()
        self.assertLessEqual(self.refused(), PEOPLE + 1, "more was tried though everybody is refused")
        self.assertEqual(self.telegram.pre_checkouts()["expired"], 0)
        self.assertEqual(self.bot.health().status, 200)

        self.telegram.heal()
        self.calendar.advance(HOUR + 60)
        # Whoever speaks now wakes the bot, whose clock the test has set.
        self.say_something([3_000])
        everybody = [*range(1_000, 1_000 + PEOPLE), *range(2_000, 2_000 + PEOPLE), 3_000]
        eventually("everybody is answered", lambda: all(self.telegram.said_to(user) for user in everybody), within=60)
        charge = buyer.charges()[0]["telegram_payment_charge_id"]
        eventually("the receipt is there", lambda: any(charge in text for text in self.telegram.said_to(buyer.user)))

    def say_something(self, users):
        for user in users:
            Customer(self.telegram, user).say("/help")

    def refused(self):
        requests = self.bot.scrape()
        return sum(requests.value("telegram_api_requests_total", method=method, outcome="flood")
                   for method in ("sendMessage", "sendInvoice"))


class Nonsense(TimedTest):
    def test_what_telegram_answers_is_counted_by_reason_and_tried_again(self):
        cases = {
            "transport": {"kind": "connection_reset"},
            "malformed": {"status": 200, "body": "<html>all is well</html>"},
            "server": {"status": 502, "body": "<html>Bad Gateway</html>"},
            "flood": {"kind": "flood", "retry_after": 1},
        }
        for number, (outcome, fault) in enumerate(cases.items()):
            with self.subTest(outcome):
                # Twice: a connection that was open already is tried once more at once.
                self.telegram.spoil("sendMessage", times=2, **fault)
                person = Customer(self.telegram, 600 + number)
                person.say("/help")
                eventually("it is answered in the end", lambda person=person: self.telegram.said_to(person.user))
                self.assertGreaterEqual(self.bot.scrape().value(
                    "telegram_api_requests_total", method="sendMessage", outcome=outcome), 1)
                self.telegram.heal()

    def test_half_an_answer_may_bring_a_reply_twice_and_loses_none(self):
        self.telegram.spoil("sendMessage", kind="half_answer", times=1)
        person = Customer(self.telegram, 700)
        person.say("/help")
        eventually("it is answered twice", lambda: len(self.telegram.said_to(700)) == 2)
        self.settle()
        first, second = self.telegram.said_to(700)
        self.assertEqual(first, second)


if __name__ == "__main__":
    unittest.main()
