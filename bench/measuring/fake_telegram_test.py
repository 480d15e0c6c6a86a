#!/usr/bin/python3
"""The fake Telegram delivers by its schedule and counts latencies from there. Needs nginx with its Lua module."""

import http.server
import json
import re
import tempfile
import threading
import unittest
from pathlib import Path

from harness import web
from harness.waiting import let_pass
from measuring.failure import MeasurementFailed
from measuring.fake_telegram import TOKEN, FakeTelegram, Schedule, Webhook

SECRET = "a-secret"


class Polling(threading.Thread):
    """A bot that answers each update once, the first one after `pause` seconds, and asks for none twice."""

    def __init__(self, url, pause):
        super().__init__(daemon=True)
        self.users = []
        self._url = f"{url}/bot{TOKEN}"
        self._pause = pause

    def run(self):
        offset = None
        while True:
            parameters = {"timeout": 1} if offset is None else {"timeout": 1, "offset": offset}
            try:
                updates = web.request(f"{self._url}/getUpdates", parameters).json()["result"]
            except OSError:
                return
            for update in updates:
                if not self.users:
                    let_pass(self._pause)
                self.users.append(update["message"]["from"]["id"])
                web.request(f"{self._url}/sendMessage", {"chat_id": update["message"]["chat"]["id"], "text": "hi"})
                offset = update["update_id"] + 1


class Receiver(http.server.BaseHTTPRequestHandler):
    """A webhook that answers each update before it says so."""

    protocol_version = "HTTP/1.1"
    telegram_url = ""
    status = 200

    def do_POST(self):  # the name that http.server asks for
        update = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.headers["X-Telegram-Bot-Api-Secret-Token"] == SECRET:
            chat = update["message"]["chat"]["id"]
            web.request(f"{self.telegram_url}/bot{TOKEN}/sendMessage", {"chat_id": chat, "text": "hi"})
        self.send_response(self.status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


class FakeTelegrams(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.telegram = self.enterContext(FakeTelegram(Path(folder.name) / "telegram"))

    def receiver(self, status=200):
        handler = type("Handler", (Receiver,), {"telegram_url": self.telegram.paced_url, "status": status})
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return Webhook(port=server.server_port, path="/telegram", secret=SECRET, connections=4)

    def test_a_bot_that_stands_still_pays_for_all_that_waits_meanwhile(self):
        """No coordinated omission: updates that were due during the pause are as late as they are."""
        Polling(self.telegram.paced_url, pause=0.5).start()
        latencies = self.telegram.latencies(Schedule("/start", 100, 0.005, first_user=1, users=100))
        for number in range(50):
            self.assertGreaterEqual(latencies[number], 0.5 - number * 0.005)

    def test_updates_come_from_the_users_that_were_asked_for_in_their_order(self):
        bot = Polling(self.telegram.paced_url, pause=0)
        bot.start()
        self.telegram.latencies(Schedule("/my", 12, 0.001, first_user=10, users=5, step=3))
        self.assertEqual(bot.users, [10, 13, 11, 14, 12] * 2 + [10, 13])

    def test_one_schedule_follows_another(self):
        bot = Polling(self.telegram.paced_url, pause=0)
        bot.start()
        for command in ("/my", "/plans"):
            self.assertEqual(len(self.telegram.latencies(Schedule(command, 20, 0.001, first_user=1, users=1))), 20)
        self.assertEqual(len(bot.users), 40)

    def test_a_webhook_gets_every_update(self):
        latencies = self.telegram.latencies(Schedule("/start", 200, 0.002, first_user=1, users=50), self.receiver())
        self.assertEqual(len(latencies), 200)
        self.assertTrue(all(latency > 0 for latency in latencies))

    def test_a_webhook_that_refuses_is_told_of(self):
        with self.assertRaisesRegex(MeasurementFailed, "refused 20 of 20"):
            self.telegram.latencies(Schedule("/start", 20, 0.001, first_user=1, users=20), self.receiver(status=503))

    def test_the_server_without_a_pace_repeats_what_is_not_confirmed_and_counts_replies(self):
        url = f"{self.telegram.unpaced_url}/bot{TOKEN}"
        ids = [[update["update_id"] for update in web.request(f"{url}/getUpdates", {"offset": offset}).json()["result"]]
               for offset in (1, 1, 101)]
        self.assertEqual(ids, [list(range(1, 101)), list(range(1, 101)), list(range(101, 201))])
        for _ in range(3):
            self.assertTrue(web.request(f"{url}/sendMessage", {"chat_id": 500, "text": "hi"}).json()["ok"])
        self.assertEqual(self.telegram.replies(), 3)

    def test_remembers_the_webhook(self):
        url = f"{self.telegram.paced_url}/bot{TOKEN}"

        def known():
            return web.request(f"{url}/getWebhookInfo").json()["result"]["url"]

        web.request(f"{url}/setWebhook", {"url": "https://bot.example/telegram"})
        self.assertEqual(known(), "https://bot.example/telegram")
        web.request(f"{url}/deleteWebhook", {})
        self.assertEqual(known(), "")

    def test_knows_the_methods_of_a_start(self):
        for method in ("getMe", "setMyCommands", "getStarTransactions"):
            answer = web.request(f"{self.telegram.unpaced_url}/bot{TOKEN}/{method}", {})
            self.assertTrue(answer.json()["ok"], method)
            self.assertTrue(re.match(r"application/json", answer.headers["Content-Type"]))


if __name__ == "__main__":
    unittest.main()
