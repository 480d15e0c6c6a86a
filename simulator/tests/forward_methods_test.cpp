#include "simulated_bot.hpp"

namespace simulator {
namespace {

namespace json = boost::json;

constexpr values::UserId kBoris{43};

class ForwardMethodsTest : public SimulatedBot {
 protected:
  void SetUp() override {
    ASSERT_TRUE(bot.say(kAnna, "from Anna"));
    ASSERT_TRUE(bot.say(kBoris, "from Boris"));
  }

  static json::object to_boris(const json::value& message_id) {
    return {{"chat_id", kBoris.value()}, {"from_chat_id", kAnna.value()}, {"message_id", message_id}};
  }

  json::value send_to_anna(std::string_view text) {
    return call("sendmessage", {{"chat_id", kAnna.value()}, {"text", text}}).at("message_id");
  }

  json::value newest_of(values::UserId user) {
    const json::value chat = json::parse(bot.find_chat(values::private_chat_of(user))->transcript());
    return chat.at("transcript").as_array().back();
  }
};

TEST_F(ForwardMethodsTest, ACopyHasTheContentAndNotTheOrigin) {
  const json::value copied = call("copymessage", to_boris(1));
  const json::value shown = newest_of(kBoris).at("message");
  EXPECT_EQ(copied, json::value({{"message_id", shown.at("message_id")}}));
  EXPECT_EQ(shown.at("text"), json::value("from Anna"));
  EXPECT_EQ(shown.at("from").at("is_bot"), json::value(true));
  EXPECT_FALSE(shown.as_object().contains("forward_origin"));
}

TEST_F(ForwardMethodsTest, ACopyHasItsOwnCaptionAndKeyboard) {
  const Parameters::Uploads upload{{"document", {.file_name = "a.csv", .mime_type = "text/csv", .content = "1"}}};
  const Parameters document{json::object{{"chat_id", "42"}, {"caption", "old"}}, upload};
  const json::value sent = json::parse(call_method(bot, "senddocument", document).value());
  json::object copy = to_boris(sent.at("message_id"));
  copy["caption"] = "new";
  copy["reply_markup"] =
      json::object{{"inline_keyboard", list_of(list_of(json::object{{"text", "b"}, {"callback_data", "copied"}}))}};
  call("copymessage", copy);
  const json::value shown = newest_of(kBoris).at("message");
  EXPECT_EQ(shown.at("document"), sent.at("document"));
  EXPECT_EQ(shown.at("caption"), json::value("new"));
  EXPECT_TRUE(bot.press(kBoris, "copied"));
}

TEST_F(ForwardMethodsTest, AForwardedMessageTellsItsOrigin) {
  const json::value message_id = send_to_anna("news");
  pass(std::chrono::seconds{5});
  const json::value forwarded = call("forwardmessage", to_boris(message_id));
  EXPECT_EQ(forwarded.at("text"), json::value("news"));
  EXPECT_EQ(forwarded.at("chat").at("id"), json::value(kBoris.value()));
  EXPECT_EQ(forwarded.at("forward_origin").at("type"), json::value("user"));
  EXPECT_EQ(forwarded.at("forward_origin").at("sender_user").at("is_bot"), json::value(true));
  EXPECT_EQ(forwarded.at("forward_origin").at("date"), json::value(1'700'000'000));
  json::object again{{"chat_id", kAnna.value()}, {"from_chat_id", kBoris.value()}};
  again["message_id"] = forwarded.at("message_id");
  EXPECT_EQ(call("forwardmessage", again).at("forward_origin"), forwarded.at("forward_origin"));
}

TEST_F(ForwardMethodsTest, WhatIsNotThereIsRefused) {
  EXPECT_EQ(failure_of("copymessage", to_boris(2)), "Bad Request: message to copy not found");
  EXPECT_EQ(failure_of("forwardmessage", to_boris(2)), "Bad Request: message to forward not found");
  EXPECT_EQ(failure_of("forwardmessage", to_boris(nullptr)), "Bad Request: message identifier is not specified");
  json::object nowhere = to_boris(1);
  nowhere["from_chat_id"] = 99;
  EXPECT_EQ(failure_of("copymessage", nowhere), "Bad Request: chat not found");
  nowhere.erase("from_chat_id");
  EXPECT_EQ(failure_of("copymessage", nowhere), "Bad Request: from_chat_id is empty");
  ASSERT_TRUE(bot.block(kBoris));
  EXPECT_EQ(failure_of("copymessage", to_boris(1)), "Forbidden: bot was blocked by the user");
}

TEST_F(ForwardMethodsTest, InvoicesAreForwardedAndNotCopied) {
  const json::value invoice = send_invoice().at("message_id");
  EXPECT_EQ(failure_of("copymessage", to_boris(invoice)), "Bad Request: the message can't be copied");
  EXPECT_TRUE(call("forwardmessage", to_boris(invoice)).as_object().contains("invoice"));
}

TEST_F(ForwardMethodsTest, ADeletedMessageIsGone) {
  const json::value message_id = send_to_anna("news");
  const json::object message{{"chat_id", kAnna.value()}, {"message_id", message_id}};
  EXPECT_EQ(call("deletemessage", message), json::value(true));
  EXPECT_EQ(newest_of(kAnna).at("deleted_message").at("message_id"), message_id);
  EXPECT_EQ(failure_of("deletemessage", message), "Bad Request: message to delete not found");
  EXPECT_EQ(failure_of("forwardmessage", to_boris(message_id)), "Bad Request: message to forward not found");
  EXPECT_EQ(call("deletemessage", {{"chat_id", kAnna.value()}, {"message_id", 1}}), json::value(true));
  EXPECT_EQ(failure_of("deletemessage", {{"chat_id", 99}, {"message_id", 1}}), "Bad Request: chat not found");
}

}  // namespace
}  // namespace simulator
