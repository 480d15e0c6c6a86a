"""Alerts reach the owners' chats: real Prometheus, real Alertmanager, and the simulator in Telegram's place."""

import re
import shutil
import subprocess
import sys
import unittest

from harness.binaries import REPOSITORY
from harness.case import EndToEndTest
from harness.monitoring import Alertmanager, Prometheus
from harness.telegram_html import visible_text
from harness.waiting import eventually

sys.path.insert(0, str(REPOSITORY / "tests/docs"))
import markdown  # noqa: E402 (the documents' own reader)

OWNERS = (900, 901)
APPROVED = REPOSITORY / "tests/alerts/messages"
DOCUMENT = REPOSITORY / "docs/alerts.md"


def without_times(message):
    """The message with its times and durations as dashes, and the bot's address as in the approved messages."""
    message = re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d", "-", message)
    message = re.sub(r"– (?:- )?(?:\d\d:\d\d )?UTC \([^)]+\)", "– UTC (-)", message)
    return re.sub(r"127\.0\.0\.1:\d+", "127.0.0.1:8000", message).strip()


def approved(name):
    return without_times((APPROVED / f"{name}.html").read_text(encoding="utf-8"))


def rules_in_a_hurry():
    """alerts.yml, its alerts firing after a second."""
    return re.sub(r"for: \w+", "for: 1s", (REPOSITORY / "alerts.yml").read_text(encoding="utf-8"))


def documented_commands():
    document = markdown.parse(DOCUMENT.read_text(encoding="utf-8"))
    return [line for block in document.blocks if block.info == "bash run" for line in block.text.splitlines()]


class AlertsThatArrive(EndToEndTest):
    only_the_bot_calls_telegram = False  # Alertmanager does too.

    def setUp(self):
        super().setUp()
        options = [option for owner in OWNERS for option in ("--admin", owner)]
        self.simulator = self.start_simulator(options=options)
        self.bot = self.make_bot(self.simulator.url, ADMIN_IDS=",".join(map(str, OWNERS)))

    def start_alertmanager(self):
        self.alertmanager = Alertmanager(self.folder / "alertmanager", self.bot, group_wait="1s", group_interval="1s")
        self.addCleanup(self.alertmanager.end)

    def start_prometheus(self):
        self.rules = self.folder / "alerts.yml"
        self.rules.write_text(rules_in_a_hurry(), encoding="utf-8")
        self.prometheus = Prometheus(self.folder / "prometheus", self.bot.port, scrape_interval="1s",
                                     alertmanager_port=self.alertmanager.port, rules=self.rules,
                                     options=["--rules.alert.resend-delay=1s"])
        self.addCleanup(self.prometheus.end)
        self.wait_for_alertmanager()

    def wait_for_alertmanager(self):
        # Prometheus finds it some seconds after a start or a reload. What fired before is lost, and repeated later.
        eventually("Prometheus knows Alertmanager", self.prometheus.alertmanagers, within=40)

    def messages_to(self, owner, about):
        """What was written to the owner about that alert, oldest first."""
        texts = [entry["message"]["text"] for entry in self.simulator.transcript(owner)
                 if entry["from"] == "bot" and "message" in entry]
        return [text for text in texts if about in text]

    def wait_for_words(self, owner, about, number=1):
        """The message of that number about the alert, once it has come."""
        return eventually(f"message {number} about {about} to {owner}",
                          lambda: self.messages_to(owner, about)[number - 1:], within=60)[0]

    def wait_for_message(self, owner, about, number=1):
        """The same where Alertmanager writes it, by its template."""
        text = self.wait_for_words(owner, about, number)
        visible_text(text)
        return without_times(text)


class BotDown(AlertsThatArrive):
    def test_each_owner_hears_that_the_bot_is_down_and_that_it_is_back(self):
        self.bot.start()
        self.start_alertmanager()
        self.start_prometheus()
        eventually("Prometheus scrapes the bot", lambda: self.prometheus.value('up{job="coursebot"}') == 1, within=40)
        self.bot.process.kill()
        for owner in OWNERS:
            self.assertEqual(self.wait_for_message(owner, "BotNotResponding"), approved("bot_not_responding"))
        self.bot.start()
        for owner in OWNERS:
            self.assertEqual(self.wait_for_message(owner, "BotNotResponding", 2), approved("resolved"))


