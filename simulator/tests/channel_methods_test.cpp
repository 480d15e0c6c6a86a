// Channels as a bot meets them: its methods, their errors, and the updates.
#include "record.hpp"
#include "simulated_bot.hpp"

namespace simulator {
namespace {

namespace json = boost::json;
using namespace std::chrono_literals;

constexpr values::ChatId kCourse{-1'001'234'567'890};
constexpr values::UserId kOwner{1};
constexpr values::UserId kBoris{43};

class ChannelMethodsTest : public SimulatedBot {
 protected:
  void SetUp() override {
    bot.updates().set_allowed_types({"my_chat_member", "chat_member", "chat_join_request", "message"});
    ASSERT_TRUE(bot.make_channel({.id = kCourse, .title = "Course", .owner = kOwner}, administrator()));
    ASSERT_TRUE(bot.say(kAnna, "/start"));
  }

  static BotStanding administrator(AdministratorRights rights = {std::string(kCanInviteUsers),
                                                                 std::string(kCanRestrictMembers)}) {
    return {MemberStatus::administrator, std::move(rights)};
  }

  static json::object course(json::object more = {}) {
    more["chat_id"] = kCourse.value();
    return more;
  }

  static json::object course_and(values::UserId user) { return course({{"user_id", user.value()}}); }

  std::string create_invite(json::object details = {}) {
    return std::string(call("createchatinvitelink", course(std::move(details))).at("invite_link").as_string());
  }

  json::value status_of(values::UserId user) { return call("getchatmember", course_and(user)).at("status"); }

