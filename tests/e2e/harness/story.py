"""A story with several people in it, written down as somebody would read it over their shoulders, and compared with one
that a person has approved."""

import os
import re

from harness.binaries import REPOSITORY
from harness.waiting import eventually

APPROVED = REPOSITORY / "tests" / "transcripts"
# What is another one in every run, and what stands for it.
CHANGING = (
    (re.compile(r"stx[0-9A-Za-z_-]+"), "stx…"),
    (re.compile(r"https://t\.me/\+[0-9A-Za-z_-]+"), "https://t.me/+…"),
    (re.compile(r"\b[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}\b"), "0123-4567-89AB"),
    (re.compile(r"\b\d{1,2} (January|February|March|April|May|June|July|August|September|October|November|December) "
                r"\d{4}, \d\d:\d\d UTC"), "31 January 2026, 12:00 UTC"),
    (re.compile(r"\b\d{1,2} (января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря) "
                r"\d{4}( г\.)?,? (в )?\d\d:\d\d UTC"), "31 января 2026 г., 12:00 UTC"),
    (re.compile(r"\b20\d\d-\d\d-\d\d( \d\d:\d\d( UTC)?)?"), "2026-01-31"),
)
# How formatting is written down.
MARKS = {"bold": "**", "italic": "_", "underline": "__", "strikethrough": "~~", "spoiler": "||", "code": "`",
         "pre": "```", "blockquote": ">", "expandable_blockquote": ">>"}


def formatted(text, entities):
    """`text` with marks where its formatting begins and ends. Offsets count UTF-16 units."""
    units = text.encode("utf-16-le")
    marks = {}
    for entity in entities:
        mark = MARKS.get(entity["type"])
        if entity["type"] == "text_link":
            opening, closing = "[", f"]({entity['url']})"
        elif mark is None:
            continue  # Found by Telegram itself: a command, a link.
        else:
            opening = closing = mark
        end = entity["offset"] + entity["length"]
        marks.setdefault(entity["offset"], []).append(opening)
        marks.setdefault(end, []).insert(0, closing)
    written, place = "", 0
    for offset in sorted(marks):
        written += units[2 * place:2 * offset].decode("utf-16-le") + "".join(marks[offset])
        place = offset
    return written + units[2 * place:].decode("utf-16-le")


def without_what_changes(text):
    for pattern, instead in CHANGING:
        text = pattern.sub(instead, text)
    return text


def content_of(message):
    """The lines of a message: what it shows, its text, its buttons."""
    lines = []
    if "photo" in message:
        lines.append("(a picture)")
    if "video" in message:
        lines.append("(a video)")
    if "document" in message:
        lines.append(f"(the file {message['document']['file_name']})")
    if "invoice" in message:
        invoice = message["invoice"]
        lines += [f"(an invoice) {invoice['title']}", invoice["description"], f"[Pay {invoice['total_amount']} ⭐]"]
    text = message.get("text", message.get("caption", ""))
    if text:
        lines += formatted(text, message.get("entities", message.get("caption_entities", []))).split("\n")
    for row in message.get("reply_markup", {}).get("inline_keyboard", []):
        lines.append("  ".join(f"[{button['text']}]" + (f" {button['url']}" if "url" in button else "")
                               for button in row))
    return lines


class Story:
    """`people`: their names by user id; `language`: that of their Telegram. Everything that the bot says to one of them is
    written down."""

    def __init__(self, telegram, bot, people, language):
        self.telegram = telegram
        self.bot = bot
        self.people = people
        self.language = language
        self.lines = []
        self.seen = {user: 0 for user in people}

    def says(self, user, text, **details):
        self._acts(f"{self.people[user]}: {text}",
                   lambda: self.telegram.say(user, text, language=self.language, **details))

    def does(self, user, what, action):
        """Anything else that the user does, by `action()`."""
        self._acts(f"{self.people[user]} {what}", action)

    def presses(self, user, label):
        """The newest button of that text."""
        data = self._button(user, label)
        self._acts(f"{self.people[user]} presses [{label}]",
                   lambda: self.telegram.control("press", {"user": user, "data": data}))

    def pays(self, user):
        self._acts(f"{self.people[user]} pays", lambda: self.telegram.control("pay", {"user": user}))

    def note(self, text):
        self.lines += [f"({text})", ""]

    def text(self):
        return without_what_changes("\n".join(self.lines))

    def expect_approved(self, test, name):
        path = APPROVED / f"{name}.txt"
        if "APPROVE_TRANSCRIPTS" in os.environ:
            path.write_text(self.text(), encoding="utf-8")
        test.assertEqual(path.read_text(encoding="utf-8") if path.exists() else "", self.text(),
                         f"The story is no longer the one approved in tests/transcripts/{name}.txt. If it is better now, "
                         "run this test with APPROVE_TRANSCRIPTS=1 and review the change of the file.")

    def _button(self, user, label):
        for entry in reversed(self.telegram.transcript(user)):
            message = entry.get("edited_message", entry.get("message", {}))
            for row in message.get("reply_markup", {}).get("inline_keyboard", []):
                for button in row:
                    if button["text"] == label and "callback_data" in button:
                        return button["callback_data"]
        raise AssertionError(f"no button says {label!r} to {self.people[user]}:\n" + "\n".join(self.lines[-30:]))

    def _acts(self, line, action):
        self.lines.append(line)
        action()
        self.telegram.wait_until_confirmed()
        eventually("everything is sent", self.bot.has_sent_all)
        for user in self.people:
            entries = self.telegram.transcript(user)
            for entry in entries[self.seen[user]:]:
                self._write_down(user, entry)
            self.seen[user] = len(entries)
        self.lines.append("")

    def _write_down(self, user, entry):
        if entry["from"] == "bot" and ("message" in entry or "edited_message" in entry):
            edited = "edited_message" in entry
            self.lines.append(f"  bot to {self.people[user]}" + (", in place of its message:" if edited else ":"))
            message = entry["edited_message"] if edited else entry["message"]
            self.lines += [f"    {line}".rstrip() for line in content_of(message)]
        elif "pre_checkout_answer" in entry:
            answer = entry["pre_checkout_answer"]
            self.lines.append("  bot lets the payment go on" if answer["ok"]
                              else f"  bot declines: {answer['error_message']}")
