"""The two bots under measurement: how each is started, by long polling and as a webhook's receiver."""

import contextlib
import os
import shutil
import socket
from pathlib import Path

from harness import web
from harness.child import Child
from harness.ports import reserve_port
from harness.waiting import eventually
from measuring.fake_telegram import TOKEN, Webhook

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parents[1]
READY_WITHIN = 30.0
# As many as Telegram uses where a bot does not say.
WEBHOOK_CONNECTIONS = 40
WEBHOOK_PATH = "/telegram"
WEBHOOK_SECRET = "a-secret-of-the-benchmark"


def new_webhook():
    return Webhook(port=reserve_port(), path=WEBHOOK_PATH, secret=WEBHOOK_SECRET, connections=WEBHOOK_CONNECTIONS)


def is_listening(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait_for(webhook):
    """Until the bot listens there; with long polling there is nothing to wait for."""
    if webhook is not None:
        eventually(f"the bot listens on port {webhook.port}", lambda: is_listening(webhook.port), READY_WITHIN)


@contextlib.contextmanager
def running_until_left(arguments, folder, environment):
    """The bot's process, in `folder`, which holds its log. Nothing of the caller's environment becomes a setting."""
    child = Child(arguments, folder / "bot.log", {"PATH": os.environ["PATH"], "HOME": str(folder), **environment}, folder)
    child.must_live()
    try:
        yield child
    finally:
        child.kill()


def coursebot_settings(telegram_url, database, webhook=None, **more):
    """Every limit is off, and commits are durable, as always."""
    settings = {
        "BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": telegram_url,
        "DATABASE_URL": f"sqlite:{database}",
        "CATALOG": f"{REPOSITORY}/catalog",
        "PROMETHEUS_PORT": str(reserve_port()),
        "FLOOD_CONTROL": "off",
        "USER_RATE_LIMIT": "off",
    }
    if webhook is not None:
        settings |= {
            # Only Telegram is told this address; the calls come to the port.
            "WEBHOOK_URL": f"https://bot.example{webhook.path}",
            "WEBHOOK_PORT": str(webhook.port),
            "WEBHOOK_SECRET": webhook.secret,
        }
    return settings | more


class CourseBot:
    name = "CourseBot"

    def __init__(self, programs):
        self._program = programs / "coursebot"

    @contextlib.contextmanager
    def running(self, folder, telegram_url, webhook=None):
        """Ready for updates; with a database of its own, which is new."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        settings = coursebot_settings(telegram_url, folder / "coursebot.db", webhook)
        ready = f"http://127.0.0.1:{settings['PROMETHEUS_PORT']}/ready"
        with running_until_left([self._program, "serve"], folder, settings) as child:
            eventually("CourseBot is ready", lambda: web.request(ready).status == 200, READY_WITHIN)
            wait_for(webhook)
            yield child


class GrammyBot:
    name = "grammY"

    @contextlib.contextmanager
    def running(self, folder, telegram_url, webhook=None):
        """Ready for updates."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        mode = ["polling"] if webhook is None else ["webhook", webhook.port, webhook.path, webhook.secret]
        environment = {"BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": telegram_url}
        with running_until_left(["node", HERE / "grammy/bot.js", *mode], folder, environment) as child:
            wait_for(webhook)
            yield child
