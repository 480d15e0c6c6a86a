"""A bot on grammY meets the simulator: what a framework that knows Telegram expects, the simulator does."""

import json
import subprocess

from harness.case import EndToEndTest
from harness.ports import reserve_port
from harness.waiting import eventually
from peer import start_peer

ANNA, BORIS = 42, 43
CHANNEL = -1001234567890


class Conversation:
    """One conversation, whichever way the updates take; `start_grammy` starts the bot."""

    only_the_bot_calls_telegram = False

    def setUp(self):
        super().setUp()
        self.simulator = self.start_simulator()
        self.start_grammy()

    def answer_to(self, text, user=ANNA, **details):
        """What the bot writes after the user has written `text`."""
        before = len(self.simulator.said_to(user))
        self.simulator.say(user, text, **details)
        eventually(f"an answer to {text}", lambda: len(self.simulator.said_to(user)) > before)
        return self.simulator.transcript(user)[-1]["message"]

    def test_commands_texts_and_formatting(self):
        self.assertRegex(self.answer_to("/start", language="en")["text"], "^Hello, .+!$")
        self.assertEqual(self.answer_to("Привет 🎓")["text"], "Привет 🎓")
        code = self.answer_to("/code")
        self.assertEqual(code["entities"], [{"type": "pre", "offset": 0, "length": 5, "language": "python"}])
        reply = self.answer_to("yes", reply_to=code["message_id"])
        self.assertEqual(reply["text"], "x = 1 → yes")
        self.simulator.wait_until_confirmed()

    def test_a_button_is_pressed(self):
        menu = self.answer_to("/menu")
        self.simulator.control("press", {"user": ANNA, "data": "choose:1"})
        edited = eventually("the message is edited", lambda: [
            entry["edited_message"] for entry in self.simulator.transcript(ANNA) if "edited_message" in entry])
        self.assertEqual(edited[-1]["text"], "Chosen: 1")
        self.assertEqual(edited[-1]["message_id"], menu["message_id"])
        self.assertEqual(self.simulator.record()["calls"]["answercallbackquery"], 1)

    def test_stars_are_paid(self):
        self.assertEqual(self.answer_to("/buy")["invoice"]["total_amount"], 250)
        self.simulator.control("pay", {"user": ANNA})
        charge = eventually("the payment is there", self.simulator.charges)[0]["telegram_payment_charge_id"]
        eventually("the bot thanks", lambda: f"Paid: {charge}" in self.simulator.said_to(ANNA))
        eventually("the payment is confirmed", lambda: self.simulator.charges()[0]["confirmed"])

    def test_messages_are_copied_forwarded_and_uploaded(self):
        copy = self.answer_to("/copy this")
        self.assertEqual(copy["text"], "/copy this")
        self.assertNotIn("forward_origin", copy)
        self.assertEqual(self.answer_to("/forward this")["forward_origin"]["sender_user"]["id"], ANNA)
        document = self.answer_to("/file")["document"]
        self.assertEqual(document["file_name"], "table.csv")
        self.assertEqual(self.simulator.file(document["file_id"]), b"1;2\n")

    def test_photos_and_quizzes_are_understood(self):
        bold = [{"type": "bold", "offset": 0, "length": 1}]
        self.simulator.send_photo(ANNA, "graph.png", "A graph", caption_entities=bold)
        photo = eventually("a photo", lambda: self.photos_of(ANNA))[0]
        self.assertEqual((photo["caption"], photo["caption_entities"]), ("A graph", bold))
        self.assertTrue(photo["has_protected_content"])
        self.assertEqual(self.simulator.uploads(), [])
        self.simulator.send_quiz(ANNA, "2 + 2?", ["3", "4"], correct=1)
        eventually("the answer", lambda: "Correct: 4" in self.simulator.said_to(ANNA))
        self.simulator.send_quiz(ANNA, "2 + 2?", ["3", "4"], correct=1, forward_from="Quizzes")
        eventually("no answer", lambda: "Correct: ?" in self.simulator.said_to(ANNA))

    def photos_of(self, user):
        return [entry["message"] for entry in self.simulator.transcript(user)
                if entry["from"] == "bot" and "photo" in entry.get("message", {})]

    def test_people_are_let_into_a_channel_and_removed(self):
        self.simulator.make_channel(CHANNEL, "SQL")
        self.answer_to(f"/invite {CHANNEL}", BORIS)
        self.simulator.join(BORIS, self.simulator.invite_link(BORIS))
        eventually("he is in", lambda: self.simulator.channel(CHANNEL)["members"] == [BORIS])
        eventually("he is told", lambda: "SQL: member" in self.simulator.said_to(BORIS))
        self.simulator.say(BORIS, f"/remove {CHANNEL}")
        eventually("he is out", lambda: "SQL: kicked" in self.simulator.said_to(BORIS))
        channel = self.simulator.channel(CHANNEL)
        self.assertEqual((channel["members"], channel["banned"], channel["removals"]), ([], [BORIS], 1))

    def test_two_people_at_once(self):
        for number in range(20):
            self.simulator.say(ANNA, f"a{number}")
            self.simulator.say(BORIS, f"b{number}")
        self.simulator.wait_until_confirmed()
        for user, letter in ((ANNA, "a"), (BORIS, "b")):
            self.assertEqual(self.simulator.said_to(user), [f"{letter}{number}" for number in range(20)])


class ByPolling(Conversation, EndToEndTest):
    def start_grammy(self):
        start_peer(self, "grammy_bot.js", self.simulator.url, token=self.token)


class ByWebhook(Conversation, EndToEndTest):
    scheme = "http"

    def start_grammy(self):
        port = reserve_port()
        webhook = {"port": port, "url": f"{self.scheme}://127.0.0.1:{port}/hook", "secret": "s3cret", **self.files()}
        start_peer(self, "grammy_bot.js", self.simulator.url, json.dumps(webhook), token=self.token)

    def files(self):
        return {}

    def test_it_is_a_webhook(self):
        info = self.simulator.webhook_info()
        self.assertEqual(info["max_connections"], 10)
        self.assertEqual(info["has_custom_certificate"], self.scheme == "https")
        self.answer_to("one")
        self.simulator.wait_until_confirmed()
        self.assertEqual(self.simulator.record()["webhook"]["failed"], 0)
        self.assertNotIn("getupdates", self.simulator.record()["calls"])

    def test_what_is_redelivered_comes_again(self):
        self.answer_to("one")
        self.simulator.wait_until_confirmed()
        self.simulator.control("redeliver", {})
        eventually("it is answered twice", lambda: self.simulator.said_to(ANNA) == ["one", "one"])


class ByWebhookWithItsOwnCertificate(ByWebhook):
    """Self-signed, and uploaded by setWebhook."""

    scheme = "https"

    def files(self):
        files = {"key": str(self.folder / "key.pem"), "certificate": str(self.folder / "certificate.pem")}
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                        "-days", "2", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
                        "-keyout", files["key"], "-out", files["certificate"]], check=True, capture_output=True)
        return files
