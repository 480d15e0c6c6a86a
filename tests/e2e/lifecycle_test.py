"""How the bot starts, why it refuses to, and how it ends."""

import signal
import socket
import unittest

from harness.case import EndToEndTest, any_token
from harness.customer import Customer
from harness.waiting import eventually


class Start(EndToEndTest):
    def assert_ends_with_one_line(self, bot, *parts, within=20.0, after_start=False):
        """The process ends with exit code 1, and what it says to the owner is one line with all the parts."""
        self.assertEqual(bot.process.exit_code(within), 1)
        lines = bot.process.output().splitlines()
        if not after_start:
            self.assertEqual(len(lines), 1, bot.process.output())
        for part in parts:
            self.assertIn(part, lines[-1])

    def test_a_wrong_token_is_one_line(self):
        telegram = self.start_simulator()
        bot = self.make_bot(telegram.url, BOT_TOKEN=any_token())
        bot.spawn()
        self.assertEqual(bot.process.exit_code(), 1)
        refused = [line for line in bot.process.output().splitlines() if "401" in line]
        self.assertEqual(len(refused), 1, bot.process.output())
        self.assertIn("BOT_TOKEN", refused[0])
        self.assertIn("BotFather", refused[0])

    def test_a_port_that_is_taken(self):
        telegram = self.start_simulator()
        bot = self.make_bot(telegram.url)
        with socket.create_server(("127.0.0.1", bot.port)):
            bot.spawn()
            self.assert_ends_with_one_line(bot, str(bot.port), "in use")

    def test_a_second_bot_on_one_database(self):
        telegram = self.start_simulator()
        first = self.start_bot(telegram)
        second = self.make_bot(telegram.url, name="second", DATABASE_URL=first.settings["DATABASE_URL"])
        second.spawn()
        self.assert_ends_with_one_line(second, "coursebot.db")
        self.assertTrue(Customer(telegram, 501).ask("/start"))

    def test_another_poller_of_the_same_bot(self):
        telegram = self.start_simulator()
        first = self.start_bot(telegram)
        first.process.may_end()
        second = self.make_bot(telegram.url, name="second")
        second.spawn()
        bots = (first, second)
        loser = eventually("one of the two gives up", lambda: next(filter(self.has_given_up, bots), None), within=90)
        said = [line for line in loser.process.output().splitlines() if "409" in line]
        self.assertIn("another program polls", said[-1])
        self.assertIn("gave up", said[-1])
        winner = first if loser is second else second
        eventually("the other one is well", lambda: winner.ready().status == 200)
        self.assertTrue(Customer(telegram, 501).ask("/start"))

    @staticmethod
    def has_given_up(bot):
        """It ended; or, where it had served before, it says so on /health until somebody looks."""
        return not bot.process.is_alive() or "gave up" in bot.health().json().get("reason", "")

    def test_a_database_that_cannot_be_written(self):
        telegram = self.start_simulator()
        (self.folder / "file").write_text("not a folder")
        for url in (f"sqlite:{self.folder}/file/coursebot.db", "sqlite:/proc/coursebot.db"):
            with self.subTest(url=url):
                bot = self.make_bot(telegram.url, name=f"bot{len(self.bots)}", DATABASE_URL=url)
                bot.spawn()
                self.assert_ends_with_one_line(bot, "coursebot.db")

    def test_a_database_that_is_no_database(self):
        telegram = self.start_simulator()
        bot = self.make_bot(telegram.url)
        (bot.folder / "coursebot.db").write_text("this is not a database, and long enough to be looked at\n" * 100)
        bot.spawn()
        self.assert_ends_with_one_line(bot, "coursebot.db")


class End(EndToEndTest):
    def test_signals_end_it_cleanly(self):
        telegram = self.start_simulator()
        for number in (signal.SIGTERM, signal.SIGINT):
            with self.subTest(signal=number.name):
                bot = self.start_bot(telegram, name=f"bot-{number.name}")
                bot.process.send(number)
                self.assertEqual(bot.process.exit_code(within=10), 0, bot.process.output())

    def test_it_ends_under_load_and_goes_on_where_it_was(self):
        telegram = self.start_simulator(customers=30, rate=100)
        bot = self.start_bot(telegram)
        for _ in range(3):
            at_least = bot.scrape().value("message_processing_time_seconds_count") + 50
            eventually("updates flow",
                       lambda: bot.scrape().value("message_processing_time_seconds_count") >= at_least)
            self.assertEqual(bot.process.terminate(within=15), 0, bot.process.output())
            bot.start()
        telegram.pause_customers()
        telegram.wait_until_confirmed()
        self.assertEqual(bot.ledger()["contradictions"], [])

    def test_it_ends_while_telegram_is_away(self):
        bot = self.make_bot("http://127.0.0.1:1")
        bot.spawn()
        eventually("the pages are there", lambda: bot.page("/metrics").status == 200)
        self.assertEqual(bot.process.terminate(within=10), 0, bot.process.output())

    def test_messages_that_were_not_sent_are_sent_by_the_next_run(self):
        telegram = self.start_simulator()
        bot = self.start_bot(telegram)
        customer = Customer(telegram, 501)
        customer.ask("/start")
        before = len(customer.heard())
        telegram.control("fault", {"method": "sendMessage", "status": 502, "body": "<html>", "times": 1000})
        customer.say("/help")
        bot.wait_for("outbox_messages", 1)
        telegram.wait_until_confirmed()
        bot.process.terminate(within=15)
        self.assertEqual(len(customer.heard()), before)
        telegram.control("fault", {"reset": True})
        bot.start()
        eventually("the answer comes", lambda: len(customer.heard()) == before + 1, within=60)


if __name__ == "__main__":
    unittest.main()
