#include "bot_token.hpp"
#include "simulated_bot.hpp"

namespace simulator {
namespace {

namespace json = boost::json;

using ProfileMethodsTest = SimulatedBot;

TEST_F(ProfileMethodsTest, GetMeIsWhole) {
  const json::object me = call("getme").as_object();
  EXPECT_EQ(me.at("id"), json::value(7));
  for (const std::string_view field : {"username", "can_join_groups", "can_read_all_group_messages",
                                       "supports_inline_queries", "can_connect_to_business", "has_main_web_app"}) {
    EXPECT_TRUE(me.contains(field)) << field;
  }
}

TEST_F(ProfileMethodsTest, CommandsAreKeptByLanguage) {
  const json::array commands{json::object{{"command", "start"}, {"description", "Начать"}}};
  call("setmycommands", {{"commands", json::serialize(commands)}, {"language_code", "ru"}});
  EXPECT_EQ(call("getmycommands", {{"language_code", "ru"}}), json::value(commands));
  EXPECT_EQ(call("getmycommands"), json::value(json::array{}));
}

TEST_F(ProfileMethodsTest, BadCommandsAreRefused) {
  const auto failure_with = [this](std::string_view command, std::string_view description) {
    const json::array commands{json::object{{"command", command}, {"description", description}}};
    return failure_of("setmycommands", {{"commands", commands}});
  };
  EXPECT_EQ(failure_with("Start", "x"), "Bad Request: BOT_COMMAND_INVALID");
  EXPECT_EQ(failure_with("start", ""), "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID");
  EXPECT_EQ(failure_of("setmycommands", {{"commands", "nonsense"}}), "Bad Request: can't parse commands JSON array");
}

TEST_F(ProfileMethodsTest, DeleteWebhookDropsOnlyWhenAsked) {
  ASSERT_TRUE(bot.say(kAnna, "hi"));
  call("deletewebhook");
  EXPECT_EQ(call("getwebhookinfo").at("pending_update_count"), json::value(1));
  call("deletewebhook", {{"drop_pending_updates", true}});
  EXPECT_EQ(call("getwebhookinfo").at("pending_update_count"), json::value(0));
}

TEST_F(ProfileMethodsTest, GetChatKnowsWhoHasWritten) {
  EXPECT_EQ(failure_of("getchat", {{"chat_id", kAnna.value()}}), "Bad Request: chat not found");
  ASSERT_TRUE(bot.say(kAnna, "hi"));
  EXPECT_EQ(call("getchat", {{"chat_id", "42"}}).at("type"), json::value("private"));
}

TEST_F(ProfileMethodsTest, UnknownMethod) {
  EXPECT_EQ(failure_of("sendmoney", {}), "Not Found");
}

TEST(BotTokenTest, IdStandsBeforeTheColon) {
  EXPECT_EQ(bot_of_token("123:" + std::string(35, 'a')), values::BotId{123});
  EXPECT_FALSE(bot_of_token("123:" + std::string(34, 'a')));
  EXPECT_FALSE(bot_of_token("0:" + std::string(35, 'a')));
  EXPECT_FALSE(bot_of_token("x:" + std::string(35, 'a')));
  EXPECT_FALSE(bot_of_token("123:" + std::string(34, 'a') + "/"));
  EXPECT_FALSE(bot_of_token("99999999999999999999:" + std::string(35, 'a')));
  EXPECT_FALSE(bot_of_token(""));
}

}  // namespace
}  // namespace simulator
