"""The two bots under measurement: how each is started, by long polling and as a webhook's receiver."""

import contextlib
import shutil
import socket
from pathlib import Path

from harness import web
from harness.ports import reserve_port
from harness.waiting import eventually
from measuring import coursebot
from measuring.fake_telegram import TOKEN, Webhook
from measuring.subject import running_until_left

HERE = Path(__file__).resolve().parent
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


class CourseBot:
    name = "CourseBot"

    def __init__(self, programs):
        self._program = programs / "coursebot"

    @contextlib.contextmanager
    def running(self, folder, telegram_url, webhook=None):
        """Ready for updates; with a database of its own, which is new."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        settings = coursebot.settings(telegram_url, folder / "coursebot.db", webhook)
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
