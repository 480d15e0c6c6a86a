"""A broadcast, as its owner and those who get it see it."""

import datetime
import json
import unittest

from harness.bot import OWNER
from harness.case import EndToEndTest
from harness.customer import Customer, buttons
from harness.waiting import eventually

PEOPLE = 300
FIRST = 10_000
TEXT = "A new course is out!"
# Of those people.
BLOCKED = 5
# 300 at 28 a second are 11 s; the machine may be busy.
LONG_ENOUGH = 60


class BroadcastTest(EndToEndTest):
    def begin(self, people=PEOPLE):
        self.telegram = self.start_simulator()
        self.bot = self.start_bot(self.telegram, USER_RATE_LIMIT="off")
        self.people = [Customer(self.telegram, FIRST + number, ("en", "ru")[number % 2]) for number in range(people)]
        for person in self.people:
            person.say("/start")
        self.telegram.wait_until_confirmed()
        self.owner = Customer(self.telegram, OWNER)
        self.owner.ask("/start")
        self.bot.wait_until_idle(60)

    def draft(self, command):
        """Asks for a preview; returns the message with the buttons below it."""
        self.owner.say(command)
        return eventually("the buttons below the preview",
                          lambda: next((message for message in self.owner.heard()
                                        if any(data.startswith("broadcast:send:") for data in buttons(message))), None))

    def press(self, message, label):
        """Presses the button of that name under the message."""
        data = next(data for data, text in buttons(message).items() if text == label)
        self.owner.act("press", data=data)
        return int(data.rsplit(":", 1)[1])

    def state(self, number):
        return self.bot.rows("SELECT state, sent, blocked, failed FROM broadcasts WHERE id = ?", number)[0]

    def sent(self, number):
        return self.state(number)[1]

    def has_ended(self, number):
        return self.bot.rows("SELECT count(*) FROM broadcasts WHERE id = ? AND ended_at IS NOT NULL", number) == [(1,)]

    def wait_for_the_end(self, number, within=LONG_ENOUGH):
        eventually("the broadcast has ended", lambda: self.has_ended(number), within)
        self.bot.wait_until_idle()

    def copies(self, person, text=TEXT):
        """Without those that the bot forwarded to its owner to find out what became of a message."""
        messages = [entry["message"] for entry in person.screen() if entry["from"] == "bot" and "message" in entry]
        return sum(message.get("text") == text and "forward_origin" not in message for message in messages)


class Broadcast(BroadcastTest):
    def test_everybody_in_the_segment_gets_it_once(self):
        self.begin()
        for person in self.people[:BLOCKED]:
            person.act("block")
        self.telegram.wait_until_confirmed()
        draft = self.draft(f"/broadcast all\n{TEXT}")
        self.assertIn(TEXT, self.telegram.said_to(OWNER), "the preview")
        self.assertIn(f"{PEOPLE - BLOCKED + 1} people", draft["text"], "the owner, and nobody who blocked the bot")
        number = self.press(draft, "Send")
        self.wait_for_the_end(number)
        self.assertEqual(self.state(number), ("finished", PEOPLE - BLOCKED + 1, 0, 0))
        self.assertEqual([self.copies(person) for person in self.people], [0] * BLOCKED + [1] * (PEOPLE - BLOCKED))
        self.assertEqual(self.copies(self.owner), 2, "the preview and their own")
        self.assertIn("people got it", self.telegram.said_to(OWNER)[-1])
        edited = self.telegram.requests("editMessageText")
        self.assertIn("100 %", edited[-1]["parameters"]["text"])
        self.assertNotIn("allow_paid_broadcast", str(self.telegram.requests("sendMessage")))

    def test_a_pause_a_restart_and_a_kill_lose_nobody_and_repeat_nothing(self):
        self.begin()
        number = self.press(self.draft(f"/broadcast all\n{TEXT}"), "Send")
        eventually("some have it", lambda: self.sent(number) > 20, within=LONG_ENOUGH)
        self.owner.act("press", data=f"broadcast:pause:{number}")
        eventually("it is paused", lambda: self.state(number)[0] == "paused")
        self.bot.wait_until_idle(LONG_ENOUGH)
        paused_at = self.sent(number)
        self.assertLess(paused_at, PEOPLE)
        self.bot.process.terminate()
        self.bot.start()
        self.owner.act("press", data=f"broadcast:resume:{number}")
        eventually("more have it", lambda: self.sent(number) > paused_at + 20, within=LONG_ENOUGH)
        self.bot.process.kill()
        self.bot.start()
        self.wait_for_the_end(number)
        self.assertEqual(self.state(number), ("finished", PEOPLE + 1, 0, 0))
        self.assertEqual([self.copies(person) for person in self.people], [1] * PEOPLE)
        self.assertEqual(self.copies(self.owner), 2)

    def test_any_message_can_be_sent_as_a_copy(self):
        self.begin(people=4)
        self.owner.ask("A picture, say")
        message = next(entry["message"]["message_id"] for entry in reversed(self.owner.screen())
                       if entry["from"] != "bot" and entry.get("message", {}).get("text") == "A picture, say")
        self.telegram.say(OWNER, "/broadcast ru", reply_to=message, language="en")
        draft = eventually("the buttons", lambda: next((heard for heard in self.owner.heard() if buttons(heard)), None))
        number = self.press(draft, "Send")
        self.wait_for_the_end(number)
        self.assertEqual([self.copies(person, "A picture, say") for person in self.people], [0, 1, 0, 1])

    def test_who_blocks_the_bot_is_counted_and_left_out_the_next_time(self):
        self.begin(people=3)
        draft = self.draft(f"/broadcast all\n{TEXT}")
        # Telegram's answer is all that the bot learns of it.
        refusal = {"ok": False, "error_code": 403, "description": "Forbidden: bot was blocked by the user"}
        self.telegram.spoil("sendMessage", times=1, status=403, body=json.dumps(refusal))
        number = self.press(draft, "Send")
        self.wait_for_the_end(number)
        self.assertEqual(self.state(number), ("finished", 3, 1, 0))
        self.assertEqual(self.bot.rows("SELECT count(*) FROM users WHERE blocked_the_bot"), [(1,)])

    def test_metrics_are_for_owners(self):
        self.begin(people=1)
        self.owner.say("/metrics")
        document = eventually("the file", lambda: (self.owner.documents() or [None])[-1])
        self.assertEqual(document["file_name"], "metrics.txt")
        page = self.telegram.file(document["file_id"]).decode()
        self.assertIn("\nbothost_bots_created 1\n", page)
        self.assertNotIn("bothost_bots_created", self.people[0].ask("/metrics")["text"])


