#include "shop/subscription.hpp"

#include <limits>

#include <gtest/gtest.h>

#include "printing.hpp"

namespace shop {

namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using values::Nanostars;
using values::Stars;
using values::Timestamp;

constexpr values::BotId kBot{1};
constexpr values::UserId kAlice{100};
constexpr Timestamp kNow{days{20'000}};

PlanOffer offer(PlanId id, std::int64_t price, days period = days{30}) {
  PlanOffer offer;
  offer.id = id;
  offer.price = Stars{price};
  offer.period = period;
  return offer;
}

const PlanOffer kLite = offer(PlanId::lite, 300);
const PlanOffer kPro = offer(PlanId::pro, 900);

Occasion at(Timestamp now) {
  return {.bot = kBot, .user = kAlice, .now = now};
}

Subscription bought(const PlanOffer& plan, Timestamp now, const std::optional<Subscription>& current = {}) {
  return after_purchase(plan, plan.price, current, at(now));
}

/// A charge of the order 17 whose first charge was "first".
RecurringCharge charge(Timestamp when, std::optional<Timestamp> paid_until, const PlanOffer& plan = kLite) {
  return {.first = values::ChargeId{"first"},
          .order = values::OrderId{17},
          .amount = plan.price,
          .paid_until = paid_until,
          .at = when};
}

Subscription renewed(const PlanOffer& plan, const RecurringCharge& charge,
                     const std::optional<Subscription>& current = {}) {
  return after_recurring(plan, charge, current, at(charge.at));
}

Nanostars stars(std::int64_t amount) {
  return Nanostars{Stars{amount}};
}

TEST(WorthLeftOf, WhatWasBoughtFirstIsUsedUpFirst) {
  // 30 days for 300, and 30 more for 150 behind them.
  const Subscription first = after_purchase(kLite, Stars{300}, std::nullopt, at(kNow));
  const Subscription both = after_purchase(kLite, Stars{150}, first, at(kNow));
  EXPECT_EQ(worth_left_of(Stars{300}, Stars{150}, both, kNow), stars(300));
  EXPECT_EQ(worth_left_of(Stars{150}, Stars{0}, both, kNow), stars(150));
  EXPECT_EQ(worth_left_of(Stars{300}, Stars{150}, both, kNow + days{20}), stars(150));
  const Nanostars none = worth_left_of(Stars{300}, Stars{150}, both, kNow + days{45});
  EXPECT_EQ(none, Nanostars{});
  EXPECT_EQ(after_refund(both, none, kNow + days{45}).ends_at, both.ends_at) << "the second purchase stays";
  EXPECT_EQ(worth_left_of(Stars{300}, Stars{450}, both, kNow), Nanostars{});
  EXPECT_EQ(worth_left_of(Stars{-1}, Stars{0}, both, kNow), Nanostars{});
}

TEST(WorthLeft, FallsEvenlyUntilTheEnd) {
  const Subscription lite = bought(kLite, kNow);
  EXPECT_EQ(worth_left(lite, kNow), stars(300));
  EXPECT_EQ(worth_left(lite, kNow + days{10}), stars(200));
  EXPECT_EQ(worth_left(lite, kNow + days{15}), stars(150));
  EXPECT_EQ(worth_left(lite, kNow + days{30} - 1ms), Nanostars{300'000'000'000 / (30LL * 86'400'000)});
  EXPECT_EQ(worth_left(lite, kNow + days{30}), Nanostars{});
  EXPECT_EQ(worth_left(lite, kNow + days{31}), Nanostars{});
}

TEST(WorthLeft, IsNotMoreThanAllWhenTheClockIsSetBack) {
  const Subscription lite = bought(kLite, kNow);
  EXPECT_EQ(worth_left(lite, kNow - 1ms), stars(300));
  EXPECT_EQ(worth_left(lite, kNow - days{1000}), stars(300));
}

TEST(Purchase, OfTheFirstPlanStartsNow) {
  const Subscription pro = bought(kPro, kNow);
  EXPECT_EQ(pro, (Subscription{.bot = kBot,
                               .user = kAlice,
                               .plan = PlanId::pro,
                               .started_at = kNow,
                               .ends_at = kNow + days{30},
                               .worth = stars(900),
                               .valued_at = kNow,
                               .noticed_until = kNow}));
  EXPECT_TRUE(pro.active_at(pro.ends_at - 1ms));
  EXPECT_FALSE(pro.active_at(pro.ends_at));
}

TEST(Purchase, LastsForThePeriodOfThePlan) {
  for (const days period : {days{1}, days{30}, days{365}}) {
    for (const std::int64_t price : {1, 10'000}) {
      const Subscription got = bought(offer(PlanId::lite, price, period), kNow);
      EXPECT_EQ(got.ends_at, kNow + period);
      EXPECT_EQ(got.worth, stars(price));
    }
  }
}

TEST(Purchase, IsWorthWhatWasPaidNotWhatThePlanCosts) {
  const Subscription lite = after_purchase(kLite, Stars{240}, std::nullopt, at(kNow));
  EXPECT_EQ(lite.ends_at, kNow + days{30});
  EXPECT_EQ(lite.worth, stars(240));
}

TEST(Purchase, OfTheRunningPlanProlongsIt) {
  const Subscription first = bought(kLite, kNow);
  const Subscription second = bought(kLite, kNow + days{10}, first);
  EXPECT_EQ(second.started_at, kNow);
  EXPECT_EQ(second.ends_at, kNow + days{60});
  EXPECT_EQ(second.worth, stars(200 + 300));
  EXPECT_EQ(second.valued_at, kNow + days{10});
}

TEST(Purchase, InTheLastMomentProlongsAndAtTheEndStartsAnew) {
  const Subscription first = bought(kLite, kNow);
  const Subscription prolonged = bought(kLite, first.ends_at - 1ms, first);
  EXPECT_EQ(prolonged.started_at, kNow);
  EXPECT_EQ(prolonged.ends_at, kNow + days{60});
  for (const auto after : {0ms, 1ms, std::chrono::milliseconds{days{400}}}) {
    const Subscription anew = bought(kLite, first.ends_at + after, first);
    EXPECT_EQ(anew.started_at, first.ends_at + after);
    EXPECT_EQ(anew.ends_at, first.ends_at + after + days{30});
    EXPECT_EQ(anew.worth, stars(300));
  }
}

TEST(Purchase, OfADearerPlanCreditsTheRemainderAsDays) {
  const Subscription lite = bought(kLite, kNow);
  const Timestamp later = kNow + days{12};
  // 18 of 30 days are left: 180 Stars, which buy 6 days of pro.
  EXPECT_EQ(credit_for(kPro, lite, later), days{6});
  const Subscription pro = bought(kPro, later, lite);
  EXPECT_EQ(pro.plan, PlanId::pro);
  EXPECT_EQ(pro.started_at, later);
  EXPECT_EQ(pro.ends_at, later + days{36});
  EXPECT_EQ(pro.worth, stars(900 + 180));
  EXPECT_EQ(worth_left(pro, later + days{6}), stars(900));
}

TEST(Purchase, OfACheaperPlanCreditsTheRemainderAsMoreDays) {
  const Subscription pro = bought(kPro, kNow);
  const Subscription lite = bought(kLite, kNow + days{15}, pro);
  EXPECT_EQ(lite.ends_at, kNow + days{15} + days{30} + days{45});
  EXPECT_EQ(lite.worth, stars(450 + 300));
}

TEST(Purchase, OfAnotherPlanCreditsWhatWasPaidNotTheListPrice) {
  const Subscription cheap = after_purchase(kPro, Stars{450}, std::nullopt, at(kNow));
  EXPECT_EQ(credit_for(kLite, cheap, kNow), days{45});
}

TEST(Credit, IsNothingWithoutAnotherRunningPlan) {
  EXPECT_EQ(credit_for(kPro, std::nullopt, kNow), 0ms);
  EXPECT_EQ(credit_for(kLite, bought(kLite, kNow), kNow), 0ms);
  EXPECT_EQ(credit_for(kPro, bought(kLite, kNow), kNow + days{30}), 0ms);
}

TEST(Credit, OfALastMomentIsRoundedDown) {
  const Subscription lite = bought(kLite, kNow);
  EXPECT_EQ(credit_for(kPro, lite, lite.ends_at - 2ms), 0ms);
  EXPECT_EQ(credit_for(kPro, lite, lite.ends_at - 3ms), 0ms) << "of 1 ms less what rounding takes";
  EXPECT_EQ(credit_for(kPro, lite, lite.ends_at - 4ms), 1ms);
}

TEST(Purchase, KeepsTheRenewalOfTheSamePlanOnly) {
  const Subscription lite = with_renewal(renewed(kLite, charge(kNow, kNow + days{30})), RenewalState::canceled);
  EXPECT_EQ(bought(kLite, kNow + days{10}, lite).renewal, lite.renewal);
  EXPECT_EQ(bought(kLite, kNow + days{40}, lite).renewal, lite.renewal);
  EXPECT_EQ(bought(kPro, kNow + days{10}, lite).renewal, std::nullopt);
  EXPECT_EQ(bought(kPro, kNow + days{40}, lite).renewal, std::nullopt);
}

TEST(Purchase, WithTheClockSetBackLosesNoWorth) {
  const Subscription first = bought(kLite, kNow);
  const Subscription second = bought(kLite, kNow - days{10}, first);
  EXPECT_EQ(second.ends_at, kNow + days{60});
  EXPECT_EQ(worth_left(second, kNow), stars(600));
  EXPECT_EQ(worth_left(second, kNow + days{30}), stars(300));
}

TEST(Recurring, FirstChargeStartsThePlan) {
  const Subscription lite = renewed(kLite, charge(kNow, kNow + days{30}));
  EXPECT_EQ(lite, (Subscription{.bot = kBot,
                                .user = kAlice,
                                .plan = PlanId::lite,
                                .started_at = kNow,
                                .ends_at = kNow + days{30},
                                .worth = stars(300),
                                .valued_at = kNow,
                                .renewal = Renewal{.charge = values::ChargeId{"first"},
                                                   .order = values::OrderId{17},
                                                   .price = Stars{300},
                                                   .paid_until = kNow + days{30}},
                                .noticed_until = kNow}));
  EXPECT_TRUE(lite.renews());
}

TEST(Recurring, FirstChargeKeepsTheRemainderOfTheSamePlanBehindIt) {
  const Subscription one_off = bought(kLite, kNow);
  const Subscription lite = renewed(kLite, charge(kNow + days{10}, kNow + days{40}), one_off);
  EXPECT_EQ(lite.started_at, kNow);
  EXPECT_EQ(lite.ends_at, kNow + days{60});
  EXPECT_EQ(lite.renewal->paid_until, kNow + days{40});
  EXPECT_EQ(lite.worth, stars(200 + 300));
}

TEST(Recurring, FirstChargeCreditsTheRemainderOfAnotherPlan) {
  const Subscription pro = bought(kPro, kNow);
  const Subscription lite = renewed(kLite, charge(kNow + days{20}, kNow + days{50}), pro);
  EXPECT_EQ(lite.plan, PlanId::lite);
  EXPECT_EQ(lite.started_at, kNow + days{20});
  EXPECT_EQ(lite.ends_at, kNow + days{50} + days{30});
  EXPECT_EQ(lite.worth, stars(300 + 300));
}

TEST(Recurring, FirstChargeAfterTheEndStartsAnew) {
  const Subscription lite = renewed(kLite, charge(kNow + days{31}, kNow + days{61}), bought(kLite, kNow));
  EXPECT_EQ(lite.started_at, kNow + days{31});
  EXPECT_EQ(lite.ends_at, kNow + days{61});
}

TEST(Recurring, RenewalGoesOnWhereThePaidTimeEnded) {
  const Subscription first = renewed(kLite, charge(kNow, kNow + days{30}));
  for (const auto lead : {-1h, 0h, 1h}) {
    const Subscription second = renewed(kLite, charge(kNow + days{30} + lead, kNow + days{60}), first);
    EXPECT_EQ(second.ends_at, kNow + days{60}) << lead.count();
    EXPECT_EQ(second.started_at, lead <= 0h ? kNow : kNow + days{30} + lead) << lead.count();
    EXPECT_EQ(second.renewal->paid_until, kNow + days{60});
    EXPECT_EQ(second.renewal->charge, values::ChargeId{"first"});
  }
}

TEST(Recurring, RenewalKeepsABonusBehindThePaidTime) {
  const Subscription first = renewed(kLite, charge(kNow, kNow + days{30}));
  const Subscription with_bonus = after_grant(kLite, days{7}, first, at(kNow + days{1}));
  const Subscription second = renewed(kLite, charge(kNow + days{30}, kNow + days{60}), with_bonus);
  EXPECT_EQ(second.ends_at, kNow + days{67});
  EXPECT_EQ(second.started_at, kNow);
  const Subscription third = renewed(kLite, charge(kNow + days{60}, kNow + days{90}), second);
  EXPECT_EQ(third.ends_at, kNow + days{97});
}

TEST(Recurring, RenewalRevivesWhatFailed) {
  const Subscription failed = with_renewal(renewed(kLite, charge(kNow, kNow + days{30})), RenewalState::failed);
  EXPECT_FALSE(failed.renews());
  EXPECT_TRUE(renewed(kLite, charge(kNow + days{31}, kNow + days{61}), failed).renews());
}

TEST(Recurring, WithoutADateLastsThirtyDaysFromThePaidTime) {
  const Subscription first = renewed(kLite, charge(kNow, std::nullopt));
  EXPECT_EQ(first.ends_at, kNow + days{30});
  const Subscription early = renewed(kLite, charge(kNow + days{29}, std::nullopt), first);
  EXPECT_EQ(early.renewal->paid_until, kNow + days{60});
  EXPECT_EQ(early.ends_at, kNow + days{60});
  const Subscription late = renewed(kLite, charge(kNow + days{31}, std::nullopt), first);
  EXPECT_EQ(late.renewal->paid_until, kNow + days{61});
  EXPECT_EQ(late.ends_at, kNow + days{61});
}

TEST(Recurring, TheSameChargeAgainChangesNothing) {
  const Subscription first = renewed(kLite, charge(kNow, kNow + days{30}));
  EXPECT_EQ(renewed(kLite, charge(kNow, kNow + days{30}), first), first);
  EXPECT_EQ(after_recurring(kLite, charge(kNow, kNow + days{30}), first, at(kNow + days{5})), first);
}

TEST(Recurring, AnOlderChargeAfterANewerOneChangesNothing) {
  const Subscription first = renewed(kLite, charge(kNow, kNow + days{30}));
  const Subscription third = renewed(kLite, charge(kNow + days{60}, kNow + days{90}), first);
  EXPECT_EQ(third.ends_at, kNow + days{90});
  const Subscription canceled = with_renewal(third, RenewalState::canceled);
  EXPECT_EQ(after_recurring(kLite, charge(kNow + days{30}, kNow + days{60}), canceled, at(kNow + days{61})), canceled);
}

TEST(Recurring, ARepeatedChargeBringsBackNothingThatWasRefunded) {
  const Subscription first = renewed(kLite, charge(kNow, kNow + days{30}));
  const Subscription refunded = after_refund(first, Stars{100}, kNow);
  EXPECT_EQ(refunded.ends_at, kNow + days{20});
  EXPECT_EQ(renewed(kLite, charge(kNow, kNow + days{30}), refunded), refunded);
}

TEST(Recurring, FirstChargeOfTheSameLinkAgainIsASubscriptionOfItsOwn) {
  const Subscription canceled = with_renewal(renewed(kLite, charge(kNow, kNow + days{30})), RenewalState::canceled);
  RecurringCharge again = charge(kNow + days{10}, kNow + days{40});
  again.first = values::ChargeId{"second"};
  const Subscription both = renewed(kLite, again, canceled);
  EXPECT_EQ(both.ends_at, kNow + days{60}) << "nothing of what was paid before is lost";
  EXPECT_EQ(both.worth, stars(200 + 300));
  EXPECT_EQ(both.renewal->charge, values::ChargeId{"second"});
  EXPECT_EQ(both.renewal->paid_until, kNow + days{40});
  EXPECT_TRUE(both.renews());
}

TEST(Recurring, AChargeFoundLateDoesNotReplaceANewerSubscription) {
  const Subscription current = renewed(kLite, charge(kNow, kNow + days{30}));
  RecurringCharge older = charge(kNow - days{10}, kNow + days{20});
  older.first = values::ChargeId{"older"};
  older.order = values::OrderId{16};
  const Subscription after = after_recurring(kLite, older, current, at(kNow + days{1}));
  EXPECT_EQ(after.renewal, current.renewal);
  EXPECT_EQ(after.ends_at, kNow + days{60}) << "its time is kept all the same";
  EXPECT_EQ(worth_left(after, kNow + days{1}), stars(290 + 300));
}

TEST(Recurring, AChargeFoundLateHasOnlyTheWorthOfWhatIsAhead) {
  const Subscription lite = after_recurring(kLite, charge(kNow, kNow + days{30}), std::nullopt, at(kNow + days{20}));
  EXPECT_EQ(lite.started_at, kNow);
  EXPECT_EQ(lite.ends_at, kNow + days{30});
  EXPECT_EQ(worth_left(lite, kNow + days{20}), stars(100));
}

TEST(Recurring, AChargeFoundAfterItsTimeEndsNowAndHasItsGrace) {
  const Timestamp found = kNow + days{45};
  for (const auto& current : {std::optional<Subscription>{}, std::optional(bought(kLite, kNow - days{40}))}) {
    const Subscription lite = after_recurring(kLite, charge(kNow, kNow + days{30}), current, at(found));
    EXPECT_EQ(lite.ends_at, found);
    EXPECT_EQ(worth_left(lite, found), Nanostars{});
    EXPECT_FALSE(taken_back(lite));
    EXPECT_EQ(stage_of(lite, PlanRules{}, found), PlanStage::in_grace);
  }
}

TEST(Recurring, AChargeFoundAfterItsTimeLeavesAnotherRunningPlanAlone) {
  const Subscription pro = bought(kPro, kNow + days{40});
  EXPECT_EQ(after_recurring(kLite, charge(kNow, kNow + days{30}), pro, at(kNow + days{45})), pro);
}

TEST(Recurring, WithOurClockAheadLastsAsLongAsTelegramSays) {
  const Subscription first = renewed(kLite, charge(kNow, kNow + days{30}));
  const Timestamp wrong = kNow + days{400};
  const Subscription second = after_recurring(kLite, charge(wrong, kNow + days{60}), first, at(wrong));
  EXPECT_GE(second.ends_at, kNow + days{60});
  EXPECT_EQ(second.renewal->paid_until, kNow + days{60});
}

TEST(Recurring, FirstChargeWithOurClockAheadIsNotTakenForTakenBack) {
  const Timestamp wrong = kNow + days{400};
  const Subscription lite = after_recurring(kLite, charge(wrong, kNow + days{30}), std::nullopt, at(wrong));
  EXPECT_FALSE(taken_back(lite));
  EXPECT_EQ(stage_of(lite, PlanRules{}, kNow), PlanStage::running) << "once the clock is right again";
}

TEST(Recurring, LosesNothingAfterRevocationOfAnEarlierOne) {
  const Subscription revoked = after_revocation(renewed(kLite, charge(kNow, kNow + days{30})), kNow + days{10});
  RecurringCharge again = charge(kNow + days{12}, kNow + days{42});
  again.first = values::ChargeId{"second"};
  const Subscription lite = renewed(kLite, again, revoked);
  EXPECT_EQ(lite.started_at, kNow + days{12});
  EXPECT_EQ(lite.ends_at, kNow + days{42});
  EXPECT_EQ(lite.worth, stars(300));
}

TEST(Grant, IsAPurchaseAtTheListPriceForSoLong) {
  const Subscription lite = after_grant(kLite, days{7}, std::nullopt, at(kNow));
  EXPECT_EQ(lite.ends_at, kNow + days{7});
  EXPECT_EQ(lite.worth, stars(70));
  const Subscription longer = after_grant(kLite, days{365}, lite, at(kNow));
  EXPECT_EQ(longer.ends_at, kNow + days{372});
  EXPECT_EQ(longer.worth, stars(70 + 3650));
  const Subscription pro = after_grant(kPro, days{10}, lite, at(kNow));
  EXPECT_EQ(pro.ends_at, kNow + days{10} + 56h);
  EXPECT_EQ(pro.worth, stars(300 + 70));
}

TEST(Grant, OfNothingTakesNothing) {
  const Subscription lite = bought(kLite, kNow);
  EXPECT_EQ(after_grant(kLite, days{0}, lite, at(kNow)), lite);
  EXPECT_EQ(after_grant(kLite, days{-5}, lite, at(kNow)), lite);
}

TEST(Refund, TakesTheDaysThatTheStarsBought) {
  const Subscription both = bought(kLite, kNow, bought(kLite, kNow));
  const Subscription after = after_refund(both, Stars{300}, kNow);
  EXPECT_EQ(after.ends_at, kNow + days{30});
  EXPECT_EQ(after.worth, stars(300));
  const Subscription partly = after_refund(both, Stars{150}, kNow + days{15});
  EXPECT_EQ(partly.ends_at, kNow + days{45}) << "of 45 days worth 450, a third went back";
  EXPECT_EQ(partly.worth, stars(300));
  EXPECT_EQ(partly.valued_at, kNow + days{15});
}

TEST(Refund, OfAllEndsItWithoutGrace) {
  const Subscription lite = bought(kLite, kNow);
  for (const std::int64_t amount : {std::int64_t{300}, std::int64_t{301}, std::numeric_limits<std::int64_t>::max()}) {
    const Subscription after = after_refund(lite, Stars{amount}, kNow + days{1});
    EXPECT_EQ(after.ends_at, kNow + days{1});
    EXPECT_TRUE(taken_back(after));
    EXPECT_EQ(stage_of(after, PlanRules{}, kNow + days{1}), PlanStage::over);
  }
}

TEST(Refund, OfAllButALittleLeavesALittle) {
  const Subscription lite = bought(offer(PlanId::lite, 10'000), kNow);
  const Subscription after = after_refund(lite, Stars{9'999}, kNow);
  EXPECT_EQ(after.ends_at, kNow + std::chrono::milliseconds{days{30}} / 10'000);
  EXPECT_EQ(after.worth, stars(1));
}

TEST(Refund, OfAllButLessThanAMillisecondIsOfAll) {
  Subscription lite = bought(kLite, kNow);
  lite.ends_at = kNow + 2ms;
  EXPECT_TRUE(taken_back(after_refund(lite, Stars{200}, kNow)));
  EXPECT_EQ(after_refund(lite, Stars{150}, kNow).ends_at, kNow + 1ms);
}

TEST(Refund, OfWhatIsUsedUpEndsItsGrace) {
  const Subscription lite = bought(kLite, kNow);
  const Subscription after = after_refund(lite, Stars{300}, kNow + days{31});
  EXPECT_EQ(after.ends_at, kNow + days{30});
  EXPECT_EQ(stage_of(after, PlanRules{}, kNow + days{31}), PlanStage::over);
}

TEST(Refund, OfNothingTakesNothing) {
  const Subscription lite = bought(kLite, kNow);
  EXPECT_EQ(after_refund(lite, Stars{0}, kNow), lite);
  EXPECT_EQ(after_refund(lite, Stars{std::numeric_limits<std::int64_t>::min()}, kNow), lite);
}

TEST(Refund, KeepsTheRenewal) {
  const Subscription lite = renewed(kLite, charge(kNow, kNow + days{30}));
  EXPECT_EQ(after_refund(lite, Stars{100}, kNow + days{1}).renewal, lite.renewal);
  EXPECT_EQ(after_refund(lite, Stars{300}, kNow + days{1}).renewal, lite.renewal);
}

TEST(Refund, WithTheClockSetBackTakesTheSameShare) {
  const Subscription after = after_refund(bought(kLite, kNow), Stars{100}, kNow - days{10});
  EXPECT_EQ(after.ends_at, kNow + days{20});
  EXPECT_EQ(worth_left(after, kNow), stars(200));
}

TEST(Revocation, EndsNowAndCancelsTheRenewal) {
  const Subscription lite = renewed(kLite, charge(kNow, kNow + days{30}));
  const Subscription after = after_revocation(lite, kNow + days{1});
  EXPECT_EQ(after.ends_at, kNow + days{1});
  EXPECT_EQ(after.worth, Nanostars{});
  EXPECT_EQ(after.renewal->state, RenewalState::canceled);
  EXPECT_TRUE(taken_back(after));
  EXPECT_EQ(stage_of(after, PlanRules{}, kNow + days{1}), PlanStage::over);
}

TEST(Revocation, InTheGraceEndsTheGrace) {
  const Subscription after = after_revocation(bought(kLite, kNow), kNow + days{31});
  EXPECT_EQ(after.ends_at, kNow + days{30});
  EXPECT_EQ(stage_of(after, PlanRules{}, kNow + days{31}), PlanStage::over);
}

TEST(Revocation, BeforeTheStartLeavesNoTimeBehind) {
  const Subscription after = after_revocation(bought(kLite, kNow), kNow - days{1});
  EXPECT_LE(after.started_at, after.ends_at);
  EXPECT_EQ(stage_of(after, PlanRules{}, kNow), PlanStage::over);
}

TEST(RenewalState, ChangesWhereThereIsARenewal) {
  const Subscription lite = renewed(kLite, charge(kNow, kNow + days{30}));
  EXPECT_EQ(with_renewal(lite, RenewalState::failed).renewal->state, RenewalState::failed);
  EXPECT_EQ(with_renewal(with_renewal(lite, RenewalState::canceled), RenewalState::active), lite);
  const Subscription one_off = bought(kLite, kNow);
  EXPECT_EQ(with_renewal(one_off, RenewalState::canceled), one_off);
}

TEST(Stage, ChangesAtTheEndAndAfterTheGrace) {
  const Subscription lite = bought(kLite, kNow);
  const PlanRules rules{.grace = days{3}};
  EXPECT_EQ(stage_of(lite, rules, kNow - days{1}), PlanStage::running);
  EXPECT_EQ(stage_of(lite, rules, lite.ends_at - 1ms), PlanStage::running);
  EXPECT_EQ(stage_of(lite, rules, lite.ends_at), PlanStage::in_grace);
  EXPECT_EQ(stage_of(lite, rules, lite.ends_at + days{3} - 1ms), PlanStage::in_grace);
  EXPECT_EQ(stage_of(lite, rules, lite.ends_at + days{3}), PlanStage::over);
  EXPECT_EQ(stage_of(lite, PlanRules{.grace = days{0}}, lite.ends_at), PlanStage::over);
  EXPECT_EQ(over_at(lite, rules), lite.ends_at + days{3});
  EXPECT_EQ(over_at(after_revocation(lite, kNow), rules), kNow) << "it has no grace";
}

TEST(Stage, OfARowFromBeforeWorthWasKnownHasItsGrace) {
  const Subscription old{.bot = kBot, .user = kAlice, .started_at = kNow - days{30}, .ends_at = kNow};
  EXPECT_FALSE(taken_back(old));
  EXPECT_EQ(stage_of(old, PlanRules{}, kNow), PlanStage::in_grace);
  EXPECT_EQ(worth_left(old, kNow - days{1}), Nanostars{});
}

/// Whatever comes from outside: no crash, and no end before the present.
TEST(Extremes, AreHeldWithinWhatTheTypesCanHold) {
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
  constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
  const Timestamp times[]{Timestamp::min(), Timestamp{}, kNow, Timestamp::max()};
  const Stars amounts[]{Stars{kLeast}, Stars{-1}, Stars{0}, Stars{1}, Stars{kMost}};
  for (const Timestamp now : times) {
    for (const Stars amount : amounts) {
      for (const Timestamp other : times) {
        const Subscription lite = after_purchase(kLite, amount, std::nullopt, at(other));
        for (const PlanOffer& plan :
             {kLite, kPro, offer(PlanId::pro, 1, days{365}), offer(PlanId::pro, 10'000, days{1})}) {
          EXPECT_GE(after_purchase(plan, amount, lite, at(now)).ends_at, now);
          EXPECT_GE(after_grant(plan, days::max(), lite, at(now)).ends_at, now);
          EXPECT_GE(credit_for(plan, lite, now), 0ms);
          RecurringCharge any = charge(other, now, plan);
          any.amount = amount;
          const Subscription renewing = after_recurring(plan, any, lite, at(now));
          EXPECT_GE(after_recurring(plan, any, renewing, at(other)).ends_at, renewing.ends_at);
          any.paid_until = std::nullopt;
          EXPECT_GE(after_recurring(plan, any, renewing, at(other)).renewal->paid_until,
                    renewing.renewal ? renewing.renewal->paid_until : other);
        }
        EXPECT_LE(after_refund(lite, amount, now).ends_at, lite.ends_at);
        EXPECT_LE(after_revocation(lite, now).ends_at, now);
      }
    }
  }
}

}  // namespace
}  // namespace shop
