"""CourseBot meets telegram-test-api, a Bot API server of somebody else's.

It has nine methods: getMe, getUpdates (which answers at once, whatever the timeout), sendMessage, editMessageText,
editMessageReplyMarkup, deleteMessage, answerCallbackQuery, setWebhook and deleteWebhook. There are no payments and no
uploads; everything else is answered with status 500, as a server does that fails for a while: the bot tries again, and
that one chat waits for it. What it answers to sendMessage is no Message of Telegram's either: its date is in milliseconds,
and it has no sender.
"""

import json

from harness import web
from harness.case import EndToEndTest
from harness.ports import reserve_port
from harness.waiting import eventually
from peer import start_peer

ANNA, BORIS = 4200, 4300
# The id that its getMe answers.
BOT_ID = 666


class CourseBotOnTelegramTestApi(EndToEndTest):
    def setUp(self):
        super().setUp()
        self.token = f"{BOT_ID}:{self.token.split(':')[1]}"
        port = reserve_port()
        self.url = f"http://127.0.0.1:{port}"
        start_peer(self, "telegram_test_api.js", str(port))
        self.bot = self.make_bot(self.url)
        self.bot.start()

    def do(self, what, body):
        answer = web.request(f"{self.url}/{what}", body)
        self.assertEqual(answer.status, 200, answer.body)
        return answer.json()["result"]

    def by(self, user):
        return {"botToken": self.token, "date": 1_700_000_000,
                "from": {"id": user, "first_name": "Anna", "is_bot": False, "language_code": "en"},
                "chat": {"id": user, "first_name": "Anna", "type": "private"}}

    def sent_to(self, user):
        """The bot's messages to the user, oldest first, as they were asked for."""
        history = self.do("getUpdatesHistory", {"token": self.token})
        messages = [entry["message"] for entry in history if "chat_id" in entry.get("message", {})]
        return [message for message in messages if int(message["chat_id"]) == user]

    def answer_to(self, text, user=ANNA):
        before = len(self.sent_to(user))
        entity = {"offset": 0, "length": len(text), "type": "bot_command"}
        self.do("sendCommand", {**self.by(user), "text": text, "entities": [entity]})
        eventually(f"an answer to {text}", lambda: len(self.sent_to(user)) > before)
        return self.sent_to(user)[before]

    def test_commands_are_answered(self):
        for text, expected in (("/start", "CourseBot"), ("/plans", "Lite"), ("/help", "/plans")):
            with self.subTest(text):
                answer = self.answer_to(text)
                self.assertIn(expected, answer["text"] + json.dumps(answer.get("reply_markup"), ensure_ascii=False))
        self.assertEqual(self.bot.health().status, 200)

    def test_what_it_lacks_does_no_harm(self):
        plans = self.answer_to("/plans")
        rows = plans["reply_markup"]["inline_keyboard"]
        data = next(button["callback_data"] for row in rows for button in row if "callback_data" in button)
        message = {"message_id": 1, **self.by(ANNA)}
        self.do("sendCallback", {**self.by(ANNA), "data": data, "message": message})
        # An invoice, or a link to one, is beyond it.
        eventually("the press is handled", lambda: self.bot.scrape().value(
            "telegram_updates_total", type="callback_query") == 1)
        self.assertTrue(self.answer_to("/help", user=BORIS)["text"])
        self.assertEqual(self.bot.health().status, 200)
        self.assertEqual(self.bot.process.terminate(), 0)
