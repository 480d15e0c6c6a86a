"""The checker lets true requests pass and finds what is wrong with others."""

import copy
import json
import pathlib
import tempfile
import unittest

from harness import bot_api

PRICES = [{"label": "Lite", "amount": 100}]
INVOICE = {"title": "Lite", "description": "30 days", "payload": "order:1", "currency": "XTR", "provider_token": "",
           "prices": PRICES}


def keyboard(**button):
    return {"inline_keyboard": [[{"text": "Buy", **button}]]}


def message(**parameters):
    return {"method": "sendMessage", "parameters": {"chat_id": 7, "text": "Hello", **parameters}}


def invoice(**parameters):
    return {"method": "sendInvoice", "parameters": {"chat_id": 7, **INVOICE, **parameters}}


def link(**parameters):
    return {"method": "createInvoiceLink", "parameters": {**INVOICE, "subscription_period": 2592000, **parameters}}


def request(method, **parameters):
    return {"method": method, "parameters": parameters}


def form(method, **fields):
    return {"method": method, "parameters": fields, "multipart": True}


def without(whole, *names):
    part = copy.deepcopy(whole)
    for name in names:
        del part["parameters"][name]
    return part


FILE = {"file_name": "payments.csv", "size": 10}
SOUND = [
    message(),
    message(chat_id="@channel", disable_notification=True),
    message(text="я" * 4096),
    message(text="<b>" + "я" * 4096 + "</b>", parse_mode="HTML"),
    message(reply_markup=keyboard(callback_data="я" * 32)),
    message(reply_markup=keyboard(url="https://t.me/$slug")),
    message(reply_markup={"remove_keyboard": True}),
    invoice(),
    invoice(start_parameter="plan-lite_1", reply_markup=keyboard(pay=True)),
    invoice(currency="EUR", provider_token="123:TEST", prices=PRICES * 2, max_tip_amount=5),
    link(),
    without(link(), "subscription_period"),
    request("answerPreCheckoutQuery", pre_checkout_query_id="1", ok=False, error_message="Sold out"),
    request("answerCallbackQuery", callback_query_id="1", text="Done"),
    request("editMessageText", chat_id=7, message_id=3, text="Hello", reply_markup=keyboard(callback_data="x")),
    request("refundStarPayment", user_id=7, telegram_payment_charge_id="c"),
    request("editUserStarSubscription", user_id=7, telegram_payment_charge_id="c", is_canceled=True),
    request("getStarTransactions", offset=0, limit=100),
    request("getMyStarBalance"),
    request("getUpdates", offset=5, limit=100, timeout=50, allowed_updates=["message", "subscription"]),
    request("setMyCommands", commands=[{"command": "my", "description": "What I own"}], language_code="ru",
            scope={"type": "chat", "chat_id": 7}),
    request("sendLocation", chat_id=7, latitude=55.75, longitude=37.6, heading=90),
    request("deleteWebhook"),
    form("sendDocument", chat_id="7", document=FILE, caption="1024", disable_notification="true",
         reply_markup=json.dumps(keyboard(callback_data="x"))),
    form("getUpdates", offset="5", allowed_updates='["message"]'),
]

# By what is wrong: the request, and what the checker says of it.
FAULTS = {
    "unknown method": (request("sendMesage", chat_id=7, text="Hello"), "sendMesage: no such method"),
    "method of another spelling": (request("getme"), "no such method"),
    "name that every object of JavaScript has": (request("constructor"), "no such method"),
    "unknown parameter": (message(txt="Hello"), "additional properties: txt"),
    "parameter of the past": (message(reply_to_message_id=1), "additional properties: reply_to_message_id"),
    "parameters that are no object": ({"method": "getMe", "parameters": []}, "must be object"),
    "missing parameter": (without(message(), "text"), "must have required property 'text'"),
    "text for a number": (invoice(prices=[{"label": "a", "amount": "100"}]), "/prices/0/amount: must be integer"),
    "number for a text": (invoice(payload=1), "/payload: must be string"),
    "text for a boolean": (request("answerPreCheckoutQuery", pre_checkout_query_id="1", ok="true"), "must be boolean"),
    "float for an integer": (message(chat_id=7.5), "/chat_id: must be integer"),
    "null for a text": (message(text=None), "/text: must be string"),
    "text for an object": (message(reply_markup=json.dumps(keyboard(callback_data="x"))), "/reply_markup: must be"),
    "button that does nothing": (message(reply_markup=keyboard()), "must have required property 'callback_data'"),
    "button that does two things": (message(reply_markup=keyboard(callback_data="x", url="https://t.me/x")),
                                    "additional properties"),
    "button with an unknown key": (message(reply_markup=keyboard(callback_data="x", colour="red")),
                                   "additional properties: colour"),
    "button without a text": (message(reply_markup={"inline_keyboard": [[{"callback_data": "x"}]]}),
                              "required property 'text'"),
    "row that is a button": (message(reply_markup={"inline_keyboard": [{"text": "a", "callback_data": "x"}]}),
                             "/reply_markup/inline_keyboard/0: must be array"),
    "callback data of 65 bytes": (message(reply_markup=keyboard(callback_data="я" * 32 + "x")),
                                  "/callback_data: must NOT have more than 64 bytes"),
    "no callback data": (message(reply_markup=keyboard(callback_data="")), "must NOT have fewer than 1 bytes"),
    "empty text": (message(text=""), "/text: must NOT have fewer than 1 characters"),
    "text of 4097 characters": (message(text="я" * 4097), "/text: must NOT have more than 4096 characters"),
    "title of 33 characters": (invoice(title="я" * 33), "/title: must NOT have more than 32 characters"),
    "payload of 129 bytes": (link(payload="я" * 65), "/payload: must NOT have more than 128 bytes"),
    "two prices in Stars": (invoice(prices=PRICES * 2), "/prices: must NOT have more than 1 items"),
    "tips in Stars": (invoice(max_tip_amount=5), "/max_tip_amount: boolean schema is false"),
    "provider's token for Stars": (link(provider_token="123:TEST"), "/provider_token: must be equal to constant"),
    "currency that is none": (invoice(currency="stars"), "/currency: must match pattern"),
    "subscription of a week": (link(subscription_period=604800), "/subscription_period: must be equal to constant"),
    "more transactions than there are": (request("getStarTransactions", limit=101), "/limit: must be <= 100"),
    "unknown kind of update": (request("getUpdates", allowed_updates=["payment"]), "/allowed_updates/0: must be equal"),
    "command with a capital": (request("setMyCommands", commands=[{"command": "Buy", "description": "a"}]),
                               "/commands/0/command: must match pattern"),
    "unknown language": (request("getMyCommands", language_code="russian"), "/language_code: must be equal"),
    "scope of a chat without the chat": (request("setMyCommands", commands=[], scope={"type": "chat"}), "/scope"),
    "file within JSON": (request("sendDocument", chat_id=7, document={"name": "a"}), "/document"),
    "word for a number in a form": (form("getUpdates", offset="five"), "/offset: must be integer"),
    "float for an integer in a form": (form("getStarTransactions", offset="5.5"), "/offset: must be integer"),
    "broken JSON in a form": (form("sendDocument", chat_id="7", document=FILE, reply_markup="{"), "/reply_markup: "),
    "wrong JSON in a form": (form("sendInvoice", chat_id="7", **{**INVOICE, "prices": "[{}]"}), "/prices"),
    "caption of 1025 digits in a form": (form("sendDocument", chat_id="7", document=FILE, caption="1" * 1025),
                                         "/caption: must NOT have more than 1024 characters"),
}


