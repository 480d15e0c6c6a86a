"""CourseBot under test: its settings, its process, and its three pages."""

import json
import os
import pathlib
import sqlite3
import subprocess
import time

from harness import web
from harness.binaries import COURSEBOT, CRASHING_COURSEBOT, REPOSITORY
from harness.child import Child
from harness.exposition import Scrape
from harness.faults import Faults
from harness.ports import reserve_port
from harness.waiting import eventually

OWNER = 900


class Bot:
    """Any number of runs, one after the other, on one port and one database in `folder`."""

    def __init__(self, folder, token, telegram_url, **settings):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.port = reserve_port()
        self.log_path = self.folder / "bot.log"
        self.settings = {
            "BOT_TOKEN": token,
            "PROMETHEUS_PORT": str(self.port),
            "TELEGRAM_API_URL": telegram_url,
            "DATABASE_URL": f"sqlite:{self.folder}/coursebot.db",
            "CATALOG": f"{REPOSITORY}/catalog",
            "ADMIN_IDS": str(OWNER),
        }
        self.settings.update({name: str(value) for name, value in settings.items() if value is not None})
        self.pages = []  # Everything that was served, for the search for secrets.
        self._child = None
        self._program = COURSEBOT
        self._clock_ahead = 0
        self._seams = {}  # The environment of the crashing program.

    def make_crashable(self):
        """From its next start on it is the program whose crashes and clock a test decides."""
        self._program = CRASHING_COURSEBOT
        self.faults = Faults(self.folder / "faults")
        self._clock_path = self.folder / "clock"
        self.set_clock_ahead(0)
        self._seams = {"COURSEBOT_FAULTS": str(self.faults.path), "COURSEBOT_CLOCK": str(self._clock_path)}

    def now_ms(self):
        """What the bot's clock says, in milliseconds since the epoch."""
        return int(time.time() * 1000) + self._clock_ahead

    def set_clock_ahead(self, milliseconds):
        """Sets the crashable program's clock, running or not, so far ahead of the machine's."""
        self._clock_ahead = milliseconds
        self._clock_path.write_text(f"{milliseconds}\n", encoding="ascii")

    def environment(self):
        # Nothing of the caller's environment may become a setting of the bot.
        return {"PATH": os.environ["PATH"], "HOME": str(self.folder), **self.settings, **self._seams}

    def command(self, *arguments, within=30.0, **settings):
        """Runs `coursebot ARGUMENTS…` to its end, `settings` being this run's only; what subprocess.run returns."""
        result = subprocess.run([str(self._program), *arguments], env=self.environment() | settings, cwd=self.folder,
                                timeout=within, stdin=subprocess.DEVNULL, capture_output=True, text=True,
                                errors="replace", check=False)
        self.pages.append(result.stdout + result.stderr)
        return result

    def spawn(self, command="serve"):
        """Starts the process without waiting for anything; the one before must have ended."""
        assert self._child is None or not self._child.is_alive(), "the bot runs already"
        self._child = Child([self._program, command], self.log_path, self.environment(), self.folder)
        return self._child

    def start(self, command="serve"):
        """Starts the process and waits until updates flow."""
        child = self.spawn(command)
        self.wait_until_ready()
        child.must_live()
        return child

    def wait_until_ready(self):
        def ready():
            if not self._child.is_alive():
                raise AssertionError(f"coursebot ended:\n{self._child.output()}")
            return self.ready().status == 200
        eventually("the bot is ready", ready, within=30)

    @property
    def process(self):
        return self._child

    def end(self):
        if self._child is not None:
            self._child.kill()

    def page(self, path, **options):
        answer = web.request(f"http://127.0.0.1:{self.port}{path}", **options)
        self.pages.append(f"{answer.headers}\n{answer.body}")
        return answer

    def health(self):
        return self.page("/health")

    def ready(self):
        return self.page("/ready")

    def scrape(self):
        answer = self.page("/metrics")
        if answer.status != 200:
            raise ValueError(f"/metrics answered {answer.status}: {answer.body}")
        return Scrape(answer.body)

    def ledger(self):
        """The ledger as `coursebot ledger --json` tells it, beside the running bot or without one."""
        result = self.command("ledger", "--json")
        if not result.stdout:
            raise AssertionError(f"coursebot ledger --json: {result.returncode}: {result.stderr}")
        return json.loads(result.stdout)

    def rows(self, query, *parameters):
        """What the database holds, the bot running or not."""
        database = sqlite3.connect(f"file:{self.folder}/coursebot.db?mode=ro", uri=True)
        try:
            return database.execute(query, parameters).fetchall()
        finally:
            database.close()

    def has_sent_all(self):
        """True once nothing is left to send, and that is durable."""
        return self.rows("SELECT count(*) FROM outbox") == [(0,)]

    def wait_for(self, name, value, within=20.0, **labels):
        """Waits until the metric has the value; returns that scrape."""
        last = None

        def reached():
            nonlocal last
            last = self.scrape()
            return last.value(name, **labels) == value
        try:
            eventually(f"{name}{labels or ''} is {value}", reached, within)
        except AssertionError as failure:
            found = last.value(name, **labels) if last else None
            raise AssertionError(f"{failure}; it is {found}") from None
        return last

    def wait_until_idle(self, within=20.0):
        """Waits until nothing is left to send."""
        return self.wait_for("outbox_messages", 0, within)
