"""Alerts in the owners' chats, with buttons: real Alertmanager and Prometheus, and the simulator in Telegram's place."""

import http.client
import json
import re
import unittest

from harness.alerts import AlertMessages, alert_secret, can
from harness.binaries import REPOSITORY
from harness.calendar import HOUR, Calendar
from harness.case import EndToEndTest
from harness.customer import Customer, buttons
from harness.monitoring import Alertmanager, Prometheus
from harness.waiting import eventually

OWNERS = (900, 901)
LOAD = {"summary": "Many users", "description": "There are many.", "value": "1001",
        "runbook": "docs/runbooks/HighUserLoad.md"}
# Where the bot can be killed on the way of a call of the webhook into the database.
WAYS_IN = (("store.apply.before", 1), ("store.enqueue.after", 1), ("store.commit.before", 1), ("store.commit.after", 1))
# And between an owner's press and Alertmanager's answer, in the order of what happens.
WAYS_TO_ALERTMANAGER = (("engine.direct_call.before", 1), ("engine.direct_call.after", 1))


class AlertsInTheChat(EndToEndTest):
    def setUp(self):
        super().setUp()
        options = [option for owner in OWNERS for option in ("--admin", owner)]
        self.telegram = self.start_simulator(options=options)
        self.owners = [Customer(self.telegram, owner) for owner in OWNERS]
        self.chats = [AlertMessages(owner) for owner in self.owners]
        self.bot = self.make_bot(self.telegram.url, ADMIN_IDS=",".join(map(str, OWNERS)), ONLINE_WINDOW="2s",
                                 USER_RATE_LIMIT="off")
        self.alertmanager = Alertmanager(self.folder / "alertmanager", self.bot, group_wait="1s", group_interval="1s",
                                         repeat_interval="1s")
        self.addCleanup(self.alertmanager.end)
        self.bot.settings["ALERTMANAGER_URL"] = self.alertmanager.url

    def _tidy_up(self):
        for path in self.folder.rglob("*.log"):
            self.assertNotIn(alert_secret(self.token), path.read_text(errors="replace"), f"{path.name} shows the secret")
        super()._tidy_up()

    def start(self):
        self.bot.start()
        for owner in self.owners:
            owner.ask("/start")

    def fire(self, summary="Many users", name="HighUserLoad", **labels):
        self.alertmanager.fire(name, LOAD | {"summary": summary}, severity="warning", **labels)

    def resolve(self, name="HighUserLoad", **labels):
        self.alertmanager.resolve(name, LOAD, severity="warning", **labels)

    def wait_for_message(self, chat, words="Many users", that=lambda message: True):
        """The first message with these words that is so, once there is one."""
        return eventually(f"a message about {words!r}",
                          lambda: [message for message in chat.about(words) if that(message)], within=60)[0]

    def wait_for_all(self, words="Many users", that=lambda message: True):
        return [self.wait_for_message(chat, words, that) for chat in self.chats]

    def wait_until_told_again(self):
        """Alertmanager repeats itself each second here; twice, and a call that began now has ended."""
        before, _ = self.alertmanager.notifications("webhook")
        eventually("the webhook is called again", lambda: self.alertmanager.notifications("webhook")[0] >= before + 2)

    def assert_each_was_told_once(self, words="Many users"):
        for chat in self.chats:
            self.assertEqual(len(chat.about(words)), 1)