  json::object channel_record() { return record_of(bot).at("channels").as_array().front().as_object(); }
};

TEST_F(ChannelMethodsTest, TheBotIsToldWhatItHasBecome) {
  const json::value change = updates().front().at("my_chat_member");
  EXPECT_EQ(change.at("chat"), json::value({{"id", kCourse.value()}, {"title", "Course"}, {"type", "channel"}}));
  EXPECT_EQ(change.at("from").at("id"), json::value(kOwner.value()));
  EXPECT_EQ(change.at("old_chat_member").at("status"), json::value("left"));
  const json::object now = change.at("new_chat_member").as_object();
  EXPECT_EQ(now.at("status"), json::value("administrator"));
  EXPECT_EQ(now.at("user").at("id"), json::value(bot.id().value()));
  EXPECT_EQ(now.at("can_invite_users"), json::value(true));
  EXPECT_EQ(now.at("can_manage_chat"), json::value(true));
  EXPECT_EQ(now.at("can_post_messages"), json::value(false));
  EXPECT_FALSE(now.contains("can_pin_messages"));
  EXPECT_FALSE(bot.make_channel({.id = kCourse, .title = "Again", .owner = kOwner}, administrator()));

  ASSERT_TRUE(bot.set_bot_standing(kCourse, {MemberStatus::kicked, {}}));
  const json::value expelled = newest_update().at("my_chat_member");
  EXPECT_EQ(expelled.at("old_chat_member"), json::value(now));
  EXPECT_EQ(expelled.at("new_chat_member").at("until_date"), json::value(0));
}

TEST_F(ChannelMethodsTest, SupergroupsHaveRightsOfTheirOwn) {
  const values::ChatId group{-1'001'000'000'001};
  ASSERT_TRUE(bot.make_channel({.id = group, .title = "Group", .type = ChannelType::supergroup, .owner = kOwner},
                               administrator({"can_pin_messages"})));
  const json::object member =
      call("getchatmember", {{"chat_id", group.value()}, {"user_id", bot.id().value()}}).as_object();
  EXPECT_EQ(member.at("can_pin_messages"), json::value(true));
  EXPECT_EQ(member.at("can_invite_users"), json::value(false));
  EXPECT_FALSE(member.contains("can_post_messages"));
}

TEST_F(ChannelMethodsTest, GetChatTellsTheChannel) {
  const json::value chat = call("getchat", course());
  EXPECT_EQ(chat.at("title"), json::value("Course"));
  EXPECT_EQ(chat.at("type"), json::value("channel"));
}

TEST_F(ChannelMethodsTest, OnePersonComesInByALinkForOne) {
  const json::value made = call("createchatinvitelink", course({{"name", "order 7"}, {"member_limit", "1"}}));
  const std::string url(made.at("invite_link").as_string());
  EXPECT_TRUE(url.starts_with("https://t.me/+"));
  EXPECT_EQ(made.at("name"), json::value("order 7"));
  EXPECT_EQ(made.at("member_limit"), json::value(1));
  EXPECT_EQ(made.at("is_primary"), json::value(false));
  EXPECT_EQ(made.at("creator").at("is_bot"), json::value(true));

  ASSERT_TRUE(bot.join(kAnna, url));
  const json::value change = newest_update().at("chat_member");
  EXPECT_EQ(change.at("from").at("id"), json::value(kAnna.value()));
  EXPECT_EQ(change.at("old_chat_member").at("status"), json::value("left"));
  EXPECT_EQ(change.at("new_chat_member").at("status"), json::value("member"));
  EXPECT_EQ(change.at("invite_link"), made);
  EXPECT_FALSE(change.as_object().contains("via_join_request"));
  EXPECT_EQ(bot.join(kBoris, url).error().message, "the link's limit of 1 members is reached");
  EXPECT_EQ(status_of(kAnna), json::value("member"));

  const json::object record = channel_record();
  EXPECT_EQ(record.at("members"), json::value(list_of(kAnna.value())));
  EXPECT_EQ(record.at("joins"), json::value(1));
  const json::value link = record.at("links").as_array().front();
  EXPECT_EQ(link.at("uses"), json::value(1));
  EXPECT_EQ(link.at("name"), json::value("order 7"));
}

TEST_F(ChannelMethodsTest, ARequestIsApproved) {
  const std::string url = create_invite({{"creates_join_request", true}});
  ASSERT_TRUE(bot.join(kBoris, url, "en"));
  const json::value request = newest_update().at("chat_join_request");
  EXPECT_EQ(request.at("chat").at("id"), json::value(kCourse.value()));
  EXPECT_EQ(request.at("from").at("language_code"), json::value("en"));
  EXPECT_EQ(request.at("user_chat_id"), json::value(kBoris.value()));
  EXPECT_EQ(request.at("date"), json::value(1'700'000'000));
  EXPECT_EQ(request.at("invite_link").at("invite_link"), json::value(url));
  EXPECT_EQ(request.at("invite_link").at("pending_join_request_count"), json::value(1));
  EXPECT_EQ(status_of(kBoris), json::value("left"));

  EXPECT_EQ(call("approvechatjoinrequest", course_and(kBoris)), json::value(true));
  const json::value change = newest_update().at("chat_member");
  EXPECT_EQ(change.at("from").at("id"), json::value(bot.id().value()));
  EXPECT_EQ(change.at("new_chat_member").at("user").at("id"), json::value(kBoris.value()));
  EXPECT_EQ(change.at("invite_link").at("invite_link"), json::value(url));
  EXPECT_EQ(failure_of("approvechatjoinrequest", course_and(kBoris)), "Bad Request: USER_ALREADY_PARTICIPANT");
  EXPECT_EQ(failure_of("declinechatjoinrequest", course_and(kBoris)), "Bad Request: USER_ALREADY_PARTICIPANT");
}

TEST_F(ChannelMethodsTest, ARequestIsDeclined) {
  const std::string url = create_invite({{"creates_join_request", true}});
  ASSERT_TRUE(bot.join(kBoris, url));
  EXPECT_EQ(channel_record().at("requests"), json::value(list_of(kBoris.value())));
  EXPECT_EQ(call("declinechatjoinrequest", course_and(kBoris)), json::value(true));
  EXPECT_EQ(status_of(kBoris), json::value("left"));
  for (const std::string_view method : {"approvechatjoinrequest", "declinechatjoinrequest"}) {
    EXPECT_EQ(failure_of(method, course_and(kBoris)), "Bad Request: HIDE_REQUESTER_MISSING");
  }
}

TEST_F(ChannelMethodsTest, ARequestWithoutALinkTellsSo) {
  ASSERT_TRUE(bot.ask_to_join(kAnna, kCourse));
  EXPECT_FALSE(newest_update().at("chat_join_request").as_object().contains("invite_link"));
  call("approvechatjoinrequest", course_and(kAnna));
  EXPECT_EQ(newest_update().at("chat_member").at("via_join_request"), json::value(true));
}

TEST_F(ChannelMethodsTest, WhoAsksCanBeWrittenToForFiveMinutes) {
  const std::string url = create_invite({{"creates_join_request", true}});
  const json::object message{{"chat_id", kBoris.value()}, {"text", "Have you paid?"}};
  const std::string refused = "Forbidden: bot can't initiate conversation with a user";
  EXPECT_EQ(failure_of("sendmessage", message), "Bad Request: chat not found");
  ASSERT_TRUE(bot.join(kBoris, url));
  EXPECT_EQ(failure_of("sendmessage", message), "");
  pass(5min);
  EXPECT_EQ(failure_of("sendmessage", message), refused);
  call("declinechatjoinrequest", course_and(kBoris));
  ASSERT_TRUE(bot.join(kBoris, url));
  EXPECT_EQ(failure_of("sendmessage", message), "");
  call("approvechatjoinrequest", course_and(kBoris));
  EXPECT_EQ(failure_of("sendmessage", message), refused);
  ASSERT_TRUE(bot.say(kBoris, "/start"));
  EXPECT_EQ(failure_of("sendmessage", message), "");
}

TEST_F(ChannelMethodsTest, WhoIsBannedIsOutAndWhoIsUnbannedMayReturn) {
  const std::string url = create_invite();
  ASSERT_TRUE(bot.join(kAnna, url));
  EXPECT_EQ(call("banchatmember", course_and(kAnna)), json::value(true));
  const json::value change = newest_update().at("chat_member");
  EXPECT_EQ(change.at("from").at("id"), json::value(bot.id().value()));
  EXPECT_EQ(change.at("new_chat_member").at("status"), json::value("kicked"));
  EXPECT_EQ(change.at("new_chat_member").at("until_date"), json::value(0));
  EXPECT_EQ(channel_record().at("banned"), json::value(list_of(kAnna.value())));
  EXPECT_EQ(channel_record().at("removals"), json::value(1));
  EXPECT_FALSE(bot.join(kAnna, url));

  json::object unban = course_and(kAnna);
  unban["only_if_banned"] = true;
  call("unbanchatmember", unban);
  EXPECT_EQ(status_of(kAnna), json::value("left"));
  ASSERT_TRUE(bot.join(kAnna, url));
  call("unbanchatmember", unban);
  EXPECT_EQ(status_of(kAnna), json::value("member"));
  call("unbanchatmember", course_and(kAnna));
  EXPECT_EQ(status_of(kAnna), json::value("left"));
}

TEST_F(ChannelMethodsTest, BansEndOnlyWhereTheirEndIsNeitherTooNearNorTooFar) {
  const auto end_of_ban = [&](std::chrono::seconds after) {
    json::object ban = course_and(kAnna);
    ban["until_date"] = 1'700'000'000 + after.count();
    call("banchatmember", ban);
    return call("getchatmember", course_and(kAnna)).at("until_date");
  };
  EXPECT_EQ(end_of_ban(29s), json::value(0));
  EXPECT_EQ(end_of_ban(std::chrono::days{366} + 1s), json::value(0));
  EXPECT_EQ(end_of_ban(30s), json::value(1'700'000'030));
  pass(30s);
  EXPECT_EQ(status_of(kAnna), json::value("left"));
  EXPECT_TRUE(channel_record().at("banned").as_array().empty());
}

TEST_F(ChannelMethodsTest, PeopleLeaveAndTheOwnerDecides) {
  ASSERT_TRUE(bot.join(kAnna, create_invite()));
  ASSERT_TRUE(bot.leave(kAnna, kCourse));
  EXPECT_EQ(newest_update().at("chat_member").at("from").at("id"), json::value(kAnna.value()));
  ASSERT_TRUE(bot.set_member(kAnna, kCourse, MemberStatus::member));
  EXPECT_EQ(newest_update().at("chat_member").at("from").at("id"), json::value(kOwner.value()));
  EXPECT_FALSE(bot.set_member(kAnna, kCourse, MemberStatus::member));
  ASSERT_TRUE(bot.set_member(kAnna, kCourse, MemberStatus::kicked));
  ASSERT_TRUE(bot.set_member(kAnna, kCourse, MemberStatus::left));
  EXPECT_FALSE(bot.set_member(kOwner, kCourse, MemberStatus::left));
  EXPECT_EQ(channel_record().at("removals_by_owner"), json::value(1));
}

TEST_F(ChannelMethodsTest, ARevokedLinkLetsNobodyIn) {
  const std::string url = create_invite();
  const json::object revocation = course({{"invite_link", url}});
  EXPECT_EQ(call("revokechatinvitelink", revocation).at("is_revoked"), json::value(true));
  EXPECT_EQ(bot.join(kAnna, url).error().message, "the link is revoked");
  EXPECT_EQ(failure_of("revokechatinvitelink", revocation), "Bad Request: INVITE_HASH_EXPIRED");
  EXPECT_EQ(failure_of("revokechatinvitelink", course()), "Bad Request: invite link must be non-empty");
}

TEST_F(ChannelMethodsTest, LinksAreChecked) {
  const auto failure = [&](json::object details) {
    return failure_of("createchatinvitelink", course(std::move(details)));
  };
  EXPECT_EQ(failure({{"member_limit", 1}, {"creates_join_request", true}}),
            "Bad Request: member limit can't be specified for links requiring administrator approval");
  EXPECT_EQ(failure({{"expire_date", 1'700'000'000}}), "Bad Request: EXPIRE_DATE_INVALID");
  EXPECT_EQ(failure({{"member_limit", 100'000}}), "Bad Request: USAGE_LIMIT_INVALID");
  const json::value made =
      call("createchatinvitelink", course({{"name", " " + std::string(40, 'x')}, {"expire_date", 1'700'000'060}}));
  EXPECT_EQ(made.at("name"), json::value(std::string(32, 'x')));
  EXPECT_EQ(made.at("expire_date"), json::value(1'700'000'060));
  pass(60s);
  EXPECT_EQ(bot.join(kAnna, made.at("invite_link").as_string()).error().message, "the link has expired");
}

TEST_F(ChannelMethodsTest, RightsAreNeeded) {
  ASSERT_TRUE(bot.join(kAnna, create_invite()));
  ASSERT_TRUE(bot.set_bot_standing(kCourse, administrator({"can_post_messages"})));
  EXPECT_EQ(failure_of("createchatinvitelink", course()), "Bad Request: not enough rights to manage chat invite link");
  EXPECT_EQ(failure_of("approvechatjoinrequest", course_and(kBoris)),
            "Bad Request: not enough rights to manage chat join requests");
  for (const std::string_view method : {"banchatmember", "unbanchatmember"}) {
    EXPECT_EQ(failure_of(method, course_and(kAnna)),
              "Bad Request: not enough rights to restrict/unrestrict chat member");
  }
  EXPECT_EQ(failure_of("getchatmember", course_and(kAnna)), "");
  ASSERT_TRUE(bot.set_bot_standing(kCourse, {MemberStatus::member, {}}));
  EXPECT_EQ(failure_of("getchatmember", course_and(kAnna)), "Bad Request: member list is inaccessible");
  EXPECT_EQ(failure_of("getchatadministrators", course()), "Bad Request: member list is inaccessible");
  EXPECT_EQ(call("getchatmember", course_and(values::UserId{bot.id().value()})).at("status"), json::value("member"));
}

TEST_F(ChannelMethodsTest, WhoWasExpelledGetsNothing) {
  const std::array methods{"getchat", "createchatinvitelink", "getchatadministrators"};
  ASSERT_TRUE(bot.set_bot_standing(kCourse, {MemberStatus::kicked, {}}));
  for (const std::string_view method : methods) {
    EXPECT_EQ(failure_of(method, course()), "Forbidden: bot was kicked from the channel chat") << method;
  }
  EXPECT_EQ(failure_of("banchatmember", course_and(kAnna)), "Forbidden: bot was kicked from the channel chat");
  ASSERT_TRUE(bot.set_bot_standing(kCourse, {MemberStatus::left, {}}));
  for (const std::string_view method : methods) {
    EXPECT_EQ(failure_of(method, course()), "Forbidden: bot is not a member of the channel chat") << method;
  }
  for (const std::string_view method : methods) {
    EXPECT_EQ(failure_of(method, {{"chat_id", -1'001'000'000'000}}), "Bad Request: chat not found") << method;
    EXPECT_EQ(failure_of(method, {}), "Bad Request: chat_id is empty") << method;
  }
}

TEST_F(ChannelMethodsTest, WhoHasNoRightIsToldNothing) {
  const std::string open = create_invite();
  const std::string asking = create_invite({{"creates_join_request", true}});
  ASSERT_TRUE(bot.set_bot_standing(kCourse, administrator({})));
  EXPECT_FALSE(bot.join(kBoris, asking).value());
  EXPECT_TRUE(bot.join(kAnna, open).value());
  ASSERT_TRUE(bot.set_bot_standing(kCourse, {MemberStatus::member, {}}));
  EXPECT_FALSE(bot.leave(kAnna, kCourse).value());
}

TEST_F(ChannelMethodsTest, ChangesOfMembersMustBeAskedFor) {
  const std::string url = create_invite();
  bot.updates().set_allowed_types({});
  EXPECT_FALSE(bot.join(kAnna, url).value());
  EXPECT_EQ(status_of(kAnna), json::value("member"));
}

TEST_F(ChannelMethodsTest, WhoCannotBeRemovedIsNot) {
  EXPECT_EQ(failure_of("banchatmember", course_and(kOwner)), "Bad Request: can't remove chat owner");
  EXPECT_EQ(failure_of("banchatmember", course_and(values::UserId{bot.id().value()})),
            "Bad Request: can't restrict self");
  EXPECT_EQ(failure_of("banchatmember", course_and(values::UserId{999})), "Bad Request: PARTICIPANT_ID_INVALID");
  EXPECT_EQ(failure_of("getchatmember", course_and(values::UserId{999})), "Bad Request: PARTICIPANT_ID_INVALID");
  EXPECT_EQ(failure_of("banchatmember", course()), "Bad Request: invalid user_id specified");
}

TEST_F(ChannelMethodsTest, AdministratorsAreTheBotAndTheOwner) {
  const json::array administrators = call("getchatadministrators", course()).as_array();
  ASSERT_EQ(administrators.size(), 2U);
  EXPECT_EQ(administrators[0].at("user").at("id"), json::value(bot.id().value()));
  EXPECT_EQ(administrators[1].at("status"), json::value("creator"));
  EXPECT_EQ(administrators[1].at("is_anonymous"), json::value(false));
}

TEST_F(ChannelMethodsTest, PrivateChatsAreNoChannels) {
  const json::object private_chat{{"chat_id", kAnna.value()}, {"user_id", kAnna.value()}};
  EXPECT_EQ(failure_of("createchatinvitelink", private_chat), "Bad Request: can't invite members to a private chat");
  EXPECT_EQ(failure_of("approvechatjoinrequest", private_chat), "Bad Request: the chat can't have join requests");
  EXPECT_EQ(call("getchatmember", private_chat).at("status"), json::value("member"));
}

}  // namespace
}  // namespace simulator
