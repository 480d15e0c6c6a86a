#include <gmock/gmock.h>

#include "channel_scene.hpp"

namespace bot {
namespace {

using shop::ChannelEntry;
using shop::MembershipState;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

TEST(ChannelMembers, AreWelcomedAndCountedOnce) {
  ChannelScene scene;
  scene.buys(kAnna, kClub);
  const Answers joined = scene.joins(kAnna);
  EXPECT_THAT(joined.only().text(), HasSubstr("Welcome to the channel of “Writers' club”"));
  EXPECT_EQ(scene.state_of(kAnna), MembershipState::joined);
  EXPECT_EQ(scene.joins_counted(), 1);
  EXPECT_THAT(scene.joins(kAnna).all, IsEmpty()) << "told twice";
  EXPECT_EQ(scene.joins_counted(), 1);
}

TEST(ChannelMembers, WhoAskToBeLetInAreIfTheyHaveTheCourse) {
  ChannelScene scene(ChannelEntry::join_request);
  scene.makes_link(scene.buys(kAnna, kClub).of("createChatInviteLink").at(0), "https://t.me/+anna");
  const Answer approval = scene.asks_to_join(kAnna).only();
  EXPECT_EQ(approval.method, "approveChatJoinRequest");
  EXPECT_EQ(approval.parameters.at("user_id"), 101);
  EXPECT_EQ(scene.state_of(kAnna), MembershipState::invited) << "until Telegram has done so";
  EXPECT_THAT(scene.does(approval).only().text(), HasSubstr("Welcome"));
  EXPECT_THAT(scene.is_added(kAnna, the_bot()).all, IsEmpty()) << "Telegram tells the same once more";
  EXPECT_EQ(scene.joins_counted(), 1);
  EXPECT_EQ(scene.membership_of(kAnna)->link, "https://t.me/+anna") << "at it one may ask again";
}

TEST(ChannelMembers, AreCountedOnceWhicheverNewsComesFirst) {
  ChannelScene scene(ChannelEntry::join_request);
  scene.buys(kAnna, kClub);
  const Answer approval = scene.asks_to_join(kAnna).only();
  EXPECT_THAT(scene.is_added(kAnna, the_bot()).only().text(), HasSubstr("Welcome"));
  EXPECT_THAT(scene.does(approval).all, IsEmpty());
  EXPECT_EQ(scene.joins_counted(), 1);
}

TEST(ChannelMembers, MayAskYearsLater) {
  ChannelScene scene(ChannelEntry::join_request);
  scene.buys(kAnna, kClub);
  scene.now += std::chrono::days{1500};
  EXPECT_EQ(scene.asks_to_join(kAnna).only().method, "approveChatJoinRequest");
  EXPECT_EQ(scene.asks_to_join(kIvan).only().method, "sendMessage");
}

TEST(ChannelMembers, WhoDoNotHaveTheCourseAreToldSoAndThenDeclined) {
  ChannelScene scene(ChannelEntry::join_request);
  const Answer message = scene.asks_to_join(kIvan).only();
  EXPECT_EQ(message.chat, kIvan.chat());
  EXPECT_THAT(message.text(), HasSubstr("для тех, у кого есть этот курс")) << "in Telegram's word for his language";
  EXPECT_EQ(message.buttons().at(0).callback_data, "course:club");
  EXPECT_EQ(message.deadline, scene.now + std::chrono::minutes{5});
  const Answer declined = scene.refuses(message, "Forbidden: bot can't initiate conversation with a user").only();
  EXPECT_EQ(declined.method, "declineChatJoinRequest");
  EXPECT_EQ(declined.parameters.at("user_id"), 102);
  EXPECT_EQ(scene.membership_of(kIvan), std::nullopt) << "nothing is kept of a stranger";
  EXPECT_EQ(scene.store.user(kBot, kIvan.id()), std::nullopt);
}

TEST(ChannelMembers, WhoBuyWhileTheyWaitAreLetIn) {
  ChannelScene scene(ChannelEntry::join_request);
  const Answer message = scene.asks_to_join(kIvan).only();
  scene.buys(kIvan, kClub);
  EXPECT_EQ(scene.does(message).only().method, "approveChatJoinRequest");
}

TEST(ChannelMembers, ApprovedTwiceOrBySomebodyElseAreFine) {
  ChannelScene scene(ChannelEntry::join_request);
  scene.makes_link(scene.buys(kAnna, kClub).of("createChatInviteLink").at(0), "https://t.me/+anna");
  const Answer approval = scene.asks_to_join(kAnna).only();
  EXPECT_THAT(scene.refuses(approval, "Bad Request: HIDE_REQUESTER_MISSING").all, IsEmpty());
  EXPECT_EQ(scene.state_of(kAnna), MembershipState::invited);
  EXPECT_THAT(scene.refuses(approval, "Bad Request: USER_ALREADY_PARTICIPANT").only().text(), HasSubstr("Welcome"));
  EXPECT_EQ(scene.state_of(kAnna), MembershipState::joined);
  EXPECT_TRUE(!scene.store.channel_standing(kBot, kChannel)) << "nothing is wrong with the channel";
}

TEST(ChannelMembers, WhomTelegramDoesNotLetInAreToldWhy) {
  ChannelScene scene(ChannelEntry::join_request);
  scene.makes_link(scene.buys(kAnna, kClub).of("createChatInviteLink").at(0), "https://t.me/+anna");
  const Answers refused = scene.refuses(scene.asks_to_join(kAnna).only(), "Bad Request: USER_CHANNELS_TOO_MUCH");
  EXPECT_THAT(refused.only().text(), HasSubstr("USER_CHANNELS_TOO_MUCH"));
  EXPECT_EQ(refused.only().buttons().at(0).callback_data, "enter:club");
}

TEST(ChannelMembers, WhomTheBotMayNotLetInComeInAsSoonAsItMay) {
  ChannelScene scene(ChannelEntry::join_request);
  scene.makes_link(scene.buys(kAnna, kClub).of("createChatInviteLink").at(0), "https://t.me/+anna");
  const Answers refused =
      scene.refuses(scene.asks_to_join(kAnna).only(), "Bad Request: not enough rights to manage chat join requests");
  EXPECT_THAT(refused.to(kOwen), SizeIs(1));
  EXPECT_THAT(refused.to(kAnna).at(0).text(), HasSubstr("Nothing is lost"));
  const Answers back = scene.bot_becomes("administrator", true, true);
  EXPECT_THAT(scene.does(back.of("approveChatJoinRequest").at(0)).only().text(), HasSubstr("Welcome"));
}

TEST(ChannelMembers, WhoWaitedWithoutHavingAskedGetALink) {
  ChannelScene scene(ChannelEntry::join_request);
  scene.refuses(scene.buys(kAnna, kClub).of("createChatInviteLink").at(0), "Bad Request: chat not found");
  const Answer approval = scene.bot_becomes("administrator", true, true).of("approveChatJoinRequest").at(0);
  for (const char* reason : {"Bad Request: HIDE_REQUESTER_MISSING", "Bad Request: USER_ID_INVALID"}) {
    EXPECT_THAT(scene.refuses(approval, reason).of("createChatInviteLink"), SizeIs(1)) << reason;
  }
}

TEST(ChannelMembers, OfNoCoursesChannelAreNoConcernOfTheBot) {
  ChannelScene scene(ChannelEntry::join_request);
  const Answer approval = [&] {
    scene.buys(kAnna, kClub);
    return scene.asks_to_join(kAnna).only();
  }();
  scene.changes([](shop::Course& course) { course.channel->chat = values::ChatId{-1009}; });
  EXPECT_THAT(scene.asks_to_join(kAnna).all, IsEmpty());
  EXPECT_THAT(scene.asks_to_join(kIvan).all, IsEmpty());
  EXPECT_THAT(scene.joins(kIvan).all, IsEmpty());
  EXPECT_THAT(scene.leaves(kAnna).decision.effects, IsEmpty());
  EXPECT_THAT(scene.does(approval).all, IsEmpty());
  EXPECT_THAT(scene.bot_becomes("kicked").decision.effects, IsEmpty());
}

TEST(ChannelMembers, WhoLeaveMayComeBack) {
  ChannelScene scene;
  scene.buys_and_joins(kAnna);
  EXPECT_THAT(scene.leaves(kAnna).all, IsEmpty());
  EXPECT_EQ(scene.state_of(kAnna), MembershipState::left);
  const Answers entered = scene.presses(kAnna, "enter:club");
  EXPECT_THAT(entered.of("createChatInviteLink"), SizeIs(1)) << "the first link is used up";
  EXPECT_THAT(entered.of("unbanChatMember"), IsEmpty()) << "what an administrator has decided holds";
  scene.joins(kAnna);
  EXPECT_EQ(scene.joins_counted(), 2);
  EXPECT_EQ(scene.removals_counted(), 0);
}

TEST(ChannelMembers, SentAwayByAnAdministratorHaveLeft) {
  ChannelScene scene;
  scene.buys_and_joins(kAnna);
  scene.is_banned(kAnna, user_of(kOwen));
  EXPECT_EQ(scene.state_of(kAnna), MembershipState::left);
  EXPECT_EQ(scene.removals_counted(), 0);
}

TEST(ChannelMembers, WhoCameByThemselvesWithoutTheCourseAreRemoved) {
  ChannelScene scene;
  const Answers came = scene.joins(kIvan);
  const Answer removal = came.only();
  EXPECT_EQ(removal.method, "banChatMember") << "and no message, which he would not get";
  EXPECT_EQ(removal.parameters.at("user_id"), 102);
  EXPECT_EQ(scene.does(removal).only().method, "unbanChatMember");
  EXPECT_EQ(scene.membership_of(kIvan), std::nullopt);
  EXPECT_EQ(scene.joins_counted(), 0);
  EXPECT_EQ(scene.removals_counted(), 0);

  scene.says(kIvan, "/start");
  const Answers again = scene.joins(kIvan);
  EXPECT_THAT(again.of("banChatMember"), SizeIs(1));
  EXPECT_THAT(again.to(kIvan).at(0).text(), HasSubstr("для тех, у кого есть этот курс"));
}

TEST(ChannelMembers, WhoComeBySomebodysLinkAreRemovedAndItsOwnerGetsAnother) {
  ChannelScene scene;
  const std::string link = "https://t.me/+anna";
  scene.makes_link(scene.buys(kAnna, kClub).of("createChatInviteLink").at(0), link);
  const Answers came = scene.joins(kIvan, link, "101");
  EXPECT_EQ(came.of("banChatMember").at(0).parameters.at("user_id"), 102);
  EXPECT_EQ(came.of("revokeChatInviteLink").at(0).string("invite_link"), link);
  EXPECT_THAT(came.to(kAnna).at(0).text(), HasSubstr("used your link"));
  const Answers made = scene.makes_link(came.of("createChatInviteLink").at(0), "https://t.me/+new");
  EXPECT_EQ(made.only().buttons().at(0).url, "https://t.me/+new");
  EXPECT_THAT(scene.joins(kAnna, "https://t.me/+new", "101").only().text(), HasSubstr("Welcome"));
}

TEST(ChannelMembers, WhoComeByALinkThatIsNobodysChangeNothingForOthers) {
  ChannelScene scene;
  scene.makes_link(scene.buys(kAnna, kClub).of("createChatInviteLink").at(0), "https://t.me/+anna");
  for (const char* name : {"", "101", "Friends", "-101", "999999999999999999999"}) {
    const Answers came = scene.joins(kIvan, "https://t.me/+other", name);
    EXPECT_EQ(came.only().method, "banChatMember") << name;
  }
}

TEST(ChannelMembers, OwnersAdministratorsBotsAndThoseAddedByHandStay) {
  ChannelScene scene;
  EXPECT_THAT(scene.joins(kOlga).all, IsEmpty()) << "an owner of the shop";
  EXPECT_THAT(scene.is_added(kIvan, user_of(kOwen)).all, IsEmpty()) << "a guest of the author";
  for (const char* status : {"administrator", "creator"}) {
    telegram::ChatMemberChanged change = ChannelScene::change_of(kIvan, "left", status);
    change.is_member = true;
    EXPECT_THAT(scene.receives(change).all, IsEmpty()) << status;
  }
  telegram::ChatMemberChanged other_bot = ChannelScene::change_of(kIvan, "left", "member");
  other_bot.is_member = true;
  other_bot.member.is_bot = true;
  EXPECT_THAT(scene.receives(other_bot).all, IsEmpty());
  EXPECT_EQ(scene.membership_of(kIvan), std::nullopt);
}

TEST(ChannelMembers, WhoseStandingChangesWithinTheChannelAreNotAskedForTheCourse) {
  ChannelScene scene;
  for (const char* before : {"administrator", "member"}) {
    telegram::ChatMemberChanged change = ChannelScene::change_of(kIvan, before, "member");
    change.is_member = true;
    EXPECT_THAT(scene.receives(change).all, IsEmpty()) << before;
  }
}

}  // namespace
}  // namespace bot
