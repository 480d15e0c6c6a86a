#include "channel.hpp"

#include <gtest/gtest.h>

namespace simulator {
namespace {

using namespace std::chrono_literals;

constexpr values::Timestamp kNow{std::chrono::milliseconds{1'700'000'000'000}};
constexpr values::UserId kOwner{1};
constexpr values::UserId kAnna{42};
constexpr values::UserId kBoris{43};
constexpr std::string_view kUrl = "https://t.me/+abc";

class ChannelTest : public testing::Test {
 protected:
  InviteLink& link(InviteLink link = {}) {
    link.url = kUrl;
    return *channel.add_link(std::move(link));
  }

  /// Why the person can't come in by the link; empty where they do, or ask.
  std::string failure(values::UserId user, values::Timestamp now = kNow) {
    const values::Result<Channel::Joining> joining = channel.join(user, kUrl, now);
    return joining ? std::string{} : joining.error().message;
  }

  MemberStatus status(values::UserId user, values::Timestamp now = kNow) {
    return channel.membership_of(user, now).status;
  }

  Channel channel{{.id = values::ChatId{-1'001'234'567'890}, .title = "Course", .owner = kOwner}};
};

TEST_F(ChannelTest, APlainLinkLetsInAtOnce) {
  const InviteLink& plain = link();
  const Channel::Joining joining = channel.join(kAnna, kUrl, kNow).value();
  const auto& change = std::get<MembershipChange>(joining);
  EXPECT_EQ(change.before.status, MemberStatus::left);
  EXPECT_EQ(change.after.status, MemberStatus::member);
  EXPECT_EQ(change.link, &plain);
  EXPECT_EQ(plain.uses, 1U);
  EXPECT_EQ(channel.counts().joins, 1U);
  EXPECT_EQ(failure(kAnna), "user 42 is in there already");
  EXPECT_EQ(failure(kOwner), "user 1 is in there already");
  EXPECT_EQ(channel.join(kAnna, "https://t.me/+other", kNow).error().message,
            "'https://t.me/+other' is none of its links");
}

TEST_F(ChannelTest, LimitsCountWhoIsThere) {
  link({.member_limit = 1});
  EXPECT_EQ(failure(kAnna), "");
  EXPECT_EQ(failure(kBoris), "the link's limit of 1 members is reached");
  ASSERT_TRUE(channel.leave(kAnna, kNow));
  EXPECT_EQ(failure(kBoris), "");
  EXPECT_EQ(channel.links().front().uses, 2U);
  EXPECT_EQ(channel.links().front().members, 1);
}

TEST_F(ChannelTest, LinksEnd) {
  InviteLink& limited = link({.expires = kNow + 1s});
  EXPECT_EQ(failure(kAnna), "");
  EXPECT_EQ(failure(kBoris, kNow + 1s), "the link has expired");
  limited.is_revoked = true;
  EXPECT_EQ(failure(kBoris), "the link is revoked");
}

TEST_F(ChannelTest, WhoAsksIsLetInOrNot) {
  const InviteLink& asking = link({.creates_join_request = true});
  EXPECT_EQ(failure(kAnna), "");
  EXPECT_EQ(status(kAnna), MemberStatus::left);
  EXPECT_EQ(failure(kAnna), "user 42 has asked already, and waits");
  EXPECT_EQ(asking.requests, 1U);
  const std::optional<MembershipChange> change = channel.admit(kAnna, kNow);
  ASSERT_TRUE(change);
  EXPECT_EQ(change->link, &asking);
  EXPECT_FALSE(change->via_join_request);
  EXPECT_EQ(asking.requests, 0U);
  EXPECT_FALSE(channel.admit(kAnna, kNow));

  EXPECT_EQ(failure(kBoris), "");
  EXPECT_TRUE(channel.decline(kBoris));
  EXPECT_FALSE(channel.decline(kBoris));
  EXPECT_EQ(status(kBoris), MemberStatus::left);
  EXPECT_EQ(failure(kBoris), "");
}

TEST_F(ChannelTest, OneCanAskWithoutALink) {
  ASSERT_TRUE(channel.ask(kAnna, kNow));
  EXPECT_FALSE(channel.ask(kAnna, kNow));
  const std::optional<MembershipChange> change = channel.admit(kAnna, kNow);
  ASSERT_TRUE(change);
  EXPECT_EQ(change->link, nullptr);
  EXPECT_TRUE(change->via_join_request);
}

TEST_F(ChannelTest, WhoIsBannedStaysOutUntilTheEnd) {
  link();
  EXPECT_EQ(failure(kAnna), "");
  ASSERT_TRUE(channel.ban(kAnna, kNow + 60s, ChangedBy::bot, kNow));
  EXPECT_FALSE(channel.ban(kAnna, kNow + 60s, ChangedBy::bot, kNow));
  EXPECT_EQ(status(kAnna), MemberStatus::kicked);
  EXPECT_EQ(failure(kAnna), "user 42 is banned there");
  EXPECT_EQ(status(kAnna, kNow + 60s), MemberStatus::left);
  EXPECT_EQ(failure(kAnna, kNow + 60s), "");
  EXPECT_EQ(channel.counts().removals, 1U);
}

TEST_F(ChannelTest, ABanEndsARequest) {
  link({.creates_join_request = true});
  EXPECT_EQ(failure(kAnna), "");
  ASSERT_TRUE(channel.ban(kAnna, std::nullopt, ChangedBy::owner, kNow));
  EXPECT_FALSE(channel.has_request_of(kAnna));
  ASSERT_TRUE(channel.unban(kAnna, ChangedBy::owner, kNow));
  EXPECT_FALSE(channel.unban(kAnna, ChangedBy::owner, kNow));
  EXPECT_EQ(failure(kAnna), "");
  EXPECT_EQ(channel.counts().removals_by_owner, 0U);
}

TEST_F(ChannelTest, ComingAndGoingIsCountedByWhoseDoingItIs) {
  link();
  for (const ChangedBy by : {ChangedBy::bot, ChangedBy::owner}) {
    EXPECT_EQ(failure(kAnna), "");
    ASSERT_TRUE(channel.unban(kAnna, by, kNow));
  }
  EXPECT_EQ(failure(kAnna), "");
  ASSERT_TRUE(channel.leave(kAnna, kNow));
  EXPECT_FALSE(channel.leave(kAnna, kNow));
  EXPECT_EQ(channel.counts().joins, 3U);
  EXPECT_EQ(channel.counts().removals, 1U);
  EXPECT_EQ(channel.counts().removals_by_owner, 1U);
  EXPECT_EQ(channel.counts().leaves, 1U);
}

}  // namespace
}  // namespace simulator
