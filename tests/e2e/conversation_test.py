"""Talking to the bot, as a person does."""

import re
import unittest

from harness.bot import OWNER
from harness.case import EndToEndTest
from harness.customer import Customer, buttons
from harness.waiting import eventually

CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
COMMANDS = ("/start", "/help", "/plans", "/buy", "/my", "/paysupport", "/terms", "/privacy")
PLANS = ("lite", "pro", "unlimited")


class Conversation(EndToEndTest):
    def setUp(self):
        super().setUp()
        self.telegram = self.start_simulator()
        self.bot = self.start_bot(self.telegram)
        self.english = Customer(self.telegram, 501, "en")
        self.russian = Customer(self.telegram, 502, "ru")

    def test_every_command_is_answered_in_the_language_of_the_user(self):
        for command in COMMANDS:
            with self.subTest(command=command):
                self.assertNotRegex(self.english.ask(command)["text"], CYRILLIC)
                self.assertRegex(self.russian.ask(command)["text"], CYRILLIC)

    def test_plans_have_a_button_each(self):
        for customer in (self.english, self.russian):
            self.assertEqual(list(buttons(customer.ask("/plans"))), [*(f"buy:{plan}" for plan in PLANS), "subscribe"])

    def test_a_button_brings_the_invoice(self):
        for plan in PLANS:
            with self.subTest(plan=plan):
                self.english.ask("/plans")
                invoice = self.english.press(f"buy:{plan}")["invoice"]
                self.assertEqual(invoice["currency"], "XTR")
                self.assertGreater(invoice["total_amount"], 0)

    def test_from_plans_to_my_in_both_languages(self):
        for customer, title in ((self.english, "Pro"), (self.russian, "Про")):
            before = customer.ask("/my")["text"]
            self.assertNotIn(title, before)
            customer.ask("/plans")
            self.assertEqual(customer.press("buy:pro")["invoice"]["title"], title)
            customer.pay()
            eventually("the receipt comes", lambda: title in customer.heard()[-1].get("text", ""))
            after = customer.ask("/my")["text"]
            self.assertIn(title, after)

    def test_commands_are_understood_as_people_type_them(self):
        expected = self.english.ask("/plans")["text"]
        for typed in ("/PLANS", "/plans@CourseBot", "/plans please"):
            with self.subTest(typed=typed):
                self.assertEqual(self.english.ask(typed)["text"], expected)

    def test_what_is_not_understood_is_answered_with_a_hint(self):
        hint = self.english.ask("hello?")["text"]
        self.assertIn("/help", hint)
        self.assertEqual(self.english.ask("/nonsense")["text"], hint)
        self.assertIn("/help", self.russian.ask("привет")["text"])

    def test_a_plan_that_does_not_exist_brings_those_that_do(self):
        answer = self.english.ask("/buy diamond")
        self.assertEqual(list(buttons(answer)), [*(f"buy:{plan}" for plan in PLANS), "subscribe"])

    def test_statistics_are_for_owners(self):
        hint = self.english.ask("/nonsense")["text"]
        self.assertEqual(self.english.ask("/stats")["text"], hint)
        self.english.buy("lite")
        statistics = Customer(self.telegram, OWNER).ask("/stats")["text"]
        self.assertNotEqual(statistics, hint)
        amount, = [payment["stars"] for payment in self.bot.ledger()["payments"]]
        self.assertRegex(statistics, rf"\b{amount}\b")

    def test_the_menu_of_commands_is_set_in_both_languages(self):
        def menu(**scope):
            return [entry["command"] for entry in self.telegram.call("getMyCommands", **scope).json()["result"]]
        self.bot.wait_until_idle()
        self.assertIn("plans", menu())
        self.assertIn("plans", menu(language_code="ru"))
        self.assertNotIn("stats", menu())
        self.assertIn("stats", menu(scope={"type": "chat", "chat_id": OWNER}))


if __name__ == "__main__":
    unittest.main()
