// When customers hear of the end of their plan.

#include <vector>

#include <gtest/gtest.h>

#include "shop/subscription.hpp"

namespace shop {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using values::Timestamp;

constexpr Timestamp kStart{days{20'000}};
constexpr Timestamp kEnd = kStart + days{30};
const PlanRules kRules{.grace = days{3}, .reminders = {days{7}, days{1}}};

Subscription plan() {
  return {.plan = PlanId::lite,
          .started_at = kStart,
          .ends_at = kEnd,
          .worth = values::Nanostars{values::Stars{300}},
          .valued_at = kStart,
          .noticed_until = kStart};
}

Subscription renewed_plan(RenewalState state = RenewalState::active) {
  Subscription renewed = plan();
  renewed.renewal = Renewal{.charge = values::ChargeId{"first"},
                            .order = values::OrderId{17},
                            .price = values::Stars{300},
                            .paid_until = kEnd,
                            .state = state};
  return renewed;
}

struct Given {
  NoticeKind kind;
  Timestamp at;

  friend bool operator==(const Given&, const Given&) = default;
};

/// What a customer hears if the bot looks whenever next_notice says so.
std::vector<Given> notices_given(Subscription subscription, const PlanRules& rules) {
  std::vector<Given> given;
  Timestamp now = subscription.valued_at;
  while (const auto next = next_notice(subscription, rules, now)) {
    EXPECT_GT(*next, now);
    now = *next;
    EXPECT_FALSE(notice_due(subscription, rules, now - 1ms)) << "early";
    const auto notice = notice_due(subscription, rules, now);
    if (!notice) {
      ADD_FAILURE() << "nothing is due when something was announced";
      break;
    }
    given.push_back({notice->kind, now});
    subscription = noticed(subscription, *notice);
    EXPECT_FALSE(notice_due(subscription, rules, now)) << "twice";
  }
  return given;
}

TEST(Notices, OfAPlanComeBeforeAtAndAfterItsEnd) {
  EXPECT_EQ(notices_given(plan(), kRules), (std::vector<Given>{{NoticeKind::ends_soon, kEnd - days{7}},
                                                               {NoticeKind::ends_soon, kEnd - days{1}},
                                                               {NoticeKind::has_ended, kEnd},
                                                               {NoticeKind::is_over, kEnd + days{3}}}));
}

TEST(Notices, WithoutGraceEndWithTheEnd) {
  const PlanRules rules{.grace = days{0}, .reminders = {days{1}}};
  const std::vector<Given> expected{{NoticeKind::ends_soon, kEnd - days{1}}, {NoticeKind::has_ended, kEnd}};
  EXPECT_EQ(notices_given(plan(), rules), expected);
  EXPECT_EQ(notices_given(renewed_plan(), rules), expected);
}

TEST(Notices, WithoutRemindersBeginWithTheEnd) {
  const PlanRules rules{.grace = days{3}, .reminders = {}};
  EXPECT_EQ(notices_given(plan(), rules),
            (std::vector<Given>{{NoticeKind::has_ended, kEnd}, {NoticeKind::is_over, kEnd + days{3}}}));
  EXPECT_EQ(notices_given(renewed_plan(), rules), (std::vector<Given>{{NoticeKind::is_over, kEnd + days{3}}}));
}

TEST(Notices, OfAPlanThatTelegramRenewsAreTheShortestReminderAndTheLast) {
  EXPECT_EQ(notices_given(renewed_plan(), kRules),
            (std::vector<Given>{{NoticeKind::ends_soon, kEnd - days{1}}, {NoticeKind::is_over, kEnd + days{3}}}));
}

TEST(Notices, OfACanceledOrFailedRenewalAreThoseOfAnyPlan) {
  for (const RenewalState state : {RenewalState::canceled, RenewalState::failed}) {
    EXPECT_EQ(notices_given(renewed_plan(state), kRules), notices_given(plan(), kRules));
  }
}

TEST(Notices, LongerThanThePlanAreNotGiven) {
  Subscription day = plan();
  day.ends_at = kStart + days{1};
  EXPECT_EQ(notices_given(day, kRules),
            (std::vector<Given>{{NoticeKind::has_ended, kStart + days{1}}, {NoticeKind::is_over, kStart + days{4}}}));
}

TEST(Notices, MissedOnesGiveWayToTheLatest) {
  EXPECT_EQ(notice_due(plan(), kRules, kEnd - 1ms)->due, kEnd - days{1});
  EXPECT_EQ(notice_due(plan(), kRules, kEnd + days{1})->kind, NoticeKind::has_ended);
  const auto last = notice_due(plan(), kRules, kEnd + days{400});
  ASSERT_TRUE(last);
  EXPECT_EQ(last->kind, NoticeKind::is_over);
  const Subscription handled = noticed(plan(), *last);
  EXPECT_FALSE(notice_due(handled, kRules, kEnd + days{400}));
  EXPECT_FALSE(next_notice(handled, kRules, kEnd + days{400}));
}

TEST(Notices, AreNotRepeatedWhenTheClockIsSetBack) {
  const auto reminder = notice_due(plan(), kRules, kEnd - days{7});
  ASSERT_TRUE(reminder);
  const Subscription handled = noticed(plan(), *reminder);
  EXPECT_FALSE(notice_due(handled, kRules, kEnd - days{20}));
  EXPECT_FALSE(notice_due(handled, kRules, kEnd - days{7}));
  EXPECT_EQ(next_notice(handled, kRules, kEnd - days{20}), kEnd - days{1});
}

TEST(Notices, AreNotLostWhenTheClockWasAhead) {
  const auto reminder = notice_due(plan(), kRules, kEnd - days{3});
  ASSERT_TRUE(reminder);
  EXPECT_EQ(next_notice(noticed(plan(), *reminder), kRules, kStart), kEnd - days{1});
}

TEST(Notices, OfWhatWasTakenBackAreNone) {
  const Subscription revoked = after_revocation(plan(), kStart + days{1});
  EXPECT_EQ(notices_given(revoked, kRules), std::vector<Given>{});
  EXPECT_FALSE(notice_due(revoked, kRules, kEnd + days{400}));
}

TEST(Notices, OfANewEndAreGivenAnew) {
  const Subscription told = noticed(plan(), *notice_due(plan(), kRules, kEnd - days{1}));
  PlanOffer lite;
  lite.price = values::Stars{300};
  const Timestamp now = kEnd - 12h;
  const Subscription prolonged = after_purchase(lite, values::Stars{300}, told, {.now = now});
  EXPECT_FALSE(notice_due(prolonged, kRules, now));
  EXPECT_EQ(next_notice(prolonged, kRules, now), kEnd + days{30} - days{7});

  const Subscription shortened = after_refund(prolonged, values::Stars{300}, now);
  EXPECT_FALSE(notice_due(shortened, kRules, now));
  const auto next = next_notice(shortened, kRules, now);
  ASSERT_TRUE(next);
  EXPECT_EQ(notice_due(shortened, kRules, *next)->kind, NoticeKind::has_ended);
}

TEST(Notices, AtTheEndsOfTimeDoNotOverflow) {
  for (const Timestamp end : {Timestamp::min(), Timestamp::max()}) {
    Subscription extreme = plan();
    extreme.valued_at = Timestamp::min();
    extreme.noticed_until = std::nullopt;
    extreme.ends_at = end;
    for (const Timestamp now : {Timestamp::min(), kStart, Timestamp::max()}) {
      const auto due = notice_due(extreme, kRules, now);
      EXPECT_TRUE(!due || due->due <= now);
      const auto next = next_notice(extreme, kRules, now);
      EXPECT_TRUE(!next || *next > now);
    }
  }
}

}  // namespace
}  // namespace shop
