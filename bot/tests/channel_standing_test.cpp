#include <gmock/gmock.h>

#include "channel_scene.hpp"

namespace bot {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr std::string_view kFine = R"({"status":"administrator","can_invite_users":true,"can_restrict_members":true})";

Answers fires(Scene& scene) {
  return scene.fires(shop::TimerKind::withdrawn_plans, "");
}

Answers sees(ChannelScene& scene, const Answer& look, std::string_view member) {
  return scene.is_answered(look.method, look.subject, std::string(member));
}

TEST(ChannelStanding, IsLookedAtAtAStartAndThenOnceADay) {
  ChannelScene scene;
  const Answer look = fires(scene).only();
  EXPECT_EQ(look.method, "getChatMember");
  EXPECT_EQ(look.parameters.at("chat_id"), kChannel.value());
  EXPECT_EQ(look.parameters.at("user_id"), kBot.value());
  EXPECT_THAT(fires(scene).all, IsEmpty()) << "Telegram is being asked";
  EXPECT_THAT(sees(scene, look, kFine).all, IsEmpty()) << "nothing to tell";
  scene.now += std::chrono::hours{23};
  EXPECT_THAT(fires(scene).all, IsEmpty());
  scene.now += std::chrono::hours{1};
  EXPECT_THAT(fires(scene).of("getChatMember"), SizeIs(1));
}

TEST(ChannelStanding, OfACourseWithoutChannelIsNone) {
  Scene scene;
  EXPECT_THAT(fires(scene).all, IsEmpty());
}

TEST(ChannelStanding, IsBadWithoutARightAndTheOwnersHearWhich) {
  struct Case {
    std::string_view member;
    std::string_view told;
  };
  for (const Case& each : {Case{R"({"status":"left"})", "not an administrator"},
                           Case{R"({"status":"administrator"})", "neither invite users nor ban"},
                           Case{R"({"status":"administrator","can_invite_users":true})", "may not ban"},
                           Case{R"({"status":"administrator","can_restrict_members":true})", "may not invite"}}) {
    ChannelScene scene;
    scene.says(kOlga, "/start");
    const Answers seen = sees(scene, fires(scene).only(), each.member);
    EXPECT_THAT(seen.to(kOwen).at(0).text(), AllOf(HasSubstr(std::string(each.told)), HasSubstr("isn't sold")));
    EXPECT_THAT(seen.to(kOlga).at(0).text(), HasSubstr("не продаётся")) << "each in their language";
    EXPECT_FALSE(scene.is_usable());
    EXPECT_THAT(scene.presses(kAnna, "course_buy:club").of("sendInvoice"), IsEmpty());
  }
}

TEST(ChannelStanding, IsBadWhereTelegramKnowsNoSuchChat) {
  ChannelScene scene;
  const Answers seen = scene.refuses(fires(scene).only(), "Bad Request: chat not found");
  EXPECT_THAT(seen.to(kOwen).at(0).text(), HasSubstr("chat not found"));
  EXPECT_FALSE(scene.is_usable());
  scene.now += std::chrono::days{1};
  EXPECT_THAT(scene.refuses(fires(scene).only(), "Bad Request: chat not found").all, IsEmpty()) << "told once";
}

TEST(ChannelStanding, IsGoodAgainOnceALookSaysSo) {
  ChannelScene scene;
  sees(scene, fires(scene).only(), R"({"status":"left"})");
  scene.now += std::chrono::days{1};
  const Answers seen = sees(scene, fires(scene).only(), kFine);
  EXPECT_THAT(seen.to(kOwen).at(0).text(), HasSubstr("again"));
  EXPECT_TRUE(scene.is_usable());
}

TEST(ChannelStanding, OfAChannelThatTheCourseHasNoMoreDoesNotMatter) {
  ChannelScene scene;
  const Answer look = fires(scene).only();
  scene.changes([](shop::Course& course) { course.channel->chat = values::ChatId{-1009}; });
  EXPECT_THAT(sees(scene, look, R"({"status":"left"})").decision.effects, IsEmpty());
  EXPECT_THAT(fires(scene).of("getChatMember"), SizeIs(1)) << "the new one is looked at";
}

TEST(ChannelStanding, ThatCannotBeReadChangesNothing) {
  for (const char* answer : {"", "true", "{}", "[", R"({"status":7})"}) {
    ChannelScene scene;
    EXPECT_THAT(sees(scene, fires(scene).only(), answer).decision.effects, IsEmpty()) << answer;
  }
}

TEST(ChannelStanding, FollowsWhatAnAdministratorDoesToTheBot) {
  ChannelScene scene;
  EXPECT_THAT(scene.bot_becomes("administrator", true, true).all, IsEmpty()) << "as it should be";
  EXPECT_THAT(scene.bot_becomes("administrator", true, false).to(kOwen).at(0).text(), HasSubstr("may not ban"));
  EXPECT_THAT(scene.bot_becomes("administrator", true, false).all, IsEmpty()) << "told";
  EXPECT_THAT(scene.bot_becomes("kicked").to(kOwen).at(0).text(), HasSubstr("not an administrator"));
  EXPECT_THAT(scene.bot_becomes("administrator", false, true).to(kOwen).at(0).text(), HasSubstr("may not invite"))
      << "half mended";
  EXPECT_FALSE(scene.is_usable());
  EXPECT_THAT(scene.bot_becomes("administrator", true, true).to(kOwen).at(0).text(), HasSubstr("again"));
  EXPECT_TRUE(scene.is_usable());
}

TEST(ChannelStanding, OfWhatIsNoCoursesChannelIsExplainedToAnOwner) {
  Scene scene;
  const auto becomes = [&](const Person& by, const std::string& status) {
    return scene.receives(
        telegram::MyChatMember{.chat = {.id = values::ChatId{-1005}, .type = "channel", .title = "Drafts"},
                               .from = user_of(by),
                               .new_status = status});
  };
  EXPECT_THAT(becomes(kOwen, "administrator").only().text(),
              AllOf(HasSubstr("Drafts"), HasSubstr("-1005"), HasSubstr("/editcourse")));
  EXPECT_THAT(becomes(kOwen, "kicked").all, IsEmpty());
  EXPECT_THAT(becomes(kAnna, "administrator").decision.effects, IsEmpty()) << "anybody can do that to a bot";
  EXPECT_THAT(becomes(kAnna, "administrator").all, IsEmpty());
}

}  // namespace
}  // namespace bot