class Silencing(AlertsInTheChat):
    def setUp(self):
        super().setUp()
        self.start()

    def test_told_silenced_revoked_and_over(self):
        self.fire()
        for message in self.wait_for_all(that=lambda shown: can(shown, "silence")):
            for words in ("Many users", "There are many.", "1001", "Since"):
                self.assertIn(words, message["text"])
        self.wait_until_told_again()
        self.assert_each_was_told_once()

        pressed = self.chats[0].press(self.chats[0].about("Many users")[0], "silence")
        self.assertTrue(pressed.endswith(":1h"))
        self.wait_for_all(that=lambda message: "🔕" in message["text"])
        silence, = self.alertmanager.silences()
        self.assertIn(str(OWNERS[0]), silence["createdBy"])
        self.assertTrue(silence["comment"])
        self.assertEqual({matcher["name"]: matcher["value"] for matcher in silence["matchers"]},
                         {"alertname": "HighUserLoad", "severity": "warning"})
        self.assertEqual(self.alertmanager.state_of("HighUserLoad"), "suppressed")
        for chat in self.chats:
            self.assertTrue(can(chat.about("Many users")[0], "revoke"))
            self.assertFalse(can(chat.about("Many users")[0], "silence"))

        # Anybody of them ends it.
        self.chats[1].press(self.chats[1].about("Many users")[0], "revoke")
        self.wait_for_all(that=lambda message: can(message, "silence"))
        self.assertEqual(self.alertmanager.silences(), [])
        self.assertEqual(self.alertmanager.state_of("HighUserLoad"), "active")

        self.resolve()
        for message in self.wait_for_all(that=lambda shown: "✅" in shown["text"]):
            self.assertFalse(can(message, "silence"))
        self.assert_each_was_told_once()

    def test_another_alert_of_that_name_is_not_silenced(self):
        self.fire("One", instance="one")
        self.fire("Two", instance="two")
        self.chats[0].press(self.wait_for_message(self.chats[0], "One"), "silence")
        self.wait_for_all("One", lambda message: "🔕" in message["text"])
        self.assertTrue(can(self.chats[0].about("Two")[0], "silence"))

    def test_what_fires_and_what_is_silenced_is_listed_and_revoked_there(self):
        self.fire()
        self.chats[0].press(self.wait_for_message(self.chats[0]), "silence")
        self.wait_for_all(that=lambda message: "🔕" in message["text"])
        self.owners[1].say("/alerts")
        listed = self.wait_for_message(self.chats[1], "What is silenced")
        self.assertIn('alertname="HighUserLoad"', listed["text"])
        revoke, = [data for data in buttons(listed) if data.startswith("silence:revoke:")]
        self.owners[1].act("press", data=revoke)
        self.wait_for_all(that=lambda message: can(message, "silence"))
        self.assertEqual(self.alertmanager.silences(), [])

    def test_a_runbook_comes_into_the_chat(self):
        self.fire()
        self.chats[0].press(self.wait_for_message(self.chats[0]), "runbook")
        self.wait_for_message(self.chats[0], "1000 users")

    def test_many_alerts_at_once_are_no_flood(self):
        for number in range(30):
            self.fire(f"Alert number {number} of many", number=str(number))
        self.wait_for_message(self.chats[0], "/alerts shows")
        self.bot.wait_until_idle()
        self.assertIn(len(self.chats[0].about("of many")), range(20, 30), "the others are counted")

    def test_an_owner_who_blocked_the_bot_keeps_no_alert_from_the_other(self):
        self.owners[0].act("block")
        self.telegram.wait_until_confirmed()
        self.fire()
        self.wait_for_message(self.chats[1])
        self.assertEqual(self.chats[0].about("Many users"), [])

    def test_without_alertmanager_the_owner_reads_that(self):
        self.fire()
        message = self.wait_for_message(self.chats[0])
        self.alertmanager.end()
        self.chats[0].press(message, "silence")
        self.wait_for_message(self.chats[0], "does not answer")
        self.owners[1].say("/alerts")
        away = self.wait_for_message(self.chats[1], "does not answer")
        self.assertIn("Many users", away["text"], "what the bot knows itself")


class OverWhileSilenced(AlertsInTheChat):
    def test_the_bot_finds_it_out_by_itself(self):
        self.bot.make_crashable()
        self.start()
        calendar = Calendar(self.telegram, self.bot)
        self.fire()
        self.chats[0].press(self.wait_for_message(self.chats[0]), "silence")
        self.wait_for_all(that=lambda message: "🔕" in message["text"])
        self.resolve()
        eventually("Alertmanager has forgotten it", lambda: self.alertmanager.state_of("HighUserLoad") is None)
        # Alertmanager has run for long enough to know what fires.
        calendar.advance(HOUR / 4)
        for message in self.wait_for_all(that=lambda shown: "✅" in shown["text"]):
            self.assertFalse(can(message, "revoke"))


class Crashes(AlertsInTheChat):
    def setUp(self):
        super().setUp()
        self.bot.make_crashable()
        self.start()

    def wait_for_the_crash(self):
        eventually("the bot has crashed", lambda: not self.bot.process.is_alive(), within=60)
        self.bot.faults.disarm()
        self.bot.start()

    def test_between_the_webhook_and_its_answer_nothing_is_lost_and_nobody_told_twice(self):
        for point, times in WAYS_IN:
            with self.subTest(point=point):
                words = f"Killed at {point}"
                self.bot.wait_until_idle()
                self.bot.process.may_end()
                self.bot.faults.kill_at(point, times)
                self.fire(words, point=point.replace(".", "_"))
                self.wait_for_the_crash()
                self.wait_for_all(words)
                self.wait_until_told_again()
                self.bot.wait_until_idle()
                self.assert_each_was_told_once(words)

    def test_between_the_press_and_alertmanagers_answer_there_is_one_silence(self):
        for point, times in WAYS_TO_ALERTMANAGER:
            with self.subTest(point=point):
                words = f"Killed at {point}"
                self.fire(words, point=point.replace(".", "_"))
                message = self.wait_for_message(self.chats[0], words)
                self.bot.wait_until_idle()
                self.bot.process.may_end()
                self.bot.faults.kill_at(point, times)
                self.chats[0].press(message, "silence")
                self.wait_for_the_crash()
                self.wait_for_all(words, lambda shown: "🔕" in shown["text"])
                silences = [silence for silence in self.alertmanager.silences()
                            if any(matcher["value"] == point.replace(".", "_") for matcher in silence["matchers"])]
                self.assertEqual(len(silences), 1)

    def test_an_alert_that_begins_while_the_bot_is_away_is_told_late(self):
        self.bot.process.kill()
        self.fire()
        eventually("Alertmanager has tried", lambda: self.alertmanager.notifications("webhook")[1] > 0, within=60)
        self.bot.start()
        self.wait_for_all()
        self.wait_until_told_again()
        self.assert_each_was_told_once()


