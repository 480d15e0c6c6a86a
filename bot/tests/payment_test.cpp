#include <limits>
#include <stdexcept>

#include <gmock/gmock.h>

#include "scene.hpp"
#include "shop/checkout.hpp"
#include "values/utf8.hpp"

namespace bot {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::string invoice_of(Scene& scene, const Person& person) {
  return scene.says(person, "/buy lite").of("sendInvoice").at(0).string("payload");
}

/// Each owner got one message, and it says all of `facts`.
void expect_owners_told(const Answers& answers, const std::vector<std::string>& facts) {
  for (const Person& owner : {kOlga, kOwen}) {
    ASSERT_THAT(answers.to(owner), SizeIs(1)) << owner.name;
    for (const std::string& fact : facts) EXPECT_THAT(answers.to(owner)[0].text(), HasSubstr(fact));
    EXPECT_EQ(answers.to(owner)[0].lane, store::Lane::reply) << "a lost receipt is reported; a notice must not be";
  }
}

TEST(Payment, IsRecordedStartsThePlanAndIsReceipted) {
  Scene scene;
  const std::string payload = invoice_of(scene, kAnna);
  scene.asks_to_pay(kAnna, {.payload = payload, .query = "q"});
  const Answers answers = scene.is_charged(kAnna, {.payload = payload, .charge = "stx-1"});

  ASSERT_THAT(answers.effects<shop::PaymentRecorded>(), SizeIs(1));
  const shop::PaymentRecorded recorded = answers.effects<shop::PaymentRecorded>().front();
  EXPECT_EQ(recorded.payment.charge, values::ChargeId{"stx-1"});
  EXPECT_EQ(recorded.payment.provider_charge, "provider-stx-1");
  EXPECT_EQ(recorded.payment.bot, kBot);
  EXPECT_EQ(recorded.payment.payer, kAnna.id());
  EXPECT_EQ(recorded.payment.order, shop::order_in(payload));
  EXPECT_EQ(recorded.payment.payload, payload);
  EXPECT_EQ(recorded.payment.amount, values::Stars{100});
  EXPECT_EQ(recorded.payment.received_at, scene.now);
  EXPECT_EQ(recorded.checkout, values::PreCheckoutQueryId{"q"});

  const shop::Subscription subscription = scene.store.subscription(kBot, kAnna.id()).value();
  EXPECT_EQ(subscription.plan, shop::PlanId::lite);
  EXPECT_EQ(subscription.ends_at, scene.now + std::chrono::days{30});

  EXPECT_EQ(answers.only().chat, kAnna.chat());
  EXPECT_EQ(answers.only().lane, store::Lane::receipt);
  EXPECT_THAT(answers.only().text(),
              AllOf(HasSubstr("Plan: Lite"), HasSubstr("Paid: 100 ⭐"), HasSubstr("Payment number: stx-1"),
                    HasSubstr("Valid until: 2 March 2026, 12:00 UTC")));
}

TEST(Payment, DeliveredAgainChangesNothing) {
  Scene scene;
  const Charge charge{.payload = invoice_of(scene, kAnna)};
  scene.is_charged(kAnna, charge);
  const Answers again = scene.is_charged(kAnna, charge);
  EXPECT_THAT(again.all, IsEmpty());
  EXPECT_THAT(again.decision.effects, SizeIs(1));
  EXPECT_THAT(again.effects<shop::UserSeen>(), SizeIs(1));
}

TEST(Payment, WithoutAPreCheckoutCountsAsWell) {
  Scene scene;
  const Answers answers = scene.is_charged(kAnna, {.payload = invoice_of(scene, kAnna)});
  EXPECT_EQ(answers.effects<shop::PaymentRecorded>().at(0).checkout, std::nullopt);
  EXPECT_THAT(answers.effects<shop::SubscriptionActivated>(), SizeIs(1));
}

TEST(Payment, AfterItsCheckoutFailedCountsAsWell) {
  Scene scene;
  const std::string payload = invoice_of(scene, kAnna);
  scene.asks_to_pay(kAnna, {.payload = payload});
  scene.waits(std::chrono::hours{2});
  const Answers answers = scene.is_charged(kAnna, {.payload = payload});
  EXPECT_EQ(answers.effects<shop::PaymentRecorded>().at(0).checkout, std::nullopt);
  EXPECT_THAT(answers.effects<shop::SubscriptionActivated>(), SizeIs(1));
}

TEST(Payment, OfTheSameInvoiceTwiceIsGivenBackAndExplained) {
  Scene scene;
  const std::string payload = invoice_of(scene, kAnna);
  scene.is_charged(kAnna, {.payload = payload, .charge = "first"});
  const shop::Subscription before = scene.store.subscription(kBot, kAnna.id()).value();
  for (const Person& payer : {kAnna, kIvan}) {
    const Answers second = scene.is_charged(payer, {.payload = payload, .charge = "again-" + payer.name});
    ASSERT_THAT(second.effects<shop::PaymentRecorded>(), SizeIs(1));
    ASSERT_THAT(second.effects<shop::RefundRequested>(), SizeIs(1));
    const shop::RefundRequest request = second.effects<shop::RefundRequested>()[0].request;
    EXPECT_EQ(request.reason, shop::RefundReason::paid_twice);
    EXPECT_EQ(request.payer, payer.id());
    EXPECT_EQ(request.amount, values::Stars{100});
    EXPECT_THAT(second.effects<shop::SubscriptionActivated>(), IsEmpty());
    EXPECT_EQ(second.to(payer).at(0).lane, store::Lane::receipt);
    const Answer call = second.of("refundStarPayment").at(0);
    EXPECT_EQ(call.lane, store::Lane::receipt);
    EXPECT_EQ(call.subject, "again-" + payer.name);
    EXPECT_EQ(call.chat, payer.chat());
    EXPECT_EQ(call.parameters.at("user_id").to_number<std::int64_t>(), payer.number);
    EXPECT_EQ(call.string("telegram_payment_charge_id"), "again-" + payer.name);
  }
  EXPECT_EQ(scene.store.subscription(kBot, kAnna.id()), before);
}

TEST(Payment, OfAnInvoiceWhosePaymentWentBackCountsAgain) {
  Scene scene;
  const std::string payload = invoice_of(scene, kAnna);
  scene.is_charged(kAnna, {.payload = payload, .charge = "first"});
  scene.is_refunded(kAnna, {.payload = payload, .charge = "first"});
  const Answers second = scene.is_charged(kAnna, {.payload = payload, .charge = "second"});
  EXPECT_THAT(second.effects<shop::SubscriptionActivated>(), SizeIs(1));
}

TEST(Payment, ByWhoeverOrderedCountsEvenIfAStrangerPaidTheSameInvoiceBefore) {
  Scene scene;
  const std::string payload = invoice_of(scene, kAnna);
  scene.is_charged(kIvan, {.payload = payload, .charge = "strange"});
  const Answers own = scene.is_charged(kAnna, {.payload = payload, .charge = "own"});
  EXPECT_THAT(own.effects<shop::SubscriptionActivated>(), SizeIs(1));
  EXPECT_THAT(own.effects<shop::RefundRequested>(), IsEmpty());
}

TEST(Payment, ThatWentBackBeforeItWasKnownIsOnlyRecorded) {
  Scene scene;
  const std::string payload = invoice_of(scene, kAnna);
  expect_owners_told(scene.is_refunded(kAnna, {.payload = payload, .charge = "stx-1"}), {"stx-1", "100 ⭐", "101"});
  const Answers late = scene.is_charged(kAnna, {.payload = payload, .charge = "stx-1"});
  EXPECT_THAT(late.effects<shop::PaymentRecorded>(), SizeIs(1));
  EXPECT_THAT(late.effects<shop::SubscriptionActivated>(), IsEmpty());
  EXPECT_THAT(late.all, IsEmpty());
}

TEST(Payment, OfAPlanWithdrawnSinceItWasApprovedCountsAsWell) {
  Scene scene;
  const std::string payload = invoice_of(scene, kAnna);
  scene.asks_to_pay(kAnna, {.payload = payload});
  scene.withdraws(shop::PlanId::lite);
  EXPECT_THAT(scene.is_charged(kAnna, {.payload = payload}).effects<shop::SubscriptionActivated>(), SizeIs(1));
}

TEST(Payment, ForAnUnknownOrderIsRecordedAndTheOwnersAreTold) {
  for (const std::string& payload : {std::string("order:999"), std::string("gift"), std::string()}) {
    Scene scene;
    const Answers answers = scene.is_charged(kAnna, {.payload = payload, .amount = 77, .charge = "stx-9"});
    EXPECT_EQ(scene.store.payments.at(values::ChargeId{"stx-9"}).order, std::nullopt);
    EXPECT_THAT(answers.effects<shop::SubscriptionActivated>(), IsEmpty());
    ASSERT_THAT(answers.to(kAnna), SizeIs(1));
    EXPECT_THAT(answers.to(kAnna)[0].text(), AllOf(HasSubstr("received"), HasSubstr("stx-9")));
    EXPECT_EQ(answers.to(kAnna)[0].lane, store::Lane::receipt);
    expect_owners_told(answers, {"77 ⭐", "stx-9", "101", payload});
  }
}

TEST(Payment, OfTooLittleIsRecordedAndTheOwnersAreTold) {
  Scene scene;
  const Answers answers = scene.is_charged(kAnna, {.payload = invoice_of(scene, kAnna), .amount = 99});
  EXPECT_THAT(scene.store.payments, SizeIs(1));
  EXPECT_THAT(answers.effects<shop::SubscriptionActivated>(), IsEmpty());
  EXPECT_THAT(answers.to(kAnna).at(0).text(), HasSubstr("Lite costs 100 ⭐"));
  expect_owners_told(answers, {"99 ⭐", "charge-1"});
}

TEST(Payment, OfTooMuchStartsThePlanAndTheOwnersAreTold) {
  Scene scene;
  const Answers answers = scene.is_charged(kAnna, {.payload = invoice_of(scene, kAnna), .amount = 1000});
  EXPECT_THAT(answers.effects<shop::SubscriptionActivated>(), SizeIs(1));
  EXPECT_THAT(answers.to(kAnna).at(0).text(), HasSubstr("Paid: 1000 ⭐"));
  expect_owners_told(answers, {"1000 ⭐", "charge-1"});
}

TEST(Payment, CountsAtTheOrdersPriceEvenIfTheCataloguesHasRisen) {
  Scene scene;
  const std::string payload = invoice_of(scene, kAnna);
  scene.catalogue = sample_catalogue(values::Stars{150});
  const Answers answers = scene.is_charged(kAnna, {.payload = payload, .amount = 100});
  EXPECT_THAT(answers.effects<shop::SubscriptionActivated>(), SizeIs(1));
  EXPECT_THAT(answers.all, SizeIs(1));
}

TEST(Payment, OfSomebodyElsesOrderGivesThePayerThePlanAndLeavesTheOrderOpen) {
  Scene scene;
  const std::string payload = invoice_of(scene, kAnna);
  const Answers answers = scene.is_charged(kIvan, {.payload = payload, .charge = "stx-2"});
  EXPECT_TRUE(scene.store.subscription(kBot, kIvan.id()));
  EXPECT_FALSE(scene.store.subscription(kBot, kAnna.id()));
  EXPECT_FALSE(scene.store.orders.begin()->second.paid);
  expect_owners_told(answers, {"stx-2", "102", payload});
}

TEST(Payment, TellsEachOwnerInTheirLanguage) {
  Scene scene;
  scene.says(kOlga, "/start");
  const Answers answers = scene.is_charged(kAnna, {.payload = "gift"});
  EXPECT_THAT(answers.to(kOlga).at(0).text(), HasSubstr("Платёж требует вашего внимания"));
  EXPECT_THAT(answers.to(kOwen).at(0).text(), HasSubstr("A payment needs your attention"));
}

TEST(Payment, ThatCannotBeBookedIsAFault) {
  Scene scene;
  const std::string payload = invoice_of(scene, kAnna);
  EXPECT_THROW(scene.is_charged(kAnna, {.payload = payload, .currency = "USD"}), std::runtime_error);
  EXPECT_THROW(scene.is_charged(kAnna, {.payload = payload, .charge = ""}), std::runtime_error);
  EXPECT_THROW(scene.is_charged(kAnna, {.payload = payload, .amount = 0}), std::runtime_error);
  EXPECT_THROW(scene.is_charged(kAnna, {.payload = payload, .amount = -100}), std::runtime_error);
  EXPECT_THROW(scene.is_charged(kAnna, {.payload = payload, .amount = 1'000'001}), std::runtime_error);
  EXPECT_THROW(scene.is_charged(kAnna, {.payload = payload, .amount = std::numeric_limits<std::int64_t>::max()}),
               std::runtime_error);
  EXPECT_THAT(scene.store.payments, IsEmpty());
}

TEST(Payment, WithoutASenderIsTheChats) {
  Scene scene;
  telegram::Message message = payment_from(kAnna, {.payload = invoice_of(scene, kAnna)});
  message.from.reset();
  scene.receives(message);
  EXPECT_TRUE(scene.store.subscription(kBot, kAnna.id()));
}

TEST(Payment, InAGroupIsItsSendersAndAFaultWithoutOne) {
  Scene scene;
  telegram::Message message = payment_from(kAnna, {.payload = invoice_of(scene, kAnna)});
  message.chat = {.id = values::ChatId{-100}, .type = "supergroup"};
  EXPECT_EQ(scene.receives(message).only().chat, kAnna.chat());
  EXPECT_TRUE(scene.store.subscription(kBot, kAnna.id()));

  message.from.reset();
  EXPECT_THROW(scene.receives(message), std::runtime_error);
}

TEST(Payment, NamesOfForeignLengthStillFitIntoMessages) {
  Scene scene;
  const Answers answers = scene.is_charged(kAnna, {.payload = std::string(9000, 'p'), .charge = "stx-3"});
  expect_owners_told(answers, {"stx-3"});
  for (const Answer& answer : answers.all) EXPECT_LE(values::count_code_points(answer.text()), 4096U);
}

}  // namespace
}  // namespace bot
