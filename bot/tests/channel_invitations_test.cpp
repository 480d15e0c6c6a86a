#include <gmock/gmock.h>

#include "channel_scene.hpp"

namespace bot {
namespace {

using shop::ChannelEntry;
using shop::MembershipState;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const std::string kLink = "https://t.me/+anna";

TEST(ChannelInvitations, FollowAPurchaseAndAreForOnePersonAndAWeek) {
  ChannelScene scene;
  const Answers bought = scene.buys(kAnna, kClub);
  const Answer request = bought.of("createChatInviteLink").at(0);
  EXPECT_EQ(request.parameters.at("chat_id"), kChannel.value());
  EXPECT_EQ(request.string("name"), "101");
  EXPECT_EQ(request.parameters.at("member_limit"), 1);
  const auto week = std::chrono::floor<std::chrono::seconds>(scene.now + std::chrono::days{7});
  EXPECT_EQ(request.parameters.at("expire_date"), week.time_since_epoch().count());
  EXPECT_FALSE(request.parameters.contains("creates_join_request"));
  EXPECT_EQ(request.lane, store::Lane::receipt);
  EXPECT_EQ(request.chat, std::nullopt) << "no limit for messages to a chat holds it up";
  EXPECT_EQ(scene.state_of(kAnna), MembershipState::invited);

  const Answers made = scene.makes_link(request, kLink);
  EXPECT_EQ(made.only().chat, kAnna.chat());
  EXPECT_EQ(made.only().lane, store::Lane::receipt);
  EXPECT_EQ(made.only().buttons().at(0).url, kLink);
  EXPECT_EQ(scene.membership_of(kAnna)->link, kLink);
}

TEST(ChannelInvitations, MayBeLinksAtWhichOneAsksToBeLetIn) {
  ChannelScene scene(ChannelEntry::join_request);
  const Answer request = scene.buys(kIvan, kClub).of("createChatInviteLink").at(0);
  EXPECT_EQ(request.parameters.at("creates_join_request"), true);
  EXPECT_FALSE(request.parameters.contains("member_limit"));
  EXPECT_FALSE(request.parameters.contains("expire_date")) << "it is of no use to strangers";
  EXPECT_THAT(scene.makes_link(request, kLink).only().text(), HasSubstr("впущу"));
}

TEST(ChannelInvitations, AreGivenAgainWhileTheyAreUnused) {
  ChannelScene scene;
  const Answer request = scene.buys(kAnna, kClub).of("createChatInviteLink").at(0);
  const Answers early = scene.presses(kAnna, "enter:club");
  EXPECT_THAT(early.of("createChatInviteLink"), IsEmpty()) << "Telegram is being asked";
  EXPECT_THAT(early.to(kAnna).back().text(), HasSubstr("in a moment"));

  scene.makes_link(request, kLink);
  scene.now += std::chrono::days{5};
  const Answers again = scene.presses(kAnna, "enter:club");
  EXPECT_THAT(again.of("createChatInviteLink"), IsEmpty());
  EXPECT_EQ(again.to(kAnna).back().buttons().at(0).url, kLink);

  scene.now += std::chrono::days{2};
  EXPECT_THAT(scene.presses(kAnna, "enter:club").of("createChatInviteLink"), SizeIs(1)) << "the old one has expired";
  EXPECT_EQ(scene.membership_of(kAnna)->link, "");
}

TEST(ChannelInvitations, AreMadeAnewForWhoeverIsInAndLostTheChannel) {
  ChannelScene scene;
  scene.buys_and_joins(kAnna);
  const Answers asked = scene.presses(kAnna, "enter:club");
  scene.makes_link(asked.of("createChatInviteLink").at(0), "https://t.me/+again");
  EXPECT_EQ(scene.state_of(kAnna), MembershipState::joined);
  EXPECT_EQ(scene.presses(kAnna, "enter:club").to(kAnna).back().buttons().at(0).url, "https://t.me/+again");
  EXPECT_THAT(scene.joins(kAnna).all, IsEmpty());
  EXPECT_EQ(scene.joins_counted(), 1);
}

TEST(ChannelInvitations, AreForThoseWhoHaveTheCourse) {
  ChannelScene scene;
  const Answers answers = scene.presses(kIvan, "enter:club");
  EXPECT_THAT(answers.of("createChatInviteLink"), IsEmpty());
  EXPECT_THAT(answers.to(kIvan).back().text(), HasSubstr("Клуб авторов")) << "its page, where it can be bought";
  EXPECT_EQ(scene.membership_of(kIvan), std::nullopt);
  EXPECT_THAT(scene.presses(kIvan, "enter:nothing").of("createChatInviteLink"), IsEmpty());
  EXPECT_THAT(scene.presses(kIvan, "enter:sql").of("createChatInviteLink"), IsEmpty());
}

TEST(ChannelInvitations, AreForThoseWhosePlanIncludesTheCourse) {
  ChannelScene scene;
  scene.buys(kAnna, shop::PlanId::pro);
  EXPECT_THAT(scene.presses(kAnna, "enter:club").of("createChatInviteLink"), SizeIs(1));
  scene.buys(kIvan, shop::PlanId::lite);
  EXPECT_THAT(scene.presses(kIvan, "enter:club").of("createChatInviteLink"), IsEmpty());
}

TEST(ChannelInvitations, WaitWhileTheBotIsExpelledAndLoseNobody) {
  ChannelScene scene;
  const Answer request = scene.buys(kAnna, kClub).of("createChatInviteLink").at(0);
  const Answers refused = scene.refuses(request, "Forbidden: bot was kicked from the channel chat");
  EXPECT_THAT(refused.to(kAnna).at(0).text(), HasSubstr("Nothing is lost"));
  EXPECT_THAT(refused.to(kOwen).at(0).text(), AllOf(HasSubstr("bot was kicked"), HasSubstr("-1001234567890")));
  EXPECT_THAT(refused.to(kOlga), SizeIs(1));
  EXPECT_FALSE(scene.is_usable());
  EXPECT_THAT(scene.presses(kIvan, "course_buy:club").of("sendInvoice"), IsEmpty()) << "it isn't sold meanwhile";
  EXPECT_THAT(scene.presses(kAnna, "enter:club").to(kAnna).back().text(), HasSubstr("Nothing is lost"));

  const Answers back = scene.bot_becomes("administrator", true, true);
  EXPECT_THAT(back.to(kOwen).at(0).text(), HasSubstr("again"));
  const Answers made = scene.makes_link(back.of("createChatInviteLink").at(0), kLink);
  EXPECT_EQ(made.only().buttons().at(0).url, kLink);
  EXPECT_THAT(scene.presses(kIvan, "course_buy:club").of("sendInvoice"), SizeIs(1));
}

TEST(ChannelInvitations, TellTheOwnersOnceHoweverManyFail) {
  ChannelScene scene;
  const Answer first = scene.buys(kAnna, kClub).of("createChatInviteLink").at(0);
  const Answer second = scene.buys(kIvan, kClub).of("createChatInviteLink").at(0);
  const std::string reason = "Bad Request: not enough rights to manage chat invite link";
  EXPECT_THAT(scene.refuses(first, reason).to(kOwen), SizeIs(1));
  const Answers again = scene.refuses(second, reason);
  EXPECT_THAT(again.to(kOwen), IsEmpty());
  EXPECT_THAT(again.to(kIvan), SizeIs(1));
  EXPECT_THAT(scene.bot_becomes("administrator", true, true).of("createChatInviteLink"), SizeIs(2));
}

TEST(ChannelInvitations, OfWhomNobodyAnsweredAreAskedForAgain) {
  ChannelScene scene;
  scene.buys(kAnna, kClub);
  EXPECT_THAT(scene.fires(shop::TimerKind::withdrawn_plans, "").of("createChatInviteLink"), IsEmpty());
  scene.now += std::chrono::hours{1};
  EXPECT_THAT(scene.fires(shop::TimerKind::withdrawn_plans, "").of("createChatInviteLink"), SizeIs(1));
  EXPECT_THAT(scene.fires(shop::TimerKind::withdrawn_plans, "").of("createChatInviteLink"), IsEmpty());
}

TEST(ChannelInvitations, ThatComeTooLateAreRevoked) {
  ChannelScene scene;
  const Answer request = scene.buys(kAnna, kClub).of("createChatInviteLink").at(0);
  scene.is_refunded(kAnna, {.payload = "order:1", .amount = 200, .charge = "bought-1"});
  const Answers late = scene.makes_link(request, kLink);
  EXPECT_EQ(late.only().method, "revokeChatInviteLink");
  EXPECT_EQ(late.only().string("invite_link"), kLink);
  EXPECT_EQ(scene.membership_of(kAnna)->link, "");
}

TEST(ChannelInvitations, LeadToTheChannelThatTheCourseHasByThen) {
  ChannelScene scene;
  const Answer request = scene.buys(kAnna, kClub).of("createChatInviteLink").at(0);
  const values::ChatId other{-1009};
  scene.changes([&](shop::Course& course) { course.channel->chat = other; });
  EXPECT_EQ(scene.makes_link(request, kLink).only().method, "revokeChatInviteLink");
  const Answers entered = scene.presses(kAnna, "enter:club");
  EXPECT_EQ(entered.of("createChatInviteLink").at(0).parameters.at("chat_id"), other.value());
  EXPECT_EQ(scene.membership_of(kAnna)->chat, other);
  EXPECT_THAT(scene.refuses(request, "Bad Request: chat not found").all, IsEmpty()) << "that is nobody's channel";
}

TEST(ChannelInvitations, ThatCannotBeReadAreNoneAndTheOwnersHearOfIt) {
  for (const char* result : {"true", "{}", "[", R"({"invite_link":""})"}) {
    ChannelScene scene;
    const Answer request = scene.buys(kAnna, kClub).of("createChatInviteLink").at(0);
    const Answers answers = scene.is_answered(request.method, request.subject, result);
    EXPECT_THAT(answers.to(kOwen), SizeIs(1)) << result;
    EXPECT_FALSE(scene.is_usable()) << result;
  }
}

TEST(ChannelInvitations, IgnoreSubjectsThatAreNoneOfTheirs) {
  ChannelScene scene;
  for (const char* subject :
       {"channel:", "channel:invite:101:club", "channel:invite:x:club:-1", "channel:invite:101::-1",
        "channel:dance:101:club:-1", "channel:invite:101:club:1", "channel:invite:101:club:-1:2"}) {
    EXPECT_THAT(scene.is_answered("createChatInviteLink", subject, "true").decision.effects, IsEmpty()) << subject;
  }
}

}  // namespace
}  // namespace bot
