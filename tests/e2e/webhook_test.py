"""Updates by webhook: Telegram's way, strangers' ways, certificates, and the change from polling and back."""

import signal
import socket
import unittest

from harness.accounts import Accounts
from harness.case import EndToEndTest
from harness.crowd import Crowd
from harness.customer import Customer
from harness.ports import reserve_port
from harness.timed import wait_until_at_rest
from harness.waiting import eventually
from harness.webhook import PATH, SECRET, Certificate, Webhook, allow_open_files, head, status_of

REQUESTS = "telegram_webhook_requests_total"
STRANGER = 666


def message(update_id, text="/help", user=STRANGER):
    person = {"id": user, "is_bot": False, "first_name": "A", "language_code": "en"}
    chat = {"id": user, "type": "private", "first_name": "A"}
    return {"update_id": update_id,
            "message": {"message_id": 1, "date": 1700000000, "chat": chat, "from": person, "text": text}}


class WebhookTest(EndToEndTest):
    def begin(self, certificate=None, **settings):
        self.telegram = self.start_simulator()
        self.webhook = Webhook(reserve_port(), certificate)
        self.bot = self.start_bot(self.telegram, **self.webhook.settings(), **settings)

    def requests(self):
        return self.bot.scrape().by(REQUESTS, "outcome")

    def assert_serves(self, user=501):
        """A real customer of Telegram's is answered."""
        self.assertTrue(Customer(self.telegram, user).ask("/start")["text"])

    def info(self):
        return self.telegram.call("getWebhookInfo").json()["result"]


class Delivery(WebhookTest):
    def test_telegram_is_told_and_customers_are_answered(self):
        self.begin()
        self.assert_serves()
        customer = Customer(self.telegram, 502)
        customer.buy("lite")
        self.assertEqual(len(self.bot.ledger()["payments"]), 1)
        asked = self.telegram.requests("setWebhook")[0]["parameters"]
        self.assertEqual(asked["url"], self.webhook.settings()["WEBHOOK_URL"])
        self.assertEqual(asked["secret_token"], SECRET)
        self.assertIn("pre_checkout_query", asked["allowed_updates"])
        self.assertNotIn("drop_pending_updates", asked)
        self.assertEqual(self.telegram.requests("getUpdates"), [])
        counted = self.requests()
        self.assertGreaterEqual(counted.pop("accepted"), 4)
        self.assertEqual(set(counted.values()), {0})

    def test_it_stays_set_when_the_bot_stops_and_updates_wait(self):
        self.begin()
        self.assertEqual(self.bot.process.terminate(), 0)
        self.assertEqual(self.info()["url"], self.webhook.settings()["WEBHOOK_URL"])
        customer = Customer(self.telegram, 501)
        customer.say("/help")
        self.bot.start()
        eventually("what waited is answered", customer.heard)

    def test_an_update_that_comes_twice_is_handled_once(self):
        self.begin()
        self.assert_serves()
        for _ in range(3):
            self.assertEqual(self.webhook.send(message(900_000)), 200)
        self.assertEqual(self.bot.rows("SELECT count(*) FROM known_updates WHERE update_id = 900000"), [(1,)])

    def test_commands_say_how_updates_come(self):
        self.begin()
        self.assertIn(f"updates: webhook {self.webhook.settings()['WEBHOOK_URL']}", self.bot.command("check-config").stdout)
        self.assertIn("webhook: that of WEBHOOK_URL is set", self.bot.command("check-telegram").stdout)
        self.assertIn("long polling", self.bot.command("check-config", WEBHOOK_URL="").stdout)
        for page in self.bot.pages + [self.bot.process.output()]:
            self.assertNotIn(SECRET, page)

    def test_a_port_that_is_taken_and_a_wrong_certificate_end_the_start_in_one_line(self):
        telegram = self.start_simulator()
        with socket.create_server(("127.0.0.1", 0)) as other:
            port = other.getsockname()[1]
            refused = self.make_bot(telegram.url, **Webhook(port).settings()).command("serve")
            self.assertEqual(refused.returncode, 1)
            self.assertIn(f"port {port} on 127.0.0.1 is in use", refused.stderr + refused.stdout)
        wrong = Webhook(reserve_port(), Certificate(self.folder / "certificate"))
        wrong.certificate.key.write_text("no key", encoding="ascii")
        refused = self.make_bot(telegram.url, name="other", **wrong.settings()).command("serve")
        self.assertEqual(refused.returncode, 1)
        self.assertIn(f"the key '{wrong.certificate.key}' can't be used", refused.stderr + refused.stdout)


