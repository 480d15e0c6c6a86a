"""Charts in an owner's chat: drawn by the real viewer from a real Prometheus, and sent by the bot."""

import struct
import unittest

from harness.bot import OWNER
from harness.case import EndToEndTest
from harness.customer import Customer
from harness.monitoring import Prometheus
from harness.viewer import Viewer
from harness.waiting import eventually

PASSWORD = "not the guide's"


def size_of(png):
    """Width and height in pixels (www.w3.org/TR/png, section 11.2.1)."""
    return struct.unpack(">II", png[16:24])


class Charts(EndToEndTest):
    def setUp(self):
        super().setUp()
        self.telegram = self.start_simulator(options=("--admin", OWNER))
        self.owner = Customer(self.telegram, OWNER)
        self.bot = self.make_bot(self.telegram.url)
        self.prometheus = Prometheus(self.folder / "prometheus", self.bot.port, scrape_interval="1s")
        self.addCleanup(self.prometheus.end)
        self.viewer = Viewer(self.folder / "viewer", self.prometheus.url, VIEWER_PASSWORD=PASSWORD)
        self.addCleanup(self.viewer.end)
        self.bot.settings |= {"VIEWER_URL": self.viewer.url, "VIEWER_PASSWORD": PASSWORD}

    def start(self):
        self.bot.start()
        self.owner.ask("/start")
        eventually("there is something to draw", lambda: len(self.prometheus.query("users_online[1m]")) > 0, within=40)

    def photos(self):
        return [message["photo"] for message in self.owner.heard() if "photo" in message]

    def wait_for_photo(self):
        photo = eventually("a picture in the chat", self.photos, within=40)[-1]
        return self.telegram.file(photo[-1]["file_id"])

    def wait_for_words(self, words):
        return eventually(f"the owner reads {words!r}",
                          lambda: [text for text in self.telegram.said_to(OWNER) if words in text])[-1]

    def test_come_as_pictures_that_are_large_enough_for_a_phone(self):
        self.viewer.start()
        self.start()
        self.owner.say("/chart users_online 1h")
        picture = self.wait_for_photo()
        self.assertTrue(picture.startswith(b"\x89PNG\r\n\x1a\n"))
        self.assertGreaterEqual(min(size_of(picture)), 600)
        actions = self.telegram.requests("sendChatAction")
        self.assertEqual([action["parameters"]["action"] for action in actions], ["upload_photo"])

    def test_that_can_not_be_drawn_say_why_once(self):
        self.viewer.start()
        self.start()
        self.owner.say("/query 1h sum(")
        refusal = self.wait_for_words("unclosed left parenthesis")
        self.bot.wait_until_idle()
        self.assertEqual(self.telegram.said_to(OWNER).count(refusal), 1)
        self.assertEqual(self.photos(), [])

    def test_of_a_viewer_that_is_away_or_has_another_password(self):
        self.start()
        self.owner.say("/chart users_online 1h")
        self.wait_for_words("./run")
        self.viewer.environment["VIEWER_PASSWORD"] = "another password"
        self.viewer.start()
        self.owner.say("/chart users_online 1h")
        self.wait_for_words("VIEWER_PASSWORD")
        for log in (self.bot.process.output(), self.viewer.child.output()):
            self.assertNotIn(PASSWORD, log)

    def test_are_had_again_once_the_viewer_is_back(self):
        self.start()
        self.owner.say("/chart users_online 1h")
        self.wait_for_words("./run")
        self.viewer.start()
        self.owner.say("/chart users_online 1h")
        self.wait_for_photo()


if __name__ == "__main__":
    unittest.main()
