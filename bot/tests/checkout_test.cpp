#include "shop/checkout.hpp"

#include <gmock/gmock.h>

#include "scene.hpp"
#include "texts.hpp"

namespace bot {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::string invoice_of(Scene& scene, const Person& person, const std::string& plan = "lite") {
  return scene.says(person, "/buy " + plan).of("sendInvoice").at(0).string("payload");
}

void expect_approved(const Answers& answers) {
  const Answer& answer = answers.only();
  EXPECT_EQ(answer.method, "answerPreCheckoutQuery");
  EXPECT_EQ(answer.parameters.at("ok"), true);
  EXPECT_EQ(answer.lane, store::Lane::pre_checkout);
}

void expect_declined(const Answers& answers, const std::string& reason) {
  const Answer& answer = answers.only();
  EXPECT_EQ(answer.method, "answerPreCheckoutQuery");
  EXPECT_EQ(answer.parameters.at("ok"), false);
  EXPECT_EQ(answer.string("error_message"), reason);
  EXPECT_EQ(answer.lane, store::Lane::pre_checkout);
}

std::string english(shop::DeclineReason reason) {
  return texts_in(shop::Language::english).declined(reason);
}

TEST(Checkout, IsApprovedForTheOrderAsItWasPlaced) {
  Scene scene;
  const std::string payload = invoice_of(scene, kAnna);
  const Answers answers = scene.asks_to_pay(kAnna, {.payload = payload, .query = "q"});
  expect_approved(answers);
  EXPECT_EQ(answers.only().string("pre_checkout_query_id"), "q");
  EXPECT_EQ(answers.only().deadline, scene.now + std::chrono::seconds{10});

  ASSERT_THAT(answers.effects<shop::CheckoutApproved>(), SizeIs(1));
  const shop::Checkout checkout = answers.effects<shop::CheckoutApproved>().front().checkout;
  EXPECT_EQ(checkout.order, shop::order_in(payload));
  EXPECT_EQ(checkout.payer, kAnna.id());
  EXPECT_EQ(checkout.asked_at, scene.now);

  ASSERT_THAT(answers.effects<shop::TimerSet>(), SizeIs(1));
  const shop::TimerSet timer = answers.effects<shop::TimerSet>().front();
  EXPECT_EQ(timer.kind, shop::TimerKind::checkout_deadline);
  EXPECT_EQ(timer.subject, "q");
  EXPECT_EQ(timer.due, scene.now + std::chrono::hours{1});
}

TEST(Checkout, IsDeclinedWithAReasonForWhatIsNotTheOrder) {
  Scene scene;
  const std::string payload = invoice_of(scene, kAnna);
  const auto asks = [&](PayPress press) { return scene.asks_to_pay(kAnna, press); };
  using enum shop::DeclineReason;
  expect_declined(asks({.payload = "order:999", .query = "1"}), english(unknown_order));
  expect_declined(asks({.payload = "", .query = "2"}), english(unknown_order));
  expect_declined(asks({.payload = "order:1; drop table", .query = "3"}), english(unknown_order));
  expect_declined(asks({.payload = payload, .amount = 1, .query = "4"}), english(wrong_amount));
  expect_declined(asks({.payload = payload, .amount = -100, .query = "5"}), english(wrong_amount));
  expect_declined(asks({.payload = payload, .query = "6", .currency = "USD"}), english(wrong_currency));
  EXPECT_THAT(scene.store.checkouts, SizeIs(6));
  EXPECT_THAT(scene.store.timers, IsEmpty());
}

TEST(Checkout, TellsTheReasonInTheCustomersLanguage) {
  Scene scene;
  const std::string payload = invoice_of(scene, kAnna);
  expect_declined(scene.asks_to_pay(kIvan, {.payload = payload}),
                  "Этот счёт выставлен другому человеку. Звёзды не списаны. Получите новый счёт: /courses, /plans");
}

TEST(Checkout, OfAPaidOrderIsDeclined) {
  Scene scene;
  const std::string payload = invoice_of(scene, kAnna);
  scene.is_charged(kAnna, {.payload = payload});
  expect_declined(scene.asks_to_pay(kAnna, {.payload = payload}), english(shop::DeclineReason::already_paid));
}

TEST(Checkout, AfterAChangeOfPriceIsDeclined) {
  Scene scene;
  const std::string payload = invoice_of(scene, kAnna);
  scene.catalogue = sample_catalogue(values::Stars{150});
  expect_declined(scene.asks_to_pay(kAnna, {.payload = payload}), english(shop::DeclineReason::price_changed));
}

TEST(Checkout, OfAnotherBotsOrderIsDeclined) {
  Scene scene;
  const std::string payload = invoice_of(scene, kAnna);
  scene.store.orders.begin()->second.bot = values::BotId{1};
  const Answers answers = scene.asks_to_pay(kAnna, {.payload = payload});
  expect_declined(answers, english(shop::DeclineReason::unknown_order));
  EXPECT_EQ(answers.effects<shop::CheckoutDeclined>().at(0).checkout.order, std::nullopt);
}

TEST(Checkout, AskedAgainIsAnsweredAlikeAndNotCountedAgain) {
  Scene scene;
  const PayPress good{.payload = invoice_of(scene, kAnna), .query = "good"};
  const PayPress bad{.payload = "order:999", .query = "bad"};
  scene.asks_to_pay(kAnna, good);
  scene.asks_to_pay(kAnna, bad);

  const Answers good_again = scene.asks_to_pay(kAnna, good);
  expect_approved(good_again);
  EXPECT_THAT(good_again.decision.effects, SizeIs(1));
  const Answers bad_again = scene.asks_to_pay(kAnna, bad);
  expect_declined(bad_again, english(shop::DeclineReason::unknown_order));
  EXPECT_THAT(bad_again.decision.effects, SizeIs(1));
}

TEST(Checkout, AskedAgainKeepsItsAnswerWhenPricesHaveChangedSince) {
  Scene scene;
  const std::string payload = invoice_of(scene, kAnna);
  scene.asks_to_pay(kAnna, {.payload = payload, .query = "approved"});
  scene.catalogue = sample_catalogue(values::Stars{150});
  scene.asks_to_pay(kAnna, {.payload = payload, .query = "declined"});
  expect_approved(scene.asks_to_pay(kAnna, {.payload = payload, .query = "approved"}));
  scene.catalogue = sample_catalogue();
  expect_declined(scene.asks_to_pay(kAnna, {.payload = payload, .query = "declined"}),
                  english(shop::DeclineReason::price_changed));
}

TEST(Checkout, UnpaidUntilItsDeadlineHasFailed) {
  Scene scene;
  scene.asks_to_pay(kAnna, {.payload = invoice_of(scene, kAnna), .query = "q"});
  EXPECT_THAT(scene.waits(std::chrono::minutes{59}), IsEmpty());
  const std::vector<Answers> fired = scene.waits(std::chrono::minutes{1});
  ASSERT_THAT(fired, SizeIs(1));
  EXPECT_THAT(fired[0].effects<shop::CheckoutFailed>(), SizeIs(1));
  EXPECT_THAT(fired[0].all, IsEmpty());
}

TEST(Checkout, PaidBeforeItsDeadlineHasNotFailed) {
  Scene scene;
  scene.buys(kAnna, shop::PlanId::lite);
  const std::vector<Answers> fired = scene.waits(std::chrono::hours{1});
  ASSERT_THAT(fired, SizeIs(1));
  EXPECT_THAT(fired[0].decision.effects, IsEmpty());
}

TEST(Checkout, OfAWithdrawnPlanIsDeclined) {
  Scene scene;
  const std::string payload = invoice_of(scene, kAnna);
  scene.withdraws(shop::PlanId::lite);
  expect_declined(scene.asks_to_pay(kAnna, {.payload = payload}), english(shop::DeclineReason::not_on_sale));
}

TEST(Checkout, OfWhatTelegramRenewsIsDeclinedUntilThatIsStopped) {
  Scene scene;
  const std::string once = invoice_of(scene, kAnna);
  const std::string link = scene.subscribes(kAnna, shop::PlanId::lite);
  const std::string other_link = scene.subscribes(kAnna, shop::PlanId::lite);
  scene.is_charged_for_renewal(kAnna, link, "stx-1", true);
  int query = 0;
  for (const std::string& payload : {once, link, other_link}) {
    expect_declined(scene.asks_to_pay(kAnna, {.payload = payload, .query = std::to_string(++query)}),
                    english(shop::DeclineReason::already_subscribed));
  }
  scene.subscription_becomes(kAnna, link, "canceled");
  for (const std::string& payload : {once, link, other_link}) {
    expect_approved(scene.asks_to_pay(kAnna, {.payload = payload, .query = std::to_string(++query)}));
  }
}

TEST(Checkout, OfAClosedLinkIsDeclined) {
  Scene scene;
  const std::string link = scene.subscribes(kAnna, shop::PlanId::lite);
  scene.is_charged_for_renewal(kAnna, link, "stx-1", true);
  scene.buys(kAnna, shop::PlanId::pro);
  expect_declined(scene.asks_to_pay(kAnna, {.payload = link}), english(shop::DeclineReason::link_closed));
}

TEST(Checkout, TimersOfAnUnknownCheckoutOrAnotherKindDoNothing) {
  Scene scene;
  const TimerFired unknown{shop::TimerKind::checkout_deadline, "never asked"};
  const TimerFired foreign{shop::TimerKind::forget_updates, ""};
  EXPECT_THAT(decide(unknown, scene.store, scene.situation()).effects, IsEmpty());
  EXPECT_THAT(decide(foreign, scene.store, scene.situation()).effects, IsEmpty());
}

}  // namespace
}  // namespace bot
