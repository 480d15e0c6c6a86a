"""Updates that no well-behaved client sends: each is confirmed, and the bot goes on."""

import unittest

from harness.case import EndToEndTest
from harness.customer import Customer

USER = {"id": 501, "is_bot": False, "first_name": "A", "language_code": "en"}
CHAT = {"id": 501, "type": "private", "first_name": "A"}


def message(**content):
    return {"message": {"message_id": 7000, "date": 1700000000, "chat": CHAT, "from": USER, **content}}


MALFORMED = {
    "a message without a chat": {"message": {"message_id": 1, "date": 1700000000, "text": "/start"}},
    "a message that is a string": {"message": "/start"},
    "a user id that is a text": message(**{"from": {**USER, "id": "501"}}, text="/start"),
    "an id beyond 64 bits": {"callback_query": {"id": "1", "from": {**USER, "id": 1e40}, "chat_instance": "1"}},
    "a payment without an amount": message(successful_payment={"currency": "XTR", "invoice_payload": "order:1"}),
}
IGNORED = {
    "nothing but the id": {},
    "a type that does not exist yet": {"hologram": {"id": 1}},
    "a type that was not asked for": {"edited_message": message(text="/start")["message"]},
    "a null": {"message": None},
    "a group's message": message(chat={"id": -100, "type": "group", "title": "G"}, text="/start"),
    "a channel's post": {"message": {"message_id": 1, "date": 1700000000, "text": "/start",
                                     "chat": {"id": -200, "type": "channel", "title": "C"}}},
}


class Updates(EndToEndTest):
    def setUp(self):
        super().setUp()
        self.telegram = self.start_simulator()
        self.bot = self.start_bot(self.telegram)
        self.customer = Customer(self.telegram, 501)

    def assert_goes_on(self):
        """Everything is confirmed, and the next user is answered by the same process."""
        self.telegram.wait_until_confirmed()
        self.assertTrue(self.bot.process.is_alive())
        self.assertTrue(Customer(self.telegram, 777).ask("/start")["text"])

    def test_malformed_updates_are_counted_and_skipped(self):
        self.customer.ask("/start")
        for what, update in MALFORMED.items():
            with self.subTest(update=what):
                before = self.bot.scrape().value("telegram_updates_total", type="malformed")
                self.telegram.inject(update)
                self.bot.wait_for("telegram_updates_total", before + 1, type="malformed")
                self.assert_goes_on()

    def test_an_update_without_a_usable_id_is_counted_and_skipped(self):
        self.customer.ask("/start")
        for update_id in ("x", -1.5, None, 1e40, []):
            with self.subTest(update_id=update_id):
                before = self.bot.scrape().value("telegram_updates_total", type="malformed")
                self.telegram.inject({"update_id": update_id, **message(text="/start")})
                self.bot.wait_for("telegram_updates_total", before + 1, type="malformed")
                self.assert_goes_on()

    def test_ids_that_start_again_lower_are_new_updates(self):
        """After a quiet week Telegram begins at any id."""
        self.customer.ask("/start")
        for times in (1, 2):
            self.telegram.inject({"update_id": 5, **message(text="/start")})
            self.bot.wait_for("telegram_updates_total", 1 + times, type="message")
        self.telegram.wait_until_confirmed()
        self.bot.wait_until_idle()
        self.assertEqual(len(self.customer.heard()), 2, "one answer each, and none to the redelivery")

    def test_updates_that_ask_for_nothing_are_skipped(self):
        for what, update in IGNORED.items():
            with self.subTest(update=what):
                self.telegram.inject(update)
                self.assert_goes_on()
        self.assertEqual(self.bot.ledger()["payments"], [])

    def test_a_payment_in_another_currency_is_kept_for_the_owner(self):
        self.telegram.inject(message(successful_payment={
            "currency": "EUR", "total_amount": 100, "invoice_payload": "order:1",
            "telegram_payment_charge_id": "euros", "provider_payment_charge_id": "p"}))
        self.bot.wait_for("engine_updates_put_aside_total", 1)
        self.assert_goes_on()
        self.assertEqual(self.bot.scrape().value("payment_transactions_total", status="success"), 0)

    def test_texts_of_every_kind_are_answered(self):
        texts = {
            "4096 characters": "x" * 4096,
            "4096 emoji": "🎓" * 2048,
            "emoji of several code points": "👩‍👩‍👧‍👦🏳️‍🌈",
            "right to left": "\u202eمرحبا بالعالم שלום",
            "control characters": "a\u0000b\u0007c",
            "combining": "Z̸̡̛a̷l̴g̵o̶" * 50,
            "SQL": "'; DROP TABLE payments; --",
            "markup": "<b>*_`[x](y)",
            "a command that goes on for ever": "/" + "a" * 4000,
            "an argument that goes on for ever": "/buy " + "b" * 4000,
        }
        self.customer.ask("/start")
        for what, text in texts.items():
            with self.subTest(text=what):
                before = len(self.customer.heard())
                self.telegram.inject(message(text=text))
                self.telegram.wait_until_confirmed()
                self.bot.wait_until_idle()
                self.assertEqual(len(self.customer.heard()), before + 1)
        self.assert_goes_on()

    def test_a_sticker_is_answered_with_a_hint(self):
        self.customer.ask("/start")
        before = len(self.customer.heard())
        self.customer.act("say", sticker="👍")
        self.telegram.wait_until_confirmed()
        self.bot.wait_until_idle()
        self.assertIn("/help", self.customer.heard()[before]["text"])

    def test_foreign_buttons_are_answered_and_change_nothing(self):
        self.customer.ask("/start")
        for data in ("buy:diamond", "buy:", "other bot", "x" * 64, "🎓" * 16):
            with self.subTest(data=data):
                self.customer.act("press", data=data, forged=True)
                self.assert_goes_on()
        self.telegram.inject({"callback_query": {"id": "without data", "from": USER, "chat_instance": "1"}})
        self.assert_goes_on()
        self.assertEqual(len(self.telegram.invoices_of(501)), 0)

    def test_a_user_who_blocked_the_bot_and_came_back(self):
        self.customer.ask("/start")
        self.customer.act("block")
        self.assert_goes_on()
        self.customer.act("unblock")
        self.assertTrue(self.customer.ask("/start")["text"])

    def test_telegram_in_trouble_loses_nothing(self):
        faults = {
            "HTML of a proxy": {"status": 502, "body": "<html>Bad Gateway</html>", "times": 2},
            "half a JSON": {"status": 200, "body": '{"ok":tr', "times": 2},
            "a flood limit": {"status": 429, "times": 1, "body": '{"ok":false,"error_code":429,"description":'
                              '"Too Many Requests: retry after 1","parameters":{"retry_after":1}}'},
            "an answer that got lost": {"status": 500, "body": "", "times": 1, "executes": True},
        }
        for what, fault in faults.items():
            for method in ("getUpdates", "sendMessage"):
                with self.subTest(fault=what, method=method):
                    self.telegram.control("fault", {"method": method, **fault})
                    self.assertTrue(self.customer.ask("/start")["text"])
        self.assert_goes_on()


if __name__ == "__main__":
    unittest.main()