class ForgedCalls(AlertsInTheChat):
    def setUp(self):
        super().setUp()
        self.start()
        self.before = [len(owner.heard()) for owner in self.owners]

    def call(self, body, secret=None, method="POST", content_type="application/json"):
        """The status of the answer, even if it comes before all of the body has been taken."""
        connection = http.client.HTTPConnection("127.0.0.1", self.bot.port, timeout=10)
        try:
            connection.putrequest(method, "/alerts")
            connection.putheader("Content-Type", content_type)
            connection.putheader("Content-Length", str(len(body)))
            if secret is not None:
                connection.putheader("Authorization", f"Bearer {secret}")
            connection.endheaders()
            try:
                connection.send(body)
            except OSError:
                pass  # It was refused by its head.
            return connection.getresponse().status
        finally:
            connection.close()

    def test_are_refused_and_tell_nobody_anything(self):
        alert = {"status": "firing", "labels": {"alertname": "Forged"}, "annotations": {"summary": "Forged"},
                 "startsAt": "2026-11-23T09:00:00Z", "endsAt": "0001-01-01T00:00:00Z", "fingerprint": "f"}
        good = json.dumps({"version": "4", "alerts": [alert]}).encode()
        secret = alert_secret(self.token)
        for number in range(20):
            self.assertEqual(self.call(good), 401)
            self.assertEqual(self.call(good, f"{number}"), 401)
        self.assertEqual(self.call(good, secret[:-1]), 401)
        self.assertEqual(self.call(good, self.token), 401)
        self.assertEqual(self.call(b"", secret, method="GET"), 405)
        self.assertEqual(self.call(good, secret, content_type="text/plain"), 415)
        for nonsense in (b"", b"{", b"[]", b"7", good[:-5], b"\xff\xfe", good.replace(b'"4"', b"4")):
            self.assertEqual(self.call(nonsense, secret), 400, nonsense)
        self.assertEqual(self.call(b"[" * 10_000_000, secret), 413)
        self.assertEqual(self.call(b"[" * 10_000_000, "wrong"), 413)
        self.assertEqual(self.bot.page("/alerts").status, 405)
        self.assertEqual(self.bot.health().status, 200)
        strangers = [line for line in self.bot.process.output().splitlines() if "without the right secret" in line]
        self.assertEqual(len(strangers), 1, "one line a minute")

        # What was true all the time: the same call with the secret is heard.
        self.assertEqual([len(owner.heard()) for owner in self.owners], self.before)
        self.assertEqual(self.call(good, secret), 200)
        self.wait_for_all("Forged")


class Overload(AlertsInTheChat):
    # Of the customers below, some are always about.
    LIMIT = 5

    def rules_in_a_hurry(self):
        rules = (REPOSITORY / "alerts.yml").read_text(encoding="utf-8")
        rules = re.sub(r"for: \w+", "for: 1s", rules)
        self.assertIn("sum(users_online) > 1000", rules)
        file = self.folder / "alerts.yml"
        file.write_text(rules.replace("sum(users_online) > 1000", f"sum(users_online) > {self.LIMIT}"), encoding="utf-8")
        return file

    def begin(self):
        self.telegram.end()
        self.telegram = self.start_simulator(customers=60, rate=60,
                                             options=[option for owner in OWNERS for option in ("--admin", owner)])
        self.owners = [Customer(self.telegram, owner) for owner in OWNERS]
        self.chats = [AlertMessages(owner) for owner in self.owners]
        self.bot.settings["TELEGRAM_API_URL"] = self.telegram.url
        self.bot.make_crashable()
        self.start()
        self.prometheus = Prometheus(self.folder / "prometheus", self.bot.port, scrape_interval="1s",
                                     alertmanager_port=self.alertmanager.port, rules=self.rules_in_a_hurry(),
                                     options=["--rules.alert.resend-delay=1s"])
        self.addCleanup(self.prometheus.end)

    def test_from_the_crowd_to_the_message_to_the_silence_to_the_end(self):
        self.begin()
        calendar = Calendar(self.telegram, self.bot)
        summary = "More than 1000 users are online"
        for message in self.wait_for_all(summary, lambda shown: can(shown, "silence")):
            self.assertTrue(can(message, "chart"))
            self.assertTrue(can(message, "runbook"))
        self.chats[0].press(self.chats[0].about(summary)[0], "silence")
        self.wait_for_all(summary, lambda message: "🔕" in message["text"])
        self.assertEqual(self.alertmanager.state_of("HighUserLoad"), "suppressed")
        self.assertEqual(len(self.alertmanager.silences()), 1)

        self.telegram.pause_customers()
        eventually("Alertmanager knows that it is over", lambda: self.alertmanager.state_of("HighUserLoad") is None,
                   within=60)
        calendar.advance(HOUR / 4)
        self.wait_for_all(summary, lambda message: "✅" in message["text"])
        self.assert_each_was_told_once(summary)


if __name__ == "__main__":
    unittest.main()
