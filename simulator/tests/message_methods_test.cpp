#include "simulated_bot.hpp"

namespace simulator {
namespace {

namespace json = boost::json;
using namespace std::chrono_literals;

class MessageMethodsTest : public SimulatedBot {
 protected:
  void SetUp() override { ASSERT_TRUE(bot.say(kAnna, "/start", "en")); }

  static json::object message(std::string_view text) { return {{"chat_id", kAnna.value()}, {"text", text}}; }

  static json::object with_button(const json::object& button) {
    json::object parameters = message("choose");
    parameters["reply_markup"] = json::serialize(json::object{{"inline_keyboard", list_of(list_of(button))}});
    return parameters;
  }
};

TEST_F(MessageMethodsTest, AnswersWithTheMessage) {
  const json::value sent = call("sendmessage", message("  hello \n"));
  EXPECT_EQ(sent.at("text"), json::value("hello"));
  EXPECT_EQ(sent.at("chat").at("id"), json::value(kAnna.value()));
  EXPECT_EQ(sent.at("chat").at("type"), json::value("private"));
  EXPECT_EQ(sent.at("from").at("is_bot"), json::value(true));
  EXPECT_EQ(sent.at("date"), json::value(1'700'000'000));
  EXPECT_EQ(call("sendmessage", message("again")).at("message_id"), json::value(sent.at("message_id").as_int64() + 1));
}

TEST_F(MessageMethodsTest, TextBounds) {
  EXPECT_EQ(failure_of("sendmessage", message(" \n ")), "Bad Request: message text is empty");
  std::string text;
  for (int i = 0; i < 4096; ++i) text += "я";
  EXPECT_EQ(failure_of("sendmessage", message(text)), "");
  EXPECT_EQ(failure_of("sendmessage", message(text + "я")), "Bad Request: message is too long");
}

TEST_F(MessageMethodsTest, ChatMustExistAndNotHaveBlockedTheBot) {
  EXPECT_EQ(failure_of("sendmessage", {{"text", "x"}}), "Bad Request: chat_id is empty");
  EXPECT_EQ(failure_of("sendmessage", {{"chat_id", 99}, {"text", "x"}}), "Bad Request: chat not found");
  ASSERT_TRUE(bot.block(kAnna));
  EXPECT_EQ(failure_of("sendmessage", message("x")), "Forbidden: bot was blocked by the user");
  EXPECT_EQ(newest_update().at("my_chat_member").at("new_chat_member").at("status"), json::value("kicked"));
  ASSERT_TRUE(bot.unblock(kAnna));
  EXPECT_EQ(failure_of("sendmessage", message("x")), "");
}

TEST_F(MessageMethodsTest, CallbackDataIsOneToSixtyFourBytes) {
  EXPECT_EQ(failure_of("sendmessage", with_button({{"text", "b"}, {"callback_data", std::string(64, 'x')}})), "");
  EXPECT_EQ(failure_of("sendmessage", with_button({{"text", "b"}, {"callback_data", std::string(65, 'x')}})),
            "Bad Request: BUTTON_DATA_INVALID");
  EXPECT_EQ(failure_of("sendmessage", with_button({{"text", "b"}, {"callback_data", ""}})),
            "Bad Request: BUTTON_DATA_INVALID");
}

TEST_F(MessageMethodsTest, BadMarkupIsRefused) {
  EXPECT_EQ(failure_of("sendmessage", with_button({{"text", "b"}})),
            "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
  EXPECT_EQ(failure_of("sendmessage", with_button({{"text", "b"}, {"pay", true}})), "Bad Request: BUTTON_TYPE_INVALID");
  json::object parameters = message("x");
  parameters["reply_markup"] = "{not json";
  EXPECT_EQ(failure_of("sendmessage", parameters), "Bad Request: can't parse reply keyboard markup JSON object");
}

TEST_F(MessageMethodsTest, PressedButtonArrivesWithItsMessageAndIsAnsweredOnce) {
  call("sendmessage", with_button({{"text", "Buy"}, {"callback_data", "buy:1"}}));
  EXPECT_FALSE(bot.press(kAnna, "buy:2"));
  ASSERT_TRUE(bot.press(kAnna, "buy:1"));
  const json::object query = newest_update().at("callback_query").as_object();
  EXPECT_EQ(query.at("data"), json::value("buy:1"));
  EXPECT_EQ(query.at("message").at("text"), json::value("choose"));
  EXPECT_EQ(query.at("from").at("language_code"), json::value("en"));
  const json::object answer{{"callback_query_id", query.at("id")}};
  EXPECT_EQ(failure_of("answercallbackquery", answer), "");
  EXPECT_EQ(failure_of("answercallbackquery", answer),
            "Bad Request: query is too old and response timeout expired or query ID is invalid");
}

TEST_F(MessageMethodsTest, ForgedPressNeedsNoButton) {
  ASSERT_TRUE(bot.press(kAnna, "grant:me", true));
  EXPECT_EQ(newest_update().at("callback_query").at("data"), json::value("grant:me"));
}

TEST_F(MessageMethodsTest, CommandEntitiesCountUtf16) {
  ASSERT_TRUE(bot.say(kAnna, "🎓 /plans сейчас"));
  const json::object expected{{"offset", 3}, {"length", 6}, {"type", "bot_command"}};
  EXPECT_EQ(newest_update().at("message").at("entities"), json::value(json::array{expected}));
}

TEST_F(MessageMethodsTest, TextWithoutCommandHasNoEntities) {
  ASSERT_TRUE(bot.say(kAnna, "and/or / 1/2"));
  EXPECT_FALSE(newest_update().at("message").as_object().contains("entities"));
}

TEST_F(MessageMethodsTest, StickerHasNoText) {
  ASSERT_TRUE(bot.send_sticker(kAnna, "👍"));
  const json::object received = newest_update().at("message").as_object();
  EXPECT_TRUE(received.contains("sticker"));
  EXPECT_FALSE(received.contains("text"));
}

TEST_F(MessageMethodsTest, TranscriptKeepsTheLastHundred) {
  for (int i = 0; i < 150; ++i) call("sendmessage", message("message " + std::to_string(i)));
  const json::value chat = json::parse(bot.find_chat(values::ChatId{kAnna.value()})->transcript());
  const json::array& transcript = chat.at("transcript").as_array();
  ASSERT_EQ(transcript.size(), Chat::kUsualTranscriptLength);
  EXPECT_EQ(transcript.back().at("message").at("text"), json::value("message 149"));
  EXPECT_EQ(transcript.back().at("from"), json::value("bot"));
}

TEST_F(MessageMethodsTest, EditReplacesTextAndKeyboard) {
  const json::value sent = call("sendmessage", with_button({{"text", "Buy"}, {"callback_data", "buy"}}));
  json::object edit = with_button({{"text", "Sold"}, {"callback_data", "sold"}});
  edit["message_id"] = sent.at("message_id");
  edit["text"] = "see /plans";
  const json::value edited = call("editmessagetext", edit);
  EXPECT_EQ(edited.at("message_id"), sent.at("message_id"));
  EXPECT_EQ(edited.at("text"), json::value("see /plans"));
  EXPECT_EQ(edited.at("entities").as_array().size(), 1U);
  EXPECT_EQ(edited.at("edit_date"), json::value(1'700'000'000));
  EXPECT_FALSE(bot.press(kAnna, "buy"));
  EXPECT_TRUE(bot.press(kAnna, "sold"));
  const json::value chat = json::parse(bot.find_chat(values::ChatId{kAnna.value()})->transcript());
  EXPECT_TRUE(chat.at("transcript").as_array()[2].as_object().contains("edited_message"));
}

TEST_F(MessageMethodsTest, EditWithoutAKeyboardTakesItAway) {
  const json::value sent = call("sendmessage", with_button({{"text", "Buy"}, {"callback_data", "buy"}}));
  json::object edit = message("choose");
  edit["message_id"] = sent.at("message_id");
  EXPECT_FALSE(call("editmessagetext", edit).as_object().contains("reply_markup"));
  EXPECT_EQ(failure_of("editmessagetext", edit),
            "Bad Request: message is not modified: specified new message content and reply markup are exactly the "
            "same as a current content and reply markup of the message");
}

TEST_F(MessageMethodsTest, EditNeedsATextMessageOfTheBots) {
  const json::value invoiced = send_invoice();
  json::object edit = message("new");
  EXPECT_EQ(failure_of("editmessagetext", edit), "Bad Request: message identifier is not specified");
  edit["message_id"] = 1;  // Anna's own
  EXPECT_EQ(failure_of("editmessagetext", edit), "Bad Request: message to edit not found");
  edit["message_id"] = invoiced.at("message_id");
  EXPECT_EQ(failure_of("editmessagetext", edit), "Bad Request: there is no text in the message to edit");
  edit["reply_markup"] = json::object{{"keyboard", list_of(list_of("Hi"))}};
  EXPECT_EQ(failure_of("editmessagetext", edit), "Bad Request: inline keyboard expected");
}

TEST_F(MessageMethodsTest, EditOfTheKeyboardKeepsTheText) {
  const json::value sent = call("sendmessage", with_button({{"text", "Buy"}, {"callback_data", "buy"}}));
  json::object edit = with_button({{"text", "Sold"}, {"callback_data", "sold"}});
  edit["message_id"] = sent.at("message_id");
  edit.erase("text");
  EXPECT_EQ(call("editmessagereplymarkup", edit).at("text"), json::value("choose"));
  EXPECT_TRUE(bot.press(kAnna, "sold"));
  EXPECT_FALSE(bot.press(kAnna, "buy"));
  edit["message_id"] = 1;
  EXPECT_EQ(failure_of("editmessagereplymarkup", edit), "Bad Request: message to edit not found");
}

TEST_F(MessageMethodsTest, FormattingIsKeptAsGiven) {
  const json::object pre{{"type", "pre"}, {"offset", 0}, {"length", 9}};
  json::object parameters = message("/plans 🎓 /start");
  parameters["entities"] = list_of(pre);
  const json::object found{{"offset", 10}, {"length", 6}, {"type", "bot_command"}};
  EXPECT_EQ(call("sendmessage", parameters).at("entities"), json::value(json::array{pre, found}));
  parameters["entities"] = json::serialize(list_of(json::object{{"type", "bold"}, {"offset", 0}, {"length", 17}}));
  EXPECT_EQ(failure_of("sendmessage", parameters),
            "Bad Request: entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 17");
}

TEST_F(MessageMethodsTest, APersonAnswersAMessage) {
  const json::value sent = call("sendmessage", message("question"));
  const values::MessageId question{sent.at("message_id").as_int64()};
  ASSERT_TRUE(bot.say(kAnna, "answer", {}, question));
  const json::value answer = newest_update().at("message");
  EXPECT_EQ(answer.at("reply_to_message"), sent);
  ASSERT_TRUE(bot.say(kAnna, "more", {}, values::MessageId{answer.at("message_id").as_int64()}));
  const json::value more = newest_update().at("message").at("reply_to_message");
  EXPECT_EQ(more.at("text"), json::value("answer"));
  EXPECT_FALSE(more.as_object().contains("reply_to_message"));
  EXPECT_FALSE(bot.say(kAnna, "what?", {}, values::MessageId{1000}));
}

TEST_F(MessageMethodsTest, UnknownChatAction) {
  EXPECT_EQ(failure_of("sendchataction", {{"chat_id", kAnna.value()}, {"action", "typing"}}), "");
  EXPECT_EQ(failure_of("sendchataction", {{"chat_id", kAnna.value()}, {"action", "dancing"}}),
            "Bad Request: wrong parameter action in request");
}

TEST_F(MessageMethodsTest, TranscriptIsAsLongAsWanted) {
  BotAccount other{values::BotId{8}, identifiers, clock, {.transcript_length = 3}};
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(other.say(kAnna, "hi"));
  const json::value chat = json::parse(other.find_chat(values::ChatId{kAnna.value()})->transcript());
  EXPECT_EQ(chat.at("transcript").as_array().size(), 3U);
}

}  // namespace
}  // namespace simulator