class Owners(AlertsThatArrive):
    def setUp(self):
        super().setUp()
        self.start_alertmanager()

    def test_one_who_blocked_the_bot_keeps_no_alert_from_the_other(self):
        self.simulator.control("block", {"user": OWNERS[0]})
        self.alertmanager.fire("BotStuck", {"summary": "Something"})
        self.wait_for_message(OWNERS[1], "Something")
        self.assertEqual(self.messages_to(OWNERS[0], "Something"), [])
        self.simulator.control("unblock", {"user": OWNERS[0]})
        self.wait_for_message(OWNERS[0], "Something")

    def test_a_bot_that_does_not_respond_is_not_said_to_be_slow_or_stuck_as_well(self):
        self.bot.start()
        self.alertmanager.fire("BotNotResponding", {"summary": "Down"})
        self.wait_for_message(OWNERS[0], "Down")
        for name in ("BotStuck", "HighMessageProcessingTime", "HighUserLoad"):
            self.alertmanager.fire(name, {"summary": f"About {name}"})
        self.wait_for_words(OWNERS[0], "About HighUserLoad")
        for name in ("BotStuck", "HighMessageProcessingTime"):
            self.assertEqual(self.alertmanager.state_of(name), "suppressed")
            self.assertEqual(self.messages_to(OWNERS[0], f"About {name}"), [])

    def test_many_long_alerts_arrive_whole(self):
        text = "<&я" * 2000
        for number in range(30):
            self.alertmanager.fire("BotStuck", {"summary": text, "description": text}, number=str(number))
        self.wait_for_message(OWNERS[0], "BotStuck")

    def test_special_characters_arrive_escaped_once(self):
        self.alertmanager.fire("BotStuck", {"summary": "a < b && \"c\" 'd' + 1"})
        self.assertIn("<b>a &lt; b &amp;&amp; \"c\" 'd' + 1</b>", self.wait_for_message(OWNERS[0], "a &lt; b"))

    def test_no_token_in_the_log_while_telegram_is_away(self):
        self.simulator.end()
        self.alertmanager.fire("BotStuck")
        self.alertmanager.child.wait_for_output(re.compile(r"/bot\*\*\*/sendMessage"))


class OwnAlert(AlertsThatArrive):
    # The guide's, on a metric that there is, and in a hurry.
    GUIDES = """
      - alert: CustomAlert
        expr: bothost_bots_created > 0
        for: 1s
        annotations:
          summary: "Alert Description"
"""

    def setUp(self):
        super().setUp()
        self.bot.start()
        self.start_alertmanager()
        self.start_prometheus()

    def rule_names(self):
        return [rule["name"] for group in self.prometheus.rule_groups() for rule in group["rules"]]

    def is_firing(self):
        return any(alert["state"] == "firing" for alert in self.prometheus.alerts("CustomAlert"))

    def test_it_works_after_a_reload_and_after_a_restart(self):
        with self.rules.open("a", encoding="utf-8") as file:
            file.write(self.GUIDES)
        self.assertEqual(self.prometheus.reload().status, 200)
        for owner in OWNERS:
            self.wait_for_words(owner, "Alert Description")
        self.prometheus.child.terminate()
        self.prometheus.spawn()
        self.prometheus.wait_until_ready()
        eventually("the alert fires after the restart", self.is_firing, within=40)

    def test_with_an_error_in_it_a_reload_keeps_the_old_rules_and_a_restart_fails(self):
        eventually("Prometheus scrapes the bot", lambda: self.prometheus.value('up{job="coursebot"}') == 1, within=40)
        before = self.rule_names()
        with self.rules.open("a", encoding="utf-8") as file:
            file.write(self.GUIDES.replace("bothost_bots_created > 0", "sum("))
        refused = self.prometheus.reload()
        self.assertEqual(refused.status, 500)
        self.assertIn("failed to reload config", refused.body)
        self.assertIn("unclosed left parenthesis", self.prometheus.child.output())
        self.assertIn(str(self.rules), self.prometheus.child.output())
        self.assertEqual(self.rule_names(), before)
        # The old rules are still evaluated.
        self.bot.process.kill()
        self.wait_for_message(OWNERS[0], "BotNotResponding")

        self.prometheus.child.terminate()
        self.assertNotEqual(self.prometheus.spawn().exit_code(), 0)
        self.assertIn("unclosed left parenthesis", self.prometheus.child.output())


class Documented(AlertsThatArrive):
    def run_command(self, command):
        """Runs it as a reader would, in the folder with alerts.yml."""
        command = command.replace("localhost:9093", f"127.0.0.1:{self.alertmanager.port}")
        command = command.replace("localhost:9090", f"127.0.0.1:{self.prometheus.port}")
        command = command.replace("curl ", "curl --silent --show-error --fail --noproxy '*' ")
        result = subprocess.run(["bash", "-c", command], cwd=self.folder, capture_output=True, text=True, timeout=30,
                                check=False)
        self.assertEqual(result.returncode, 0, f"{command}: {result.stdout}{result.stderr}")
        return result.stdout

    def test_every_command_works_as_it_says(self):
        self.bot.start()
        self.start_alertmanager()
        self.start_prometheus()
        for command in documented_commands():
            self.run_command(command)
            if "alert add" in command:
                self.wait_for_words(OWNERS[0], "A test of the alerts")
        eventually("the silence holds", lambda: self.alertmanager.state_of("DeliveryTest") == "suppressed")

    def test_the_example_is_a_rule(self):
        shutil.copy(REPOSITORY / "alerts.yml", self.folder)
        example, = [block.text for block in markdown.parse(DOCUMENT.read_text(encoding="utf-8")).blocks
                    if block.info == "yaml"]
        with (self.folder / "alerts.yml").open("a", encoding="utf-8") as file:
            file.write("\n" + example + "\n")
        checked = subprocess.run(["promtool", "check", "rules", "alerts.yml"], cwd=self.folder, capture_output=True,
                                 text=True, check=False)
        self.assertEqual(checked.returncode, 0, checked.stderr)


if __name__ == "__main__":
    unittest.main()