class TenThousand(BroadcastTest):
    """As fast as Telegram allows, which enforces its limits, with a kill in the middle and purchases meanwhile."""

    PEOPLE = 10_000
    # Of messages that nobody asked for, in all chats together.
    ALLOWED_PER_SECOND = 30
    PURCHASES = 5

    def test_it_reaches_everybody_at_the_pace_that_is_allowed(self):
        self.begin(self.PEOPLE)
        self.telegram.advance(minutes=5)  # Nobody has just asked for anything.
        self.telegram.limit(on=True)
        number = self.press(self.draft(f"/broadcast all\n{TEXT}"), "Send")
        for purchase in range(1, self.PURCHASES + 1):
            self.wait_until_sent(number, purchase * self.PEOPLE // (self.PURCHASES + 1))
            self.assert_a_purchase_is_not_held_up(self.people[purchase])
            if purchase == self.PURCHASES // 2 + 1:
                away = self.kill_and_restart()
        self.wait_for_the_end(number, within=self.PEOPLE)

        self.assertEqual(self.state(number), ("finished", self.PEOPLE + 1, 0, 0))
        text = next(text for text in self.telegram.texts() if text["text"] == TEXT)
        self.assertEqual(text["chats"], self.PEOPLE + 1, "somebody was left out")
        self.assertEqual(text["messages"], self.PEOPLE + 2, "beside the preview, somebody has it twice")
        counts = self.telegram.message_counts()
        refused = counts["refused_by_chat"] + counts["refused_by_bulk"]
        self.assertLess(refused, 0.001 * counts["sent_in_bulk"])
        took = seconds_between(text["first_at"], text["last_at"]) - away
        print(f"{self.PEOPLE / took:.1f} messages a second, {refused} of {counts['sent_in_bulk']} refused")
        self.assertGreaterEqual(self.PEOPLE / took, 0.9 * self.ALLOWED_PER_SECOND)

    def wait_until_sent(self, number, messages):
        eventually(f"{messages} have it", lambda: self.sent(number) >= messages, within=self.PEOPLE)

    def assert_a_purchase_is_not_held_up(self, person):
        for step in (lambda: person.order("lite"), lambda: person.pay_and_wait()):
            asked = self.telegram.now()
            step()
            self.assertLess(self.telegram.now() - asked, 1)

    def kill_and_restart(self):
        """Returns how many seconds nothing could be sent."""
        killed = self.telegram.now()
        self.bot.process.kill()
        self.bot.start()
        return self.telegram.now() - killed


def seconds_between(first, last):
    """Of two times as RFC 3339 has them."""
    return (datetime.datetime.fromisoformat(last) - datetime.datetime.fromisoformat(first)).total_seconds()


if __name__ == "__main__":
    unittest.main()