class Strangers(WebhookTest):
    def setUp(self):
        super().setUp()
        self.begin()

    def test_they_are_refused_and_counted(self):
        send, exchange = self.webhook.send, self.webhook.exchange
        refusals = {
            "wrong_secret": (401, lambda: send(message(1), secret="guess")),
            "wrong_path": (404, lambda: send(message(1), path="/")),
            "wrong_method": (405, lambda: send(b"", method="GET")),
            "malformed": (400, lambda: send(b"no json")),
            "body_too_large": (413, lambda: send(b" " * (2 << 20))),
            "head_too_large": (431, lambda: exchange(b"POST / HTTP/1.1\r\nX: " + b"x" * 20_000)),
            "not_http": (400, lambda: exchange(b"\x16\x03\x01 a client's hello\r\n\r\n")),
        }
        for outcome, (status, act) in refusals.items():
            with self.subTest(outcome=outcome):
                self.assertEqual(act(), status)
                self.assertEqual(self.requests()[outcome], 1)
        self.assertEqual(send(message(1), secret=None), 401)
        self.assertEqual(send(b'{"update_id":1,"message":' + b"[" * 100_000), 400, "deeply nested")
        self.assertEqual(send({"no": "id"}), 200, "refused, it would come again and again")
        self.assert_serves()
        self.assertEqual(self.bot.rows("SELECT count(*) FROM poisonous_updates"), [(0,)])

    def test_a_stranger_is_refused_before_the_body_is_sent(self):
        with self.webhook.connect() as connection:
            connection.sendall(head(b"", secret="guess", length=1 << 20))
            self.assertEqual(status_of(connection), 401)

    def test_a_byte_a_second_is_cut_off(self):
        with self.webhook.connect(timeout=1) as connection:
            slowly = iter(head(b"", length=100))
            status = None
            while status is None:
                connection.sendall(bytes([next(slowly)]))
                try:
                    status = status_of(connection)
                except TimeoutError:
                    pass
            self.assertEqual(status, 408)
        self.assertEqual(self.requests()["too_slow"], 1)

    def test_idle_connections_lock_nobody_out(self):
        allow_open_files(3_000)
        self.assert_serves()
        idle = []
        try:
            for number in range(2_000):
                connection = self.webhook.connect()
                idle.append(connection)
                if number % 2:
                    connection.sendall(f"POST {PATH} HT".encode())
            self.assert_serves(user=502)
            self.assertEqual(self.webhook.send(message(900_001)), 200)
            self.assertGreater(self.requests()["gave_way"], 1_000)
        finally:
            for connection in idle:
                connection.close()
        self.assert_serves(user=503)


class Certificates(WebhookTest):
    def test_a_self_signed_one_is_uploaded_and_taken_up_when_it_is_renewed(self):
        certificate = Certificate(self.folder / "certificate")
        self.begin(certificate)
        self.assertTrue(self.info()["has_custom_certificate"])
        self.assert_serves()

        certificate.renew()
        eventually("the renewed certificate is served",
                   lambda: Certificate.served_on(self.webhook.port) == certificate.text())
        eventually("and uploaded", lambda: len(self.telegram.requests("setWebhook")) >= 2)
        self.assert_serves(user=502)
        self.assertEqual(self.webhook.send(message(900_002)), 200)


class Changes(EndToEndTest):
    def test_from_polling_to_the_webhook_and_back_under_load_loses_nothing(self):
        telegram = self.start_simulator()
        webhook = Webhook(reserve_port())
        bot = self.start_bot(telegram, USER_RATE_LIMIT="off")
        polling = dict(bot.settings)
        crowd = Crowd(telegram, size=40, rate=100, seed=7)
        crowd.start()
        for settings, end in ((polling, signal.SIGTERM), (polling | webhook.settings(), signal.SIGTERM),
                              (polling | webhook.settings(), signal.SIGKILL), (polling, signal.SIGTERM),
                              (polling | webhook.settings(), signal.SIGTERM)):
            bot.settings = settings
            if not bot.process.is_alive():
                bot.start()
            at_least = bot.scrape().value("message_processing_time_seconds_count") + 60
            eventually("updates flow",
                       lambda: bot.scrape().value("message_processing_time_seconds_count") >= at_least, within=60)
            by_webhook = bot.scrape().value(REQUESTS, outcome="accepted")
            self.assertEqual(by_webhook > 0, "WEBHOOK_URL" in settings)
            bot.process.send(end)
            bot.process.exit_code()
        crowd.leave()
        # A new process compares with Telegram's account, which knows of what no update told.
        bot.start()
        bot.wait_for("reconciliation_runs_total", 1, within=60, outcome="success")
        wait_until_at_rest(telegram, bot, within=60)

        record = telegram.record()
        self.assertGreater(len(record["charges"]), 10, "too few payments to prove anything")
        self.assertEqual(record["updates"]["pending"], 0)
        self.assertEqual(record["updates"]["confirmed"] + record["updates"]["expired"], record["updates"]["created"])
        self.assertEqual(record["updates"]["expired"], 0)
        Accounts(self, telegram, bot).assert_all_agree()


if __name__ == "__main__":
    unittest.main()
