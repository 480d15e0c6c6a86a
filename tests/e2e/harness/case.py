"""The base of every end-to-end test: a folder, a token, and processes that end with the test, whatever happens."""

import pathlib
import random
import shutil
import string
import tempfile
import unittest

from harness import bot_api
from harness.bot import Bot
from harness.simulator import Simulator

# Nobody whom a test plays: on Telegram a bot and a person never share an id.
BOT_ID = 7_000_000_042


def any_token():
    """A well-formed bot token (Telegram: id, colon, 35 characters) that no other text contains by chance."""
    secret = "".join(random.choices(string.ascii_letters + string.digits, k=35))
    return f"{BOT_ID}:{secret}"


class EndToEndTest(unittest.TestCase):
    maxDiff = None
    # What other programs ask for need not fit the newest Bot API.
    only_the_bot_calls_telegram = True

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="coursebot-e2e-"))
        self.token = any_token()
        self.bots = []
        self.simulators = []
        self.addCleanup(self._tidy_up)

    def start_simulator(self, **options):
        simulator = Simulator(self.folder / "simulator.log", self.token, **options)
        self.simulators.append(simulator)
        self.addCleanup(simulator.end)
        return simulator

    def make_bot(self, telegram_url, name="bot", **settings):
        bot = Bot(self.folder / name, self.token, telegram_url, **settings)
        self.bots.append(bot)
        self.addCleanup(bot.end)
        return bot

    def start_bot(self, simulator, **settings):
        bot = self.make_bot(simulator.url, **settings)
        bot.start()
        return bot

    def _tidy_up(self):
        # Runs last: cleanups run in reverse order, and this one was added first.
        logs = {path: path.read_text(errors="replace") for path in self.folder.rglob("*.log")}
        if self._failed():
            for path, log in logs.items():
                print(f"--- end of {path.name}:\n{log[-3000:]}")
        try:
            self._no_secret_in(logs)
            self._every_request_fits_the_bot_api()
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)

    def _no_secret_in(self, logs):
        secret = self.token.split(":")[1]
        for path, log in logs.items():
            self.assertNotIn(secret, log, f"{path.name} shows the token")
        for bot in self.bots:
            for page in bot.pages:
                self.assertNotIn(secret, page, "a page or a command of the bot shows the token")

    def _every_request_fits_the_bot_api(self):
        if self.simulators and self.only_the_bot_calls_telegram:
            checked = bot_api.check(*(simulator.requests_path for simulator in self.simulators))
            self.assertEqual(checked.returncode, 0, f"not as the Bot API has it:\n{checked.stdout}{checked.stderr}")

    def run(self, result=None):
        self._result = result or self.defaultTestResult()
        return super().run(self._result)

    def _failed(self):
        complaints = [test for test, _ in self._result.failures + self._result.errors]
        return any(self in (test, getattr(test, "test_case", None)) for test in complaints)
