#include <gmock/gmock.h>

#include "scene.hpp"
#include "shop/checkout.hpp"

namespace bot {
namespace {

using std::chrono::days;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

shop::Subscription subscription_of(Scene& scene, const Person& person) {
  return scene.store.subscription(kBot, person.id()).value();
}

/// What the only button under /refund carries.
std::string only_button(Scene& scene, const Person& person) {
  const Answers list = scene.says(person, "/refund");
  EXPECT_THAT(list.only().buttons(), SizeIs(1));
  return list.only().buttons().at(0).callback_data;
}

TEST(Refund, IsAskedForConfirmedAndMadeByTheRule) {
  Scene scene;
  scene.buys(kAnna, shop::PlanId::lite);
  const Answers asked = scene.presses(kAnna, only_button(scene, kAnna));
  EXPECT_THAT(asked.all.at(1).text(), HasSubstr("Shall I give back your payment of 100 ⭐"));
  EXPECT_THAT(asked.effects<shop::RefundRequested>(), IsEmpty());

  const Answers confirmed = scene.presses(kAnna, asked.all.at(1).buttons().at(0).callback_data);
  ASSERT_THAT(confirmed.effects<shop::RefundRequested>(), SizeIs(1));
  EXPECT_EQ(confirmed.effects<shop::RefundRequested>()[0].request.reason, shop::RefundReason::rule);
  EXPECT_THAT(confirmed.of("sendMessage").at(0).text(), HasSubstr("on their way back"));
  EXPECT_TRUE(subscription_of(scene, kAnna).active_at(scene.now)) << "access follows the money, not the request";

  const Answers done = scene.is_answered("refundStarPayment", "bought-1", "true");
  ASSERT_THAT(done.effects<shop::RefundRecorded>(), SizeIs(1));
  const shop::Refund refund = done.effects<shop::RefundRecorded>()[0].refund;
  EXPECT_EQ(refund.kind, shop::RefundKind::refund);
  EXPECT_EQ(refund.amount, values::Stars{100});
  EXPECT_EQ(refund.payer, kAnna.id());
  EXPECT_THAT(done.only().text(),
              AllOf(HasSubstr("100 ⭐ have gone back"), HasSubstr("bought-1"), HasSubstr("Lite has ended")));
  EXPECT_EQ(done.only().lane, store::Lane::receipt);
  EXPECT_FALSE(subscription_of(scene, kAnna).active_at(scene.now));
  EXPECT_THAT(scene.says(kAnna, "/refund").only().text(), HasSubstr("no payment"));
}

TEST(Refund, IsRecordedOnceWhoeverTellsItFirst) {
  for (const bool update_first : {true, false}) {
    Scene scene;
    scene.buys(kAnna, shop::PlanId::lite);
    scene.says(kOwen, "/refund bought-1");
    const auto update = [&] { return scene.is_refunded(kAnna, {.payload = "order:1", .charge = "bought-1"}); };
    const auto answer = [&] { return scene.is_answered("refundStarPayment", "bought-1", "true"); };
    const Answers first = update_first ? update() : answer();
    const Answers second = update_first ? answer() : update();
    ASSERT_THAT(first.effects<shop::RefundRecorded>(), SizeIs(1));
    EXPECT_EQ(first.effects<shop::RefundRecorded>()[0].refund.kind, shop::RefundKind::refund);
    EXPECT_THAT(second.decision.effects, IsEmpty());
    EXPECT_THAT(second.all, IsEmpty());
    EXPECT_EQ(scene.store.counters[(shop::CounterKey{shop::kRefundedStars, ""})], 100);
  }
}

TEST(Refund, ThatTelegramHasMadeAlreadyHasSucceeded) {
  Scene scene;
  scene.buys(kAnna, shop::PlanId::lite);
  scene.says(kOwen, "/refund bought-1");
  const Answers answers =
      scene.is_answered("refundStarPayment", "bought-1", std::nullopt, "Bad Request: CHARGE_ALREADY_REFUNDED");
  EXPECT_THAT(answers.effects<shop::RefundRecorded>(), SizeIs(1));
  EXPECT_THAT(answers.effects<shop::RefundRefused>(), IsEmpty());
}

TEST(Refund, ThatTelegramRefusesIsToldAndMayBeTriedAgain) {
  Scene scene;
  scene.buys(kAnna, shop::PlanId::lite);
  const Answers asked = scene.presses(kAnna, only_button(scene, kAnna));
  const std::string yes = asked.all.at(1).buttons().at(0).callback_data;
  scene.presses(kAnna, yes);
  const Answers refused =
      scene.is_answered("refundStarPayment", "bought-1", std::nullopt, "Bad Request: CHARGE_ID_INVALID");
  EXPECT_THAT(refused.effects<shop::RefundRefused>(), SizeIs(1));
  EXPECT_THAT(refused.to(kAnna).at(0).text(), HasSubstr("didn't let me give back your 100 ⭐"));
  EXPECT_THAT(refused.to(kOwen).at(0).text(), AllOf(HasSubstr("CHARGE_ID_INVALID"), HasSubstr("/refund bought-1")));
  EXPECT_TRUE(subscription_of(scene, kAnna).active_at(scene.now));
  EXPECT_THAT(scene.is_answered("refundStarPayment", "bought-1", std::nullopt, "again").decision.effects, IsEmpty());

  EXPECT_THAT(scene.presses(kAnna, yes).effects<shop::RefundRequested>(), SizeIs(1));
}

TEST(Refund, AnOwnersRefusedOneIsNotToldToThePayer) {
  Scene scene;
  scene.buys(kAnna, shop::PlanId::lite);
  scene.says(kOwen, "/refund bought-1");
  const Answers refused = scene.is_answered("refundStarPayment", "bought-1", std::nullopt, "no");
  EXPECT_THAT(refused.to(kAnna), IsEmpty());
  EXPECT_THAT(refused.to(kOwen), SizeIs(1));
}

TEST(Refund, ByTheRuleIsOnlyForRecentPayments) {
  Scene scene;
  scene.buys(kAnna, shop::PlanId::lite);
  const std::string ask = only_button(scene, kAnna);
  const std::string yes = "refund:yes:" + ask.substr(std::string("refund:ask:").size());
  scene.waits(days{3} + std::chrono::milliseconds{1});
  for (const std::string& data : {ask, yes}) {
    const Answers late = scene.presses(kAnna, data);
    EXPECT_THAT(late.all.at(1).text(), AllOf(HasSubstr("within 3 days only"), HasSubstr("/paysupport")));
    EXPECT_THAT(late.effects<shop::RefundRequested>(), IsEmpty());
  }
}

TEST(Refund, WithoutARuleIsTheOwnersAffair) {
  Scene scene;
  scene.buys(kAnna, shop::PlanId::lite);
  shop::Catalogue::Contents contents = sample_contents();
  contents.refunds.reset();
  scene.catalogue = shop::Catalogue(contents);
  const Answers answers = scene.presses(kAnna, only_button(scene, kAnna));
  EXPECT_THAT(answers.all.at(1).text(), AllOf(HasSubstr("can't give payments back"), HasSubstr("/paysupport")));
}

TEST(Refund, OffersTheLastFiveOfNinetyDays) {
  Scene scene;
  scene.is_charged(kAnna, {.payload = "gift", .charge = "old"});
  scene.waits(days{91});
  for (int number = 1; number <= 6; ++number) {
    scene.is_charged(kAnna, {.payload = "gift", .amount = number, .charge = "stx-" + std::to_string(number)});
  }
  const Answers list = scene.says(kAnna, "/refund");
  ASSERT_THAT(list.only().buttons(), SizeIs(5));
  EXPECT_THAT(list.only().buttons()[0].text, HasSubstr("6 ⭐"));
  for (const telegram::InlineButton& button : list.only().buttons()) EXPECT_LE(button.callback_data.size(), 64U);
}

TEST(Refund, OfSomebodyElsesOrNoPaymentIsRefused) {
  Scene scene;
  scene.buys(kAnna, shop::PlanId::lite);
  const std::string ask = only_button(scene, kAnna);
  const std::string fingerprint = ask.substr(std::string("refund:ask:").size());
  for (const std::string& data : {ask, "refund:yes:" + fingerprint}) {
    const Answers answers = scene.presses(kIvan, data);
    EXPECT_THAT(answers.all.at(1).text(), HasSubstr("не знаю такого платежа"));
    EXPECT_THAT(answers.effects<shop::RefundRequested>(), IsEmpty());
  }
  for (const std::string& forged :
       {std::string("0"), std::string("bought-1"), fingerprint + "0", fingerprint.substr(1), std::string()}) {
    const Answers answers = scene.presses(kAnna, "refund:yes:" + forged);
    EXPECT_THAT(answers.all.at(1).text(), HasSubstr("don't know a payment")) << forged;
    EXPECT_THAT(answers.effects<shop::RefundRequested>(), IsEmpty()) << forged;
  }
}

TEST(Refund, ConfirmedTwiceIsMadeOnce) {
  Scene scene;
  scene.buys(kAnna, shop::PlanId::lite);
  const std::string yes = "refund:yes:" + only_button(scene, kAnna).substr(std::string("refund:ask:").size());
  EXPECT_THAT(scene.presses(kAnna, yes).of("refundStarPayment"), SizeIs(1));
  const Answers again = scene.presses(kAnna, yes);
  EXPECT_THAT(again.of("refundStarPayment"), IsEmpty());
  EXPECT_THAT(again.all.at(1).text(), HasSubstr("already, or is on its way"));
  scene.is_answered("refundStarPayment", "bought-1", "true");
  EXPECT_THAT(scene.presses(kAnna, yes).of("refundStarPayment"), IsEmpty());
}

TEST(Refund, TakesBackTheDaysThatItPaidFor) {
  Scene scene;
  scene.buys(kAnna, shop::PlanId::lite);
  scene.buys(kAnna, shop::PlanId::lite);
  scene.says(kOwen, "/refund bought-2");
  const Answers done = scene.is_answered("refundStarPayment", "bought-2", "true");
  EXPECT_EQ(subscription_of(scene, kAnna).ends_at, scene.now + days{30});
  EXPECT_THAT(done.only().text(), HasSubstr("runs until 2 March 2026, 12:00 UTC"));
}

TEST(Refund, TakesBackWhatWasCarriedOverIntoAnotherPlan) {
  Scene scene;
  scene.buys(kAnna, shop::PlanId::lite);
  scene.waits(days{15});
  scene.buys(kAnna, shop::PlanId::pro);
  scene.says(kOwen, "/refund bought-1");
  scene.is_answered("refundStarPayment", "bought-1", "true");
  EXPECT_EQ(subscription_of(scene, kAnna).ends_at, scene.now + days{30}) << "5 of 35 days came from it";
}

TEST(Refund, OfWhatWasUsedUpTakesNothing) {
  Scene scene;
  scene.buys(kAnna, shop::PlanId::lite);
  scene.waits(days{40});
  scene.buys(kAnna, shop::PlanId::pro);
  const shop::Subscription before = subscription_of(scene, kAnna);
  scene.says(kOwen, "/refund bought-1");
  scene.is_answered("refundStarPayment", "bought-1", "true");
  EXPECT_EQ(subscription_of(scene, kAnna), before);
}

TEST(Refund, OfWhatBoughtNothingTakesNothing) {
  Scene scene;
  scene.buys(kAnna, shop::PlanId::lite);
  const std::string payload = scene.says(kAnna, "/buy pro").of("sendInvoice").at(0).string("payload");
  scene.is_charged(kAnna, {.payload = "gift", .charge = "unknown"});
  scene.is_charged(kAnna, {.payload = payload, .amount = 5, .charge = "underpaid"});
  scene.is_charged(kAnna, {.payload = "order:1", .charge = "twice"});
  const shop::Subscription before = subscription_of(scene, kAnna);
  for (const char* charge : {"unknown", "underpaid", "twice"}) {
    scene.says(kOwen, std::string("/refund ") + charge);
    const Answers back = scene.is_answered("refundStarPayment", charge, "true");
    EXPECT_THAT(back.effects<shop::RefundRecorded>(), SizeIs(1)) << charge;
    EXPECT_EQ(subscription_of(scene, kAnna), before) << charge;
  }
}

TEST(Refund, OfASubscriptionEndsItsRenewal) {
  Scene scene;
  const std::string link = scene.subscribes(kAnna, shop::PlanId::lite);
  scene.is_charged_for_renewal(kAnna, link, "stx-1", true);
  scene.waits(days{30});
  scene.is_charged_for_renewal(kAnna, link, "stx-2");
  scene.says(kOwen, "/refund stx-2");
  const Answers done = scene.is_answered("refundStarPayment", "stx-2", "true");
  EXPECT_EQ(done.of("editUserStarSubscription").at(0).subject, "stx-1");
  EXPECT_THAT(done.effects<shop::OrderClosed>(), SizeIs(1));
  EXPECT_THAT(done.of("sendMessage").at(0).text(), HasSubstr("will not renew your subscription"));
  EXPECT_EQ(subscription_of(scene, kAnna).renewal->state, shop::RenewalState::canceled);
  EXPECT_FALSE(subscription_of(scene, kAnna).active_at(scene.now));
}

TEST(Refund, ThatNobodyAskedForIsAChargebackAndToldToTheOwners) {
  Scene scene;
  scene.buys(kAnna, shop::PlanId::lite);
  const Answers answers = scene.is_refunded(kAnna, {.payload = "order:1", .charge = "bought-1"});
  EXPECT_EQ(answers.effects<shop::RefundRecorded>().at(0).refund.kind, shop::RefundKind::chargeback);
  EXPECT_THAT(answers.to(kOwen).at(0).text(), AllOf(HasSubstr("taken back without us"), HasSubstr("bought-1")));
  EXPECT_THAT(answers.to(kAnna).at(0).text(), HasSubstr("Lite has ended"));
  EXPECT_THAT(answers.effects<shop::UserSeen>(), IsEmpty()) << "nobody did anything";
}

TEST(Refund, MayBeToldInTheNameOfTheBotOrOfTheUser) {
  for (const bool by_bot : {true, false}) {
    Scene scene;
    scene.buys(kAnna, shop::PlanId::lite);
    telegram::Message message = refund_to(kAnna, {.payload = "order:1", .charge = "bought-1"});
    if (by_bot) message.from = telegram::User{.id = values::UserId{kBot.value()}, .is_bot = true, .first_name = "Bot"};
    const Answers answers = scene.receives(message);
    EXPECT_EQ(answers.effects<shop::RefundRecorded>().at(0).refund.payer, kAnna.id());
  }
}

TEST(Refund, ThatCannotBeBookedIsAFault) {
  Scene scene;
  scene.buys(kAnna, shop::PlanId::lite);
  EXPECT_THROW(scene.is_refunded(kAnna, {.charge = "bought-1", .currency = "USD"}), std::runtime_error);
  EXPECT_THROW(scene.is_refunded(kAnna, {.charge = ""}), std::runtime_error);
  EXPECT_THROW(scene.is_refunded(kAnna, {.amount = 0, .charge = "bought-1"}), std::runtime_error);
  EXPECT_THROW(scene.is_refunded(kAnna, {.amount = -1, .charge = "bought-1"}), std::runtime_error);
  telegram::Message in_group = refund_to(kAnna, {.charge = "bought-1"});
  in_group.chat = {.id = values::ChatId{-100}, .type = "supergroup"};
  EXPECT_THROW(scene.receives(in_group), std::runtime_error);
  EXPECT_THAT(scene.store.refunds, IsEmpty());
}

TEST(Refund, NeverGivesBackMoreThanWasPaidNorToSomebodyElse) {
  Scene scene;
  scene.buys(kAnna, shop::PlanId::lite);
  const Answers answers = scene.is_refunded(kIvan, {.payload = "order:1", .amount = 1'000'000, .charge = "bought-1"});
  const shop::Refund refund = answers.effects<shop::RefundRecorded>().at(0).refund;
  EXPECT_EQ(refund.payer, kAnna.id());
  EXPECT_EQ(refund.amount, values::Stars{100});
  EXPECT_THAT(answers.to(kOwen).at(0).text(), AllOf(HasSubstr("1000000 ⭐"), HasSubstr("102")));
}

TEST(OwnersRefund, IsRequestedWrittenDownAndMadeOnce) {
  Scene scene;
  scene.buys(kAnna, shop::PlanId::lite);
  scene.waits(days{20});
  const Answers answers = scene.says(kOwen, "/refund bought-1");
  ASSERT_THAT(answers.effects<shop::RefundRequested>(), SizeIs(1));
  EXPECT_EQ(answers.effects<shop::RefundRequested>()[0].request.reason, shop::RefundReason::owner);
  ASSERT_THAT(answers.effects<shop::OwnerActed>(), SizeIs(1));
  EXPECT_EQ(answers.effects<shop::OwnerActed>()[0].entry.subject, "bought-1");
  EXPECT_THAT(answers.to(kOwen).at(0).text(), HasSubstr("give back 100 ⭐ to customer 101"));

  const Answers again = scene.says(kOwen, "/refund bought-1");
  EXPECT_THAT(again.effects<shop::RefundRequested>(), IsEmpty());
  EXPECT_THAT(again.only().text(), HasSubstr("already"));
}

TEST(OwnersRefund, OfAnUnknownChargeChangesNothing) {
  Scene scene;
  scene.buys(kAnna, shop::PlanId::lite);
  scene.store.payments.at(values::ChargeId{"bought-1"}).bot = values::BotId{1};
  for (const std::string& charge : {std::string("bought-1"), std::string("stx-9"), std::string("bought-1 bought-1"),
                                    std::string(3000, 'x'), std::string("'; drop table payments; --")}) {
    const Answers answers = scene.says(kOwen, "/refund " + charge);
    EXPECT_THAT(answers.only().text(), HasSubstr("don't know a payment")) << charge;
    EXPECT_THAT(answers.decision.effects, SizeIs(1)) << charge;
  }
}

TEST(OwnersRefund, IsForOwnersOnly) {
  Scene scene;
  scene.buys(kAnna, shop::PlanId::lite);
  const Answers answers = scene.says(kAnna, "/refund bought-1");
  EXPECT_THAT(answers.effects<shop::RefundRequested>(), IsEmpty());
  EXPECT_THAT(answers.only().buttons(), SizeIs(1)) << "a customer is asked which";
}

}  // namespace
}  // namespace bot
