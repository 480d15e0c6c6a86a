"""What the description takes from grammY's types beside names and types: kinds of numbers, and limits in prose."""

import json
import unittest

from harness.binaries import REPOSITORY

SCHEMA = json.loads((REPOSITORY / "tests/bot_api/build/schema.json").read_text(encoding="utf-8"))
LIMITS = ("minLength", "maxLength", "minBytes", "maxBytes", "pattern", "minimum", "maximum", "const", "minItems",
          "maxItems")


def parameter(method, name):
    return SCHEMA["properties"][method]["properties"][name]


def field(definition, name):
    return SCHEMA["definitions"][definition]["properties"][name]


def limits(schema):
    return {keyword: schema[keyword] for keyword in LIMITS if keyword in schema}


def objects(schema):
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield schema
        for value in schema.values():
            yield from objects(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from objects(value)


class Description(unittest.TestCase):
    def test_it_has_the_methods_of_the_bot_api(self):
        self.assertGreaterEqual(len(SCHEMA["properties"]), 180)
        self.assertEqual(sorted(SCHEMA["required"]), sorted(SCHEMA["properties"]))

    def test_every_object_is_closed(self):
        found = list(objects(SCHEMA))
        self.assertGreater(len(found), 300)
        for each in found:
            self.assertIs(each.get("additionalProperties"), False, each)

    def test_numbers_are_integers_but_for_those_that_are_measured(self):
        self.assertEqual(parameter("sendMessage", "chat_id")["type"], ["integer", "string"])
        self.assertEqual(parameter("deleteMessages", "message_ids")["items"]["type"], "integer")
        self.assertEqual(field("LabeledPrice", "amount")["type"], "integer")
        self.assertEqual(parameter("sendVideo", "duration")["type"], "integer")
        self.assertEqual(field("InputStoryContentVideo<F>", "duration")["type"], "number")
        self.assertEqual(parameter("sendLocation", "latitude")["type"], "number")

    def test_the_limits_are_those_of_the_prose(self):
        for expected, schema in (
            ({"minLength": 1, "maxLength": 32}, parameter("sendInvoice", "title")),
            ({"minLength": 1, "maxLength": 255}, parameter("createInvoiceLink", "description")),
            ({"minBytes": 1, "maxBytes": 128}, parameter("createInvoiceLink", "payload")),
            ({"minBytes": 1, "maxBytes": 64}, field("InlineKeyboardButton.CallbackButton", "callback_data")),
            ({"maxBytes": 64}, parameter("answerInlineQuery", "next_offset")),
            ({"minLength": 0, "maxLength": 200}, parameter("answerCallbackQuery", "text")),
            ({"minLength": 1, "maxLength": 32, "pattern": "^[a-z0-9_]*$"}, field("BotCommand", "command")),
            ({"minLength": 1, "maxLength": 256, "pattern": "^[A-Za-z0-9_-]*$"},
             parameter("setWebhook", "secret_token")),
            ({"pattern": "^[A-Z]{3}$"}, parameter("sendInvoice", "currency")),
            ({"minimum": 1, "maximum": 100}, parameter("getStarTransactions", "limit")),
            ({"minimum": 1, "maximum": 100}, parameter("setWebhook", "max_connections")),
            ({"minimum": 0, "maximum": 1500}, parameter("sendLocation", "horizontal_accuracy")),
            ({"minimum": 1, "maximum": 360}, field("InputLocationMessageContent", "heading")),
            ({"const": 2592000}, parameter("createInvoiceLink", "subscription_period")),
            ({"maxItems": 100}, parameter("setMyCommands", "commands")),
            ({"minItems": 1, "maxItems": 100}, parameter("deleteMessages", "message_ids")),
            ({"minItems": 2, "maxItems": 10}, parameter("sendMediaGroup", "media")),
            ({"maxItems": 10}, parameter("sendPaidMedia", "media")),
            ({"maxItems": 10}, parameter("setManagedBotAccessSettings", "added_user_ids")),
            # No limit of the value itself: lists, moments, examples and defaults that have numbers too.
            ({}, parameter("getUpdates", "timeout")),
            ({}, parameter("sendPoll", "close_date")),
            ({}, parameter("sendLocation", "live_period")),
            ({}, field("LabeledPrice", "amount")),
            ({}, field("SuggestedPostPrice", "amount")),
        ):
            with self.subTest(schema["description"]):
                self.assertEqual(limits(schema), expected)

    def test_a_limit_that_counts_after_parsing_holds_for_plain_texts_only(self):
        self.assertEqual(limits(parameter("sendMessage", "text")), {"minLength": 1})
        condition, = SCHEMA["properties"]["sendMessage"]["allOf"]
        self.assertEqual(condition, {"if": {"anyOf": [{"required": ["parse_mode"]}]},
                                     "else": {"properties": {"text": {"maxLength": 4096}}}})


if __name__ == "__main__":
    unittest.main()
