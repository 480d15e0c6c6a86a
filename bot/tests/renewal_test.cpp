#include <gmock/gmock.h>

#include "scene.hpp"

namespace bot {
namespace {

using std::chrono::days;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

/// Anna has a subscription to `plan` that began with the charge "stx-1"; its payload.
std::string subscribed(Scene& scene, shop::PlanId plan = shop::PlanId::lite) {
  const std::string link = scene.subscribes(kAnna, plan);
  scene.is_charged_for_renewal(kAnna, link, "stx-1", true);
  return link;
}

shop::Subscription subscription_of(Scene& scene, const Person& person) {
  return scene.store.subscription(kBot, person.id()).value();
}

shop::RenewalState renewal_state(Scene& scene) {
  return subscription_of(scene, kAnna).renewal.value().state;
}

/// The payment was given back as unwanted, and what began with `first` canceled at Telegram.
void expect_given_back(const Answers& answers, shop::RefundReason reason, const std::string& first) {
  EXPECT_THAT(answers.effects<shop::PaymentRecorded>(), SizeIs(1));
  EXPECT_THAT(answers.effects<shop::SubscriptionActivated>(), IsEmpty());
  ASSERT_THAT(answers.effects<shop::RefundRequested>(), SizeIs(1));
  EXPECT_EQ(answers.effects<shop::RefundRequested>()[0].request.reason, reason);
  ASSERT_THAT(answers.of("editUserStarSubscription"), SizeIs(1));
  EXPECT_EQ(answers.of("editUserStarSubscription")[0].subject, first);
  EXPECT_THAT(answers.of("refundStarPayment"), SizeIs(1));
  EXPECT_EQ(answers.of("sendMessage").at(0).lane, store::Lane::receipt);
}

TEST(Renewal, BeginsWithTheFirstChargeAndEndsWhenTelegramSays) {
  Scene scene;
  const std::string link = scene.subscribes(kAnna, shop::PlanId::lite);
  const values::Timestamp paid_until = scene.now + days{30} - std::chrono::minutes{2};
  const Answers answers =
      scene.is_charged(kAnna, {.payload = link, .charge = "stx-1", .paid_until = paid_until, .first = true});
  EXPECT_EQ(answers.effects<shop::PaymentRecorded>().at(0).payment.kind, shop::PaymentKind::first);
  EXPECT_THAT(answers.only().text(), HasSubstr("Renewed by Telegram: on 2 March 2026, 11:58 UTC, for 100 ⭐"));
  const shop::Subscription subscription = subscription_of(scene, kAnna);
  EXPECT_EQ(subscription.ends_at, paid_until);
  EXPECT_EQ(subscription.renewal, (shop::Renewal{.charge = values::ChargeId{"stx-1"},
                                                 .order = values::OrderId{1},
                                                 .price = values::Stars{100},
                                                 .paid_until = paid_until}));
}

TEST(Renewal, GoesOnWithEachChargeAndSeesNobody) {
  Scene scene;
  const std::string link = subscribed(scene);
  const values::Timestamp last_seen = scene.store.user(kBot, kAnna.id())->last_action_at;
  for (int month = 1; month <= 3; ++month) {
    scene.waits(days{30});
    const Answers answers = scene.is_charged_for_renewal(kAnna, link, "renewal-" + std::to_string(month));
    EXPECT_EQ(answers.effects<shop::PaymentRecorded>().at(0).payment.kind, shop::PaymentKind::renewal);
    EXPECT_THAT(answers.only().text(), HasSubstr("Telegram has renewed your plan"));
    EXPECT_EQ(answers.only().lane, store::Lane::receipt);
    EXPECT_EQ(subscription_of(scene, kAnna).ends_at, scene.now + days{30});
    EXPECT_EQ(subscription_of(scene, kAnna).renewal->charge, values::ChargeId{"stx-1"});
  }
  EXPECT_EQ(scene.store.user(kBot, kAnna.id())->last_action_at, last_seen);
  EXPECT_EQ(scene.store.counters[(shop::CounterKey{shop::kShopFunnel, "paid"})], 1) << "renewals pass no funnel";
}

TEST(Renewal, DeliveredTwiceCountsOnce) {
  Scene scene;
  const std::string link = subscribed(scene);
  scene.waits(days{30});
  scene.is_charged_for_renewal(kAnna, link, "stx-2");
  const Answers again = scene.is_charged_for_renewal(kAnna, link, "stx-2");
  EXPECT_THAT(again.decision.effects, IsEmpty());
  EXPECT_THAT(again.all, IsEmpty());
}

TEST(Renewal, WithAnUnbelievableEndLastsThirtyDays) {
  Scene scene;
  const std::string link = scene.subscribes(kAnna, shop::PlanId::lite);
  scene.is_charged(kAnna, {.payload = link,
                           .charge = "stx-1",
                           .paid_until = values::Timestamp::max() - std::chrono::milliseconds{1},
                           .first = true});
  EXPECT_EQ(subscription_of(scene, kAnna).ends_at, scene.now + days{30});
}

TEST(Renewal, CountsTelegramsEndEvenIfTheClockWasWrong) {
  Scene scene;
  const std::string link = scene.subscribes(kAnna, shop::PlanId::lite);
  const values::Timestamp truth = scene.now + days{365};
  scene.is_charged(kAnna, {.payload = link, .charge = "stx-1", .paid_until = truth + days{30}, .first = true});
  scene.now = truth;
  EXPECT_TRUE(subscription_of(scene, kAnna).active_at(scene.now));
}

TEST(Renewal, IsStoppedByTheCustomersButtonAndItsOrderStaysOpen) {
  Scene scene;
  subscribed(scene);
  const Answers answers = scene.presses(kAnna, "renewal:stop:1");
  EXPECT_THAT(answers.effects<shop::OrderClosed>(), IsEmpty());
  EXPECT_EQ(answers.of("editUserStarSubscription").at(0).subject, "stx-1");
  EXPECT_THAT(answers.of("sendMessage").at(0).text(), HasSubstr("stays yours until 2 March 2026, 12:00 UTC"));
  EXPECT_EQ(renewal_state(scene), shop::RenewalState::canceled);
  EXPECT_THAT(scene.presses(kAnna, "renewal:stop:1").only().text(), HasSubstr("out of date"));
}

TEST(Renewal, IsStoppedByNobodyElse) {
  Scene scene;
  subscribed(scene);
  for (const Person& person : {kIvan, kOwen}) {
    const Answers answers = scene.presses(person, "renewal:stop:1");
    EXPECT_EQ(answers.only().method, "answerCallbackQuery");
    EXPECT_THAT(answers.decision.effects, SizeIs(1));
  }
  EXPECT_EQ(renewal_state(scene), shop::RenewalState::active);
}

TEST(Renewal, FollowsWhatTelegramTells) {
  Scene scene;
  const std::string link = subscribed(scene);
  const Answers canceled = scene.subscription_becomes(kAnna, link, "canceled");
  EXPECT_THAT(canceled.only().text(), HasSubstr("won't renew your plan Lite"));
  EXPECT_EQ(renewal_state(scene), shop::RenewalState::canceled);
  EXPECT_THAT(scene.subscription_becomes(kAnna, link, "canceled").all, IsEmpty());

  const Answers active = scene.subscription_becomes(kAnna, link, "active");
  EXPECT_THAT(active.only().text(), HasSubstr("renews your plan Lite again: on 2 March 2026"));
  EXPECT_EQ(renewal_state(scene), shop::RenewalState::active);
  EXPECT_THAT(scene.subscription_becomes(kAnna, link, "active").all, IsEmpty());

  const Answers failed = scene.subscription_becomes(kAnna, link, "failed");
  EXPECT_THAT(failed.only().text(), AllOf(HasSubstr("could not charge you"), HasSubstr("for 3 days more")));
  EXPECT_EQ(renewal_state(scene), shop::RenewalState::failed);
  EXPECT_THAT(scene.subscription_becomes(kAnna, link, "failed").all, IsEmpty());
}

TEST(Renewal, IsNotTouchedByWhatConcernsAnotherOne) {
  Scene scene;
  const std::string link = subscribed(scene);
  const std::string other = scene.subscribes(kAnna, shop::PlanId::pro);
  const auto expect_nothing = [&](const Person& person, const std::string& payload, const std::string& state) {
    const Answers answers = scene.subscription_becomes(person, payload, state);
    EXPECT_THAT(answers.decision.effects, IsEmpty()) << payload << " " << state;
    EXPECT_THAT(answers.all, IsEmpty()) << payload << " " << state;
  };
  for (const char* state : {"canceled", "active", "failed", "", "CANCELED", "refunded"}) {
    expect_nothing(kAnna, other, state);
    expect_nothing(kIvan, link, state);
    for (const char* payload : {"order:999", "order:-1", "gift", ""}) expect_nothing(kAnna, payload, state);
  }
  EXPECT_EQ(renewal_state(scene), shop::RenewalState::active);
}

TEST(Renewal, EndsWithAChangeOfPlan) {
  Scene scene;
  const std::string link = subscribed(scene);
  scene.waits(days{15});
  const Answers answers = scene.buys(kAnna, shop::PlanId::pro);
  ASSERT_THAT(answers.effects<shop::OrderClosed>(), SizeIs(1));
  EXPECT_EQ(answers.effects<shop::OrderClosed>()[0].order, values::OrderId{1});
  EXPECT_EQ(answers.of("editUserStarSubscription").at(0).subject, "stx-1");
  EXPECT_EQ(subscription_of(scene, kAnna).renewal, std::nullopt);

  // Telegram was a moment too late.
  scene.waits(days{15});
  expect_given_back(scene.is_charged_for_renewal(kAnna, link, "stx-2"), shop::RefundReason::unwanted_renewal, "stx-1");
  EXPECT_EQ(subscription_of(scene, kAnna).plan, shop::PlanId::pro);
}

TEST(Renewal, EndsWithAnotherSubscription) {
  Scene scene;
  const std::string old_link = subscribed(scene);
  scene.waits(days{15});
  const std::string new_link = scene.subscribes(kAnna, shop::PlanId::pro);
  const Answers answers = scene.is_charged_for_renewal(kAnna, new_link, "stx-2", true);
  ASSERT_THAT(answers.effects<shop::OrderClosed>(), SizeIs(1));
  EXPECT_EQ(answers.of("editUserStarSubscription").at(0).subject, "stx-1");
  const shop::Subscription subscription = subscription_of(scene, kAnna);
  EXPECT_EQ(subscription.renewal->charge, values::ChargeId{"stx-2"});
  EXPECT_EQ(subscription.ends_at, scene.now + days{35}) << "half of 100 Stars is 5 days of Pro";
  // Canceled once more if the customer has it renewed again in Telegram.
  const Answers again = scene.subscription_becomes(kAnna, old_link, "active");
  EXPECT_THAT(again.decision.effects, IsEmpty());
  EXPECT_EQ(again.only().subject, "stx-1");
}

TEST(Renewal, OfTheSamePlanByAnotherLinkKeepsWhatWasPaid) {
  Scene scene;
  subscribed(scene);
  scene.presses(kAnna, "renewal:stop:1");
  scene.waits(days{10});
  const std::string link = scene.subscribes(kAnna, shop::PlanId::lite);
  const Answers answers = scene.is_charged_for_renewal(kAnna, link, "stx-2", true);
  EXPECT_EQ(answers.effects<shop::OrderClosed>().at(0).order, values::OrderId{1});
  EXPECT_EQ(subscription_of(scene, kAnna).ends_at, scene.now + days{50});
}

TEST(Renewal, OfOneLinkMayBeginAgainOnceItWasCanceled) {
  Scene scene;
  const std::string link = subscribed(scene);
  scene.subscription_becomes(kAnna, link, "canceled");
  scene.waits(days{40});
  const Answers answers = scene.is_charged_for_renewal(kAnna, link, "stx-2", true);
  EXPECT_THAT(answers.effects<shop::SubscriptionActivated>(), SizeIs(1));
  EXPECT_EQ(subscription_of(scene, kAnna).renewal->charge, values::ChargeId{"stx-2"});
  EXPECT_EQ(renewal_state(scene), shop::RenewalState::active);
}

TEST(Renewal, BegunTwiceByOneLinkIsGivenBackTheSecondTime) {
  Scene scene;
  const std::string link = subscribed(scene);
  const shop::Subscription before = subscription_of(scene, kAnna);
  scene.waits(std::chrono::minutes{1});
  expect_given_back(scene.is_charged_for_renewal(kAnna, link, "stx-2", true), shop::RefundReason::paid_twice, "stx-2");
  EXPECT_EQ(subscription_of(scene, kAnna), before);

  // Nothing that the first one bought is taken back with the second.
  const Answers back = scene.is_answered("refundStarPayment", "stx-2", "true");
  EXPECT_THAT(back.effects<shop::SubscriptionChanged>(), IsEmpty());
  EXPECT_EQ(subscription_of(scene, kAnna), before);
}

TEST(Renewal, OfAnOrderThatIsClosedGoesBackWhateverItIs) {
  Scene scene;
  const std::string link = subscribed(scene);
  scene.buys(kAnna, shop::PlanId::pro);
  expect_given_back(scene.is_charged_for_renewal(kAnna, link, "stx-9", true), shop::RefundReason::unwanted_renewal,
                    "stx-9");
}

TEST(Renewal, IsHonouredWhenNothingElseIsKnown) {
  Scene scene;
  const std::string link = scene.subscribes(kAnna, shop::PlanId::lite);
  scene.waits(days{30});
  const Answers answers = scene.is_charged_for_renewal(kAnna, link, "stx-2");
  EXPECT_EQ(answers.effects<shop::PaymentRecorded>().at(0).payment.kind, shop::PaymentKind::renewal);
  EXPECT_THAT(answers.effects<shop::SubscriptionActivated>(), SizeIs(1));
  EXPECT_EQ(subscription_of(scene, kAnna).ends_at, scene.now + days{30});
  EXPECT_EQ(subscription_of(scene, kAnna).renewal->charge, values::ChargeId{"stx-2"});
}

TEST(Renewal, OfSomebodyElsesLinkGivesOneMonthAndIsCanceled) {
  Scene scene;
  const std::string link = scene.subscribes(kAnna, shop::PlanId::lite);
  const Answers answers = scene.is_charged_for_renewal(kIvan, link, "stx-1", true);
  EXPECT_THAT(answers.effects<shop::SubscriptionActivated>(), SizeIs(1));
  EXPECT_EQ(answers.of("editUserStarSubscription").at(0).subject, "stx-1");
  EXPECT_THAT(answers.to(kOwen), SizeIs(1));
  EXPECT_EQ(subscription_of(scene, kIvan).renewal, std::nullopt);
  EXPECT_FALSE(scene.store.orders.at(values::OrderId{1}).paid);

  scene.waits(days{30});
  expect_given_back(scene.is_charged_for_renewal(kIvan, link, "stx-2"), shop::RefundReason::unwanted_renewal, "stx-1");
}

TEST(Renewal, FoundByReconciliationIsBookedLate) {
  Scene scene;
  const std::string link = subscribed(scene);
  const shop::StarTransaction found{.id = "stx-2",
                                    .direction = shop::Direction::in,
                                    .kind = shop::TransactionKind::payment,
                                    .amount = values::Nanostars{values::Stars{100}},
                                    .at = scene.now + days{30},
                                    .user = kAnna.id(),
                                    .payload = link,
                                    .renews = true,
                                    .commission = std::nullopt};
  scene.waits(days{31});
  const Answers answers = scene.finds(found);
  EXPECT_EQ(answers.effects<shop::PaymentRecorded>().at(0).payment.kind, shop::PaymentKind::renewal);
  EXPECT_THAT(answers.to(kAnna).at(0).text(), HasSubstr("got lost"));
  EXPECT_EQ(subscription_of(scene, kAnna).ends_at, found.at + days{30});
  EXPECT_EQ(subscription_of(scene, kAnna).renewal->charge, values::ChargeId{"stx-1"});
}

}  // namespace
}  // namespace bot
