#include <gmock/gmock.h>

#include "channel_scene.hpp"

namespace bot {
namespace {

using shop::MembershipState;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

Charge first_charge() {
  return {.payload = "order:1", .amount = 200, .charge = "bought-1"};
}

/// Anna has paid, come in, and got her money back: what the bot does about it then.
Answers refund(ChannelScene& scene) {
  scene.is_refunded(kAnna, first_charge());
  return scene.goes_on();
}

TEST(ChannelRemoval, FollowsARefund) {
  ChannelScene scene;
  scene.buys_and_joins(kAnna);
  const Answer removal = refund(scene).of("banChatMember").at(0);
  EXPECT_EQ(removal.parameters.at("chat_id"), kChannel.value());
  EXPECT_EQ(removal.parameters.at("user_id"), 101);
  EXPECT_EQ(scene.removals_counted(), 0) << "until Telegram has done so";

  const Answers done = scene.does(removal);
  EXPECT_THAT(done.of("unbanChatMember"), SizeIs(1)) << "so that she may come back";
  EXPECT_THAT(done.to(kAnna).at(0).text(), HasSubstr("taken you out of its channel"));
  EXPECT_EQ(done.to(kAnna).at(0).lane, store::Lane::receipt);
  EXPECT_EQ(scene.state_of(kAnna), MembershipState::removed);
  EXPECT_EQ(scene.removals_counted(), 1);

  EXPECT_THAT(scene.is_banned(kAnna, the_bot()).all, IsEmpty()) << "Telegram tells what the bot did";
  EXPECT_THAT(scene.does(removal).to(kAnna), IsEmpty()) << "and may answer twice";
  EXPECT_EQ(scene.removals_counted(), 1);
  EXPECT_EQ(scene.state_of(kAnna), MembershipState::removed);
}

TEST(ChannelRemoval, OfSomebodyWhoNeverCameInClosesTheirWayInAndIsNotCounted) {
  ChannelScene scene;
  scene.makes_link(scene.buys(kAnna, kClub).of("createChatInviteLink").at(0), "https://t.me/+anna");
  const Answers gone = refund(scene);
  EXPECT_EQ(gone.of("revokeChatInviteLink").at(0).string("invite_link"), "https://t.me/+anna");
  const Answers done = scene.does(gone.of("banChatMember").at(0));
  EXPECT_THAT(done.to(kAnna), IsEmpty()) << "the refund has told her";
  EXPECT_EQ(done.only().method, "unbanChatMember");
  EXPECT_EQ(scene.state_of(kAnna), MembershipState::left);
  EXPECT_EQ(scene.removals_counted(), 0);
}

TEST(ChannelRemoval, IsUndoneForWhoeverBuysAgain) {
  ChannelScene scene;
  scene.buys_and_joins(kAnna);
  scene.does(refund(scene).of("banChatMember").at(0));
  const Answers bought = scene.buys(kAnna, kClub);
  EXPECT_THAT(bought.of("unbanChatMember"), SizeIs(1)) << "if lifting the ban has failed";
  EXPECT_THAT(bought.of("createChatInviteLink"), SizeIs(1));
  scene.joins(kAnna);
  EXPECT_EQ(scene.joins_counted(), 2);
}

TEST(ChannelRemoval, ThatComesAfterTheCourseWasBoughtAgainEndsWithANewInvitation) {
  ChannelScene scene;
  scene.buys_and_joins(kAnna);
  const Answer removal = refund(scene).of("banChatMember").at(0);
  scene.buys(kAnna, kClub);
  const Answers done = scene.does(removal);
  EXPECT_THAT(done.to(kAnna), IsEmpty());
  EXPECT_THAT(done.of("unbanChatMember"), SizeIs(1));
  EXPECT_THAT(done.of("createChatInviteLink"), SizeIs(1));
  EXPECT_EQ(scene.state_of(kAnna), MembershipState::invited);
}

TEST(ChannelRemoval, ComesWhenAPlanAndItsGraceAreOver) {
  ChannelScene scene;
  scene.buys(kAnna, shop::PlanId::pro);
  scene.makes_link(scene.presses(kAnna, "enter:club").of("createChatInviteLink").at(0), "https://t.me/+anna");
  scene.joins(kAnna);
  const auto removals_within = [&](std::chrono::milliseconds time) {
    std::size_t count = 0;
    for (const Answers& each : scene.waits(time)) count += each.of("banChatMember").size();
    return count;
  };
  EXPECT_EQ(removals_within(std::chrono::days{30} - std::chrono::minutes{1}), 0U) << "the plan runs";
  EXPECT_EQ(removals_within(std::chrono::days{3}), 0U) << "its grace";
  EXPECT_EQ(removals_within(std::chrono::minutes{2}), 1U);
}

TEST(ChannelRemoval, DoesNotComeForWhoeverRenews) {
  ChannelScene scene;
  scene.buys(kAnna, shop::PlanId::pro);
  scene.makes_link(scene.presses(kAnna, "enter:club").of("createChatInviteLink").at(0), "https://t.me/+anna");
  scene.joins(kAnna);
  scene.waits(std::chrono::days{31});
  scene.buys(kAnna, shop::PlanId::pro);
  for (const Answers& each : scene.waits(std::chrono::days{10})) EXPECT_THAT(each.of("banChatMember"), IsEmpty());
  EXPECT_EQ(scene.state_of(kAnna), MembershipState::joined);
}

TEST(ChannelRemoval, ComesWithAChangeToAPlanWithoutTheCourse) {
  ChannelScene scene;
  scene.buys(kAnna, shop::PlanId::pro);
  scene.presses(kAnna, "enter:club");
  scene.joins(kAnna);
  scene.buys(kAnna, shop::PlanId::lite);
  EXPECT_THAT(scene.goes_on().of("banChatMember"), SizeIs(1));
}

TEST(ChannelRemoval, DoesNotComeForWhoeverOwnsTheCourseBesideAPlan) {
  ChannelScene scene;
  scene.buys(kAnna, shop::PlanId::pro);
  scene.buys(kAnna, kClub);
  scene.joins(kAnna);
  for (const Answers& each : scene.waits(std::chrono::days{60})) EXPECT_THAT(each.of("banChatMember"), IsEmpty());
}

TEST(ChannelRemoval, TouchesNobodyOfACourseThatIsWithdrawnOrGone) {
  ChannelScene scene;
  scene.buys_and_joins(kAnna);
  scene.changes([](shop::Course& course) { course.published = false; });
  EXPECT_THAT(scene.fires(shop::TimerKind::channel_access, "101").all, IsEmpty()) << "withdrawn: its members stay";

  scene.catalogue = sample_catalogue();
  EXPECT_THAT(scene.fires(shop::TimerKind::channel_access, "101").all, IsEmpty()) << "its folder is gone";
  EXPECT_THAT(refund(scene).of("banChatMember"), IsEmpty());
  EXPECT_EQ(scene.state_of(kAnna), MembershipState::joined);
}

TEST(ChannelRemoval, IsFromTheChannelThatTheyAreInWhicheverTheCourseHas) {
  ChannelScene scene;
  scene.buys_and_joins(kAnna);
  scene.changes([](shop::Course& course) { course.channel->chat = values::ChatId{-1009}; });
  const Answer removal = refund(scene).of("banChatMember").at(0);
  EXPECT_EQ(removal.parameters.at("chat_id"), kChannel.value());
  const Answers refused = scene.refuses(removal, "Forbidden: bot was kicked from the channel chat");
  EXPECT_THAT(refused.all, IsEmpty()) << "nobody looks after that one any more";
  EXPECT_EQ(scene.state_of(kAnna), MembershipState::left);
}

TEST(ChannelRemoval, WithoutTheRightIsTriedAgainAndToldOnce) {
  ChannelScene scene;
  scene.buys_and_joins(kAnna);
  const Answer removal = refund(scene).of("banChatMember").at(0);
  const std::string reason = "Bad Request: not enough rights to restrict/unrestrict chat member";
  EXPECT_THAT(scene.refuses(removal, reason).to(kOwen), SizeIs(1));
  EXPECT_EQ(scene.state_of(kAnna), MembershipState::joined);
  std::vector<Answers> later = scene.waits(std::chrono::hours{6});
  const Answers& again = later.back();
  EXPECT_THAT(scene.refuses(again.of("banChatMember").at(0), reason).to(kOwen), IsEmpty());
  scene.does(again.of("banChatMember").at(0));
  EXPECT_EQ(scene.state_of(kAnna), MembershipState::removed);
}

TEST(ChannelRemoval, OfAnAdministratorIsToldToTheOwners) {
  ChannelScene scene;
  scene.says(kOlga, "/start");
  scene.buys_and_joins(kAnna);
  const Answer removal = refund(scene).of("banChatMember").at(0);
  const Answers refused = scene.refuses(removal, "Bad Request: user is an administrator of the chat");
  EXPECT_THAT(refused.to(kOwen).at(0).text(), HasSubstr("101"));
  EXPECT_THAT(refused.to(kOlga).at(0).text(), HasSubstr("Клуб авторов"));
  EXPECT_THAT(refused.to(kAnna), IsEmpty());
  EXPECT_FALSE(scene.store.channel_standing(kBot, kChannel)) << "nothing is wrong with the channel";
  for (const Answers& later : scene.waits(std::chrono::days{2})) EXPECT_THAT(later.all, IsEmpty());
}

TEST(ChannelRemoval, OfWhoeverIsNotThereIsDone) {
  for (const char* reason : {"Bad Request: PARTICIPANT_ID_INVALID", "Bad Request: user not found"}) {
    ChannelScene scene;
    scene.buys_and_joins(kAnna);
    EXPECT_THAT(scene.refuses(refund(scene).of("banChatMember").at(0), reason).all, IsEmpty()) << reason;
    EXPECT_EQ(scene.state_of(kAnna), MembershipState::left) << reason;
    EXPECT_EQ(scene.removals_counted(), 0) << reason;
  }
}

TEST(ChannelRemoval, FollowsDeleteMeAndKeepsNothing) {
  ChannelScene scene;
  scene.buys_and_joins(kAnna);
  const Answers forgotten = scene.presses(kAnna, "forget:yes");
  const Answer removal = forgotten.of("banChatMember").at(0);
  EXPECT_EQ(scene.membership_of(kAnna), std::nullopt);
  EXPECT_EQ(scene.does(removal).only().method, "unbanChatMember");
  EXPECT_THAT(scene.refuses(removal, "Bad Request: user is an administrator of the chat").all, IsEmpty());
  EXPECT_EQ(scene.membership_of(kAnna), std::nullopt);
  EXPECT_EQ(scene.store.user(kBot, kAnna.id()), std::nullopt);
}

TEST(ChannelRemoval, IgnoresTimersThatNameNobody) {
  ChannelScene scene;
  for (const char* subject : {"", "x", "-1", "101 club"}) {
    EXPECT_THAT(scene.fires(shop::TimerKind::channel_access, subject).decision.effects, IsEmpty()) << subject;
  }
}

}  // namespace
}  // namespace bot