class CheckRequests(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.recording = pathlib.Path(folder.name) / "requests.jsonl"

    def check(self, lines):
        self.recording.write_text(lines, encoding="utf-8")
        return bot_api.check(self.recording)

    def check_each(self, requests):
        return self.check("".join(json.dumps(each) + "\n" for each in requests))

    def test_true_requests_pass(self):
        checked = self.check_each(SOUND)
        self.assertEqual((checked.returncode, checked.stderr), (0, ""), checked.stdout)
        self.assertEqual(checked.stdout, f"{len(SOUND)} requests fit the Bot API.\n")

    def test_each_fault_is_found_and_explained(self):
        checked = self.check_each([fault for fault, _ in FAULTS.values()])
        self.assertEqual((checked.returncode, checked.stderr), (1, ""))
        lines = [line.removeprefix(f"{self.recording}:") for line in checked.stdout.splitlines()]
        complaints = dict(line.split(": ", 1) for line in lines)
        for number, (what, (fault, explanation)) in enumerate(FAULTS.items(), 1):
            with self.subTest(what):
                complaint = complaints.get(str(number), "no complaint")
                self.assertTrue(complaint.startswith(fault["method"]), complaint)
                self.assertIn(explanation, complaint)

    def test_a_fault_that_comes_again_is_told_once(self):
        checked = self.check_each([message(), message(text=""), message(text="")])
        self.assertEqual(checked.stdout.splitlines(),
                         [f"{self.recording}:2: sendMessage /text: must NOT have fewer than 1 characters (2 times)"])

    def test_no_value_of_a_parameter_is_shown(self):
        checked = self.check_each([message(text={"secret": "hush"}), invoice(provider_token="hush")])
        self.assertEqual(checked.returncode, 1)
        self.assertNotIn("hush", checked.stdout + checked.stderr)

    def test_a_line_that_is_no_request_is_a_fault(self):
        for line in ("nonsense", "7", "null", "{}", '{"method":"getMe"}', '{"parameters":{}}'):
            with self.subTest(line):
                checked = self.check(f"{line}\n")
                self.assertEqual((checked.returncode, checked.stderr), (1, ""))
                self.assertEqual(checked.stdout, f"{self.recording}:1: this is no request\n")

    def test_a_line_that_its_writer_did_not_finish_is_not_looked_at(self):
        checked = self.check(json.dumps(message()) + '\n{"method":"sendMe')
        self.assertEqual((checked.returncode, checked.stdout), (0, "1 requests fit the Bot API.\n"))

    def test_what_somebody_else_than_the_bot_asked_for_is_not_looked_at(self):
        checked = self.check_each([message(), {**message(text=""), "by": "test"}])
        self.assertEqual((checked.returncode, checked.stdout), (0, "1 requests fit the Bot API.\n"))

    def test_several_files_are_checked_together(self):
        self.check_each([message()])
        checked = bot_api.check(self.recording, self.recording)
        self.assertEqual(checked.stdout, "2 requests fit the Bot API.\n")

    def test_a_file_that_is_not_there_is_an_error(self):
        checked = bot_api.check(self.recording)
        self.assertNotEqual(checked.returncode, 0)
        self.assertIn("ENOENT", checked.stderr)


if __name__ == "__main__":
    unittest.main()
