"""The Telegram simulator: its process and its control interface (simulator/README.md)."""

import re

from harness import web
from harness.binaries import SIMULATOR
from harness.child import Child
from harness.waiting import eventually

LISTENING = re.compile(r"listening on (\S+):(\d+)")


class Refused(ValueError):
    """The simulator can't do what the control interface was asked for, such as paying without an invoice."""


class Simulator:
    def __init__(self, log_path, token, customers=0, rate=0, seed=1, port=0, options=()):
        self.token = token
        self.child = Child(
            [SIMULATOR, "--port", port, "--token", token, "--customers", customers, "--rate", rate, "--seed", seed,
             *options], log_path)
        address, port = self.child.wait_for_output(LISTENING).groups()
        self.port = int(port)
        self.url = f"http://{address}:{port}"

    def end(self):
        self.child.kill()

    def call(self, method, **parameters):
        """A method of the Bot API, as a bot would call it."""
        return web.request(f"{self.url}/bot{self.token}/{method}", parameters)

    def control(self, path, body=None):
        answer = web.request(f"{self.url}/control/{path}", body)
        if answer.status != 200:
            raise Refused(f"/control/{path} {body}: {answer.status} {answer.body}")
        return answer.json()

    def record(self):
        """What happened to the bot under test, by the simulator's own account."""
        bot_id = int(self.token.split(":")[0])
        return next(bot for bot in self.control("record")["bots"] if bot["id"] == bot_id)

    def charges(self):
        return self.record()["charges"]

    def pre_checkouts(self):
        return self.record()["pre_checkouts"]

    def transcript(self, user):
        """What passed between the user and the bot, oldest first; nothing where the two have not met."""
        answer = web.request(f"{self.url}/control/chat/{user}")
        return answer.json()["transcript"] if answer.status == 200 else []

    def invoices_of(self, user):
        """The messages with invoices that the bot sent to the user."""
        return [entry["message"] for entry in self.transcript(user) if "invoice" in entry.get("message", {})]

    def inject(self, update):
        """Delivers any update object; without an `update_id` it gets the next one."""
        self.control("update", update)

    def pause_customers(self):
        self.control("rate", {"rate": 0})

    def wait_until_confirmed(self, within=30.0):
        """Waits until the bot has confirmed every update."""
        eventually("every update is confirmed", lambda: self.record()["updates"]["pending"] == 0, within)
