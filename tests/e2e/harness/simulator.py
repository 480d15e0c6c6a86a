"""The Telegram simulator: its process and its control interface (simulator/README.md)."""

import datetime
import itertools
import json
import pathlib
import re
import urllib.request

from harness import web
from harness.binaries import SIMULATOR
from harness.child import Child
from harness.waiting import eventually

LISTENING = re.compile(r"listening on (\S+):(\d+)")
INVOICE_LINK = "https://t.me/$"
INVITE_LINK = re.compile(r"https://t\.me/\+[\w-]+")
# By which the record of requests tells the tests' own from the bot's.
BY_TEST = {"X-Requested-By": "test"}
# In entries of a chat: a test that looks for a receipt must not have lost it to what was said since.
TRANSCRIPT_LENGTH = 2000
_numbers = itertools.count(1)


class Refused(ValueError):
    """The simulator can't do what the control interface was asked for, such as paying without an invoice."""


class Simulator:
    def __init__(self, log_path, token, customers=0, rate=0, seed=1, port=0, options=()):
        self.token = token
        self.requests_path = pathlib.Path(log_path).parent / f"requests-{next(_numbers)}.jsonl"
        self.child = Child(
            [SIMULATOR, "--port", port, "--token", token, "--customers", customers, "--rate", rate, "--seed", seed,
             "--transcript", TRANSCRIPT_LENGTH, "--requests", self.requests_path, *options], log_path)
        address, port = self.child.wait_for_output(LISTENING).groups()
        self.port = int(port)
        self.url = f"http://{address}:{port}"

    def end(self):
        self.child.kill()

    def call(self, method, **parameters):
        """A method of the Bot API, as a bot would call it."""
        return web.request(f"{self.url}/bot{self.token}/{method}", parameters, headers=BY_TEST)

    def control(self, path, body=None):
        answer = web.request(f"{self.url}/control/{path}", body)
        if answer.status != 200:
            raise Refused(f"/control/{path} {body}: {answer.status} {answer.body}")
        return answer.json()

    def record(self):
        """What happened to the bot under test, by the simulator's own account."""
        bot_id = int(self.token.split(":")[0])
        return next(bot for bot in self.control("record")["bots"] if bot["id"] == bot_id)

    def requests(self, method=None):
        """What the bot has asked of the Bot API, oldest first, each with `method` and `parameters`; of that method only
        where one is given. Not what the tests asked by `call`."""
        lines = self.requests_path.read_bytes().split(b"\n")[:-1]  # The last one is not finished.
        requests = [json.loads(line) for line in lines]
        return [request for request in requests
                if "by" not in request and (method is None or request["method"] == method)]

    def charges(self):
        return self.record()["charges"]

    def subscriptions(self):
        return self.record()["subscriptions"]

    def subscription(self, user):
        """The one that the user began last; `expires_at` in seconds since the epoch."""
        return [entry for entry in self.subscriptions() if entry["user"] == user][-1]

    def is_asking(self, user):
        """Whether a purchase of the user's waits for the bot's approval."""
        return user in self.pre_checkouts()["asking"]

    def transactions(self):
        """All of getStarTransactions, oldest first."""
        found = []
        while True:
            page = self.call("getStarTransactions", offset=len(found)).json()["result"]["transactions"]
            found += page
            if not page:
                return found

    def balance(self):
        """In Stars and nanostars."""
        record = self.record()
        return record["balance"], record["balance_nanostars"]

    def pre_checkouts(self):
        return self.record()["pre_checkouts"]

    def transcript(self, user):
        """What passed between the user and the bot, oldest first; nothing where the two have not met."""
        answer = web.request(f"{self.url}/control/chat/{user}")
        return answer.json()["transcript"] if answer.status == 200 else []

    def said_to(self, user):
        """The texts of the bot's messages to the user, oldest first."""
        return [entry["message"].get("text") or entry["message"].get("caption", "") for entry in self.transcript(user)
                if entry["from"] == "bot" and "message" in entry]

    def invoice_link(self, user):
        """The newest invoice link among the buttons of the bot's messages to the user; None where there is none."""
        for entry in reversed(self.transcript(user)):
            rows = entry.get("message", {}).get("reply_markup", {}).get("inline_keyboard", [])
            for link in (button["url"] for row in rows for button in row if "url" in button):
                if link.startswith(INVOICE_LINK):
                    return link
        return None

    def unpaid_invoice(self, user):
        """The `message_id` of the newest invoice in the chat that the user has not paid; None where there is none."""
        answer = web.request(f"{self.url}/control/chat/{user}")
        return answer.json()["unpaid_invoice"] if answer.status == 200 else None

    def invoices_of(self, user):
        """The messages with invoices that the bot sent to the user."""
        return [entry["message"] for entry in self.transcript(user) if "invoice" in entry.get("message", {})]

    def say(self, user, text, reply_to=None, **details):
        """The user writes `text`, as an answer to the message with the id `reply_to` where that is given."""
        body = {"user": user, "text": text, **details}
        self.control("say", body if reply_to is None else body | {"reply_to": reply_to})

    def send_photo(self, user, name, caption="", **details):
        """The user sends a photo; the same `name` is the same file. Details are those of control send: caption_entities,
        reply_to, language, forward_from."""
        self._send(user, "photo", name, caption, details)

    def send_video(self, user, name, caption="", **details):
        self._send(user, "video", name, caption, details)

    def send_document(self, user, name, caption="", **details):
        self._send(user, "document", name, caption, details)

    def _send(self, user, kind, name, caption, details):
        self.control("send", {"user": user, kind: name, "caption": caption, **details})

    def send_quiz(self, user, question, options, correct, explanation="", **details):
        """The user sends a native quiz; `correct` is the number of an option, from 0, or several in a list."""
        self.control("poll", {"user": user, "question": question, "options": options, "correct": correct,
                              "explanation": explanation, **details})

    def refuse_file(self, file_id):
        """Telegram takes the file by none of its file_ids any more."""
        self.control("refuse_file", {"file_id": file_id})

    def uploads(self, name=None):
        """How often the bot uploaded each file: kind, name, sha256, size, times; of that name only where one is given."""
        return [upload for upload in self.record()["uploads"] if name is None or upload["name"] == name]

    def make_channel(self, channel, title="Course", rights=("can_invite_users", "can_restrict_members"), **details):
        """The owner of a channel makes the bot its administrator with these rights. Details: type ("supergroup"), by (the
        owner's user id)."""
        self.control("channel", {"id": channel, "title": title, "rights": list(rights), **details})

    def set_bot_standing(self, channel, status, rights=()):
        """The owner makes the bot "administrator" with these rights, or plain "member", or it is "left" or "kicked"."""
        self.control("member", {"chat": channel, "bot": True, "status": status, "rights": list(rights)})

    def set_member(self, channel, user, status):
        """The owner of the channel lets the user in ("member"), removes ("left") or bans ("kicked") them."""
        self.control("member", {"chat": channel, "user": user, "status": status})

    def join(self, user, link, **details):
        """The user comes in by an invite link, or asks to be let in, as the link has it. Refused where it lets nobody in."""
        self.control("join", {"user": user, "link": link, **details})

    def ask_to_join(self, user, channel, **details):
        """The user asks to be let in without a link."""
        self.control("join", {"user": user, "chat": channel, **details})

    def leave(self, user, channel):
        self.control("leave", {"user": user, "chat": channel})

    def channel(self, channel):
        """What is true of the channel: title, bot, members, requests, banned, links, joins, leaves, removals, …"""
        return next(entry for entry in self.record()["channels"] if entry["id"] == channel)

    def invite_link(self, user):
        """The newest link into a channel in the bot's messages to the user, on a button or in the text; None where there
        is none."""
        for entry in reversed(self.transcript(user)):
            found = INVITE_LINK.search(json.dumps(entry)) if entry["from"] == "bot" else None
            if found:
                return found.group()
        return None

    def texts(self):
        """How often the bot sent each text, the latest first: text, messages, chats, most_in_a_chat, first_at, last_at."""
        bot_id = int(self.token.split(":")[0])
        return next(bot["texts"] for bot in self.control("texts")["bots"] if bot["id"] == bot_id)

    def message_counts(self):
        """sent, sent_in_bulk, refused_by_chat, refused_by_bulk."""
        return self.record()["messages"]

    def limit(self, **limits):
        """Flood limits: on, chat_per_second, chat_burst, bulk_per_second, bulk_burst."""
        return self.control("limits", limits)

    def spoil(self, method, kind="answer", **details):
        """Makes calls of the method ("*": of any but getUpdates) fail: answer, connection_reset, half_answer, slow, flood;
        so many `times`, or that `share` of them until heal()."""
        self.control("fault", {"method": method, "kind": kind, **details})

    def heal(self):
        self.control("fault", {"reset": True})

    def webhook_info(self):
        """What getWebhookInfo answers."""
        return self.call("getWebhookInfo").json()["result"]

    def repeat_deliveries(self, repeat=True):
        """Delivers every update twice to the webhook."""
        self.control("webhook", {"repeat": repeat})

    def inject(self, update):
        """Delivers any update object; without an `update_id` it gets the next one."""
        self.control("update", update)

    def now(self):
        """The simulated time, in seconds since the epoch."""
        return self.control("clock")["unix_ms"] / 1000

    def advance(self, **duration):
        """Lets simulated time pass at once, given as datetime.timedelta takes it: `advance(days=30)`. Returns the new
        time, as now() does. What became due meanwhile has happened in its order, each at its own time."""
        milliseconds = datetime.timedelta(**duration) // datetime.timedelta(milliseconds=1)
        return self.control("clock", {"advance_ms": milliseconds})["unix_ms"] / 1000

    def charge_back(self, charge):
        """Takes a payment back behind the bot's back."""
        self.control("chargeback", {"charge": charge})

    def transact(self, kind, amount=0, nanostars=0, **details):
        """Moves Stars other than by a payment: withdrawal, ads, broadcast_fee, gift, affiliate, other. Returns the
        transaction's id; nothing where the details settle a withdrawal that there is."""
        body = {"kind": kind, "amount": amount, "nanostars": nanostars, **details}
        return self.control("transaction", body).get("id")

    def refunds_come_from(self, sender):
        """Whom messages about refunds name as their sender: "bot", as Telegram does, or "payer"."""
        self.control("refunds", {"from": sender})

    def file(self, file_id):
        """The content of a file that the bot has sent, as bytes."""
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(
                f"{self.url}/control/file/{file_id}", timeout=10) as response:
            return response.read()

    def pause_customers(self):
        self.control("rate", {"rate": 0})

    def wait_until_confirmed(self, within=30.0):
        """Waits until the bot has confirmed every update."""
        eventually("every update is confirmed", lambda: self.record()["updates"]["pending"] == 0, within)
