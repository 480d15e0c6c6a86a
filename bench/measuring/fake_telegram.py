"""An nginx that answers the Bot API from memory (bench/fake_telegram/), so that what is measured is the bot.

Two servers: `unpaced_url` hands out updates as fast as the bot takes them, `paced_url` by a schedule.
"""

import json
import time
import urllib.parse
from dataclasses import dataclass
from pathlib import Path

from harness import web
from harness.child import Child
from harness.ports import reserve_port
from harness.waiting import eventually
from measuring.failure import MeasurementFailed

CONFIGURATION = Path(__file__).resolve().parents[1] / "fake_telegram"
MODULES = "/usr/lib/nginx/modules"
NGINX = "/usr/sbin/nginx"
TOKEN = "42:" + "a" * 35
MESSAGE = ('{"ok":true,"result":{"message_id":7,"date":1700000000,"chat":{"id":500,"type":"private","first_name":"U"},'
           '"from":{"id":42,"is_bot":true,"first_name":"B"},"text":"hi"}}')
# After the last update was due. Who does not keep up has latencies that say so, but not for ever.
LAST_REPLY_WITHIN = 60.0


@dataclass(frozen=True)
class Webhook:
    """Where the bot listens on loopback, and how it knows Telegram."""

    port: int
    path: str
    secret: str
    connections: int


@dataclass(frozen=True)
class Schedule:
    """`count` updates, one every `interval` seconds: the users from `first_user` on, `users` of them, in steps of `step`,
    say `command`."""

    command: str
    count: int
    interval: float
    first_user: int
    users: int
    step: int = 1


class FakeTelegram:
    def __init__(self, folder):
        """Starts it; `folder` is for its files."""
        folder.mkdir(parents=True, exist_ok=True)
        ports = {name: reserve_port() for name in ("unpaced_port", "paced_port", "control_port")}
        text = (CONFIGURATION / "nginx.conf").read_text(encoding="utf-8")
        words = {"folder": folder, "modules": MODULES, "here": CONFIGURATION, "message": MESSAGE, **ports}
        for name, value in words.items():
            text = text.replace(f"@{name}@", str(value))
        configuration = folder / "nginx.conf"
        configuration.write_text(text, encoding="utf-8")
        self.unpaced_url = f"http://127.0.0.1:{ports['unpaced_port']}"
        self.paced_url = f"http://127.0.0.1:{ports['paced_port']}"
        self._control = f"http://127.0.0.1:{ports['control_port']}"
        self._child = Child([NGINX, "-c", configuration], folder / "nginx.log")
        self._child.must_live()
        eventually("the fake Telegram answers", lambda: web.request(f"{self._control}/replies").status == 200)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._child.kill()

    @property
    def pid(self):
        return self._child.pid

    def replies(self):
        """How many messages the bot has sent to the server without a pace."""
        return int(web.request(f"{self._control}/replies").body)

    def begin(self, schedule, webhook=None):
        """Starts a schedule: by getUpdates, or to the webhook."""
        arguments = {"command": schedule.command, "count": schedule.count, "interval_us": schedule.interval * 1e6,
                     "first_user": schedule.first_user, "users": schedule.users, "step": schedule.step}
        if webhook is not None:
            arguments |= {"webhook_port": webhook.port, "webhook_path": webhook.path, "webhook_secret": webhook.secret,
                          "connections": webhook.connections}
        answer = web.request(f"{self._control}/schedule?{urllib.parse.urlencode(arguments)}")
        if answer.status != 200:
            raise MeasurementFailed(f"the schedule was refused: {answer.status} {answer.body}")

    def latencies(self, schedule, webhook=None):
        """Runs a schedule to its end; the seconds from the moment at which each update was due to that at which its
        reply came, in the order of the updates. Raises MeasurementFailed where one is never answered, or refused."""
        self.begin(schedule, webhook)
        time.sleep(schedule.count * schedule.interval)
        eventually("every update is answered", lambda: self._answered() == schedule.count, LAST_REPLY_WITHIN)
        report = json.loads(web.request(f"{self._control}/latencies").body)
        if report["refused"]:
            raise MeasurementFailed(f"the bot refused {report['refused']} of {schedule.count} updates")
        return [microseconds / 1e6 for microseconds in report["microseconds"]]

    def _answered(self):
        return int(web.request(f"{self._control}/answered").body)
