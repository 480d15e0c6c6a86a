"""What the container image calls: `coursebot start` and `coursebot check-health`."""

import json
import socket
import unittest

from harness.case import EndToEndTest
from harness.pages import Pages
from harness.waiting import eventually


class CheckHealth(EndToEndTest):
    def test_it_follows_the_health_of_the_bot(self):
        simulator = self.start_simulator()
        bot = self.start_bot(simulator, LISTEN_ADDRESS="0.0.0.0")
        healthy = bot.command("check-health")
        self.assertEqual((healthy.returncode, healthy.stderr), (0, ""))
        self.assertEqual(json.loads(healthy.stdout), bot.health().json())
        self.assertEqual(healthy.stdout.count("\n"), 1)

        bot.end()
        gone = bot.command("check-health")
        self.assertEqual((gone.returncode, gone.stdout), (1, ""))
        self.assertRegex(gone.stderr, r"\A[^\n]*the bot does not answer: [^\n]+\n\Z")

    def test_an_unhealthy_bot_fails_it_with_the_reason(self):
        bot = self.make_bot("http://127.0.0.1:1")
        bot.spawn()
        unhealthy = eventually("the bot answers", lambda: self.answered(bot.command("check-health")))
        self.assertEqual(unhealthy.returncode, 1)
        self.assertIn("reason", json.loads(unhealthy.stdout))

    @staticmethod
    def answered(result):
        return result if result.stdout else None

    def test_somebody_who_never_answers_does_not_hold_it_up(self):
        with socket.create_server(("127.0.0.1", 0)) as silent:
            bot = self.make_bot("http://127.0.0.1:1", PROMETHEUS_PORT=silent.getsockname()[1])
            result = bot.command("check-health", within=15)
        self.assertEqual((result.returncode, result.stdout), (1, ""))

    def test_another_program_on_the_port_is_not_the_bot(self):
        pages = Pages({"/health": ("text/html", b"<html>\nfine</html>")})
        self.addCleanup(pages.end)
        bot = self.make_bot("http://127.0.0.1:1", PROMETHEUS_PORT=pages.address.split(":")[1])
        result = bot.command("check-health")
        self.assertEqual((result.returncode, result.stdout), (1, ""))
        self.assertIn("does another program listen", result.stderr)


class Start(EndToEndTest):
    def test_it_serves_with_a_token(self):
        bot = self.make_bot(self.start_simulator().url)
        bot.start("start")
        self.assertNotIn("demo", bot.process.output())

    def test_it_shows_the_demo_without_one(self):
        bot = self.make_bot("https://api.telegram.org", BOT_TOKEN="your_telegram_bot_token")
        bot.start("start")
        self.assertIn("No BOT_TOKEN is set", bot.process.output())
        self.assertIn("Demo: 200 simulated customers", bot.process.output())


if __name__ == "__main__":
    unittest.main()
