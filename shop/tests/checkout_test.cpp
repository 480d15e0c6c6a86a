#include "shop/checkout.hpp"

#include <gtest/gtest.h>

namespace shop {
namespace {

using namespace std::chrono_literals;

constexpr values::BotId kBot{1};
constexpr values::UserId kAlice{100};
constexpr values::UserId kMallory{666};
constexpr values::Timestamp kNow{std::chrono::days{20'000}};

PlanOffer offer(PlanId id, values::Stars price) {
  return {.id = id, .title = {}, .description = {}, .price = price, .period = std::chrono::days{30}, .bots = 1};
}

const Catalogue kCatalogue({offer(PlanId::lite, values::Stars{250}), offer(PlanId::pro, values::Stars{750}),
                            offer(PlanId::unlimited, values::Stars{2000})});

Order pro_order() {
  return {.id = values::OrderId{17},
          .bot = kBot,
          .user = kAlice,
          .plan = PlanId::pro,
          .price = values::Stars{750},
          .placed_at = kNow};
}

CheckoutRequest pays_pro() {
  return {.bot = kBot, .payer = kAlice, .currency = "XTR", .amount = values::Stars{750}};
}

TEST(Payload, NamesItsOrder) {
  EXPECT_EQ(payload_of(values::OrderId{17}), "order:17");
  for (const std::int64_t number : {std::int64_t{1}, std::int64_t{17}, INT64_MAX}) {
    EXPECT_EQ(order_in(payload_of(values::OrderId{number})), values::OrderId{number});
  }
}

TEST(Payload, FitsAnInvoice) {
  EXPECT_LE(payload_of(values::OrderId{INT64_MAX}).size(), kMaxInvoicePayload);
}

TEST(Payload, OfSomebodyElseNamesNoOrder) {
  for (const char* payload : {"", "order", "order:", "order:0", "order:-1", "order:+1", "order:017", "order: 17",
                              "order:17 ", "order:1x", "Order:17", "order:9223372036854775808", "17", "gift:17"}) {
    EXPECT_EQ(order_in(payload), std::nullopt) << payload;
  }
  EXPECT_EQ(order_in(std::string_view("order:1\0", 8)), std::nullopt);
}

TEST(Checkout, OfAnOpenOrderAtItsPriceIsNotDeclined) {
  EXPECT_EQ(why_declined(pays_pro(), pro_order(), kCatalogue), std::nullopt);
}

TEST(Checkout, WithoutAnOrderIsDeclined) {
  EXPECT_EQ(why_declined(pays_pro(), std::nullopt, kCatalogue), DeclineReason::unknown_order);
}

TEST(Checkout, OfAnotherBotsOrderIsDeclined) {
  CheckoutRequest request = pays_pro();
  request.bot = values::BotId{2};
  EXPECT_EQ(why_declined(request, pro_order(), kCatalogue), DeclineReason::unknown_order);
}

TEST(Checkout, OfAForwardedInvoiceIsDeclined) {
  CheckoutRequest request = pays_pro();
  request.payer = kMallory;
  EXPECT_EQ(why_declined(request, pro_order(), kCatalogue), DeclineReason::foreign_payer);
}

TEST(Checkout, OfAPaidOrderIsDeclined) {
  Order order = pro_order();
  order.paid = true;
  EXPECT_EQ(why_declined(pays_pro(), order, kCatalogue), DeclineReason::already_paid);
}

TEST(Checkout, InAnotherCurrencyIsDeclined) {
  for (const char* currency : {"USD", "xtr", ""}) {
    CheckoutRequest request = pays_pro();
    request.currency = currency;
    EXPECT_EQ(why_declined(request, pro_order(), kCatalogue), DeclineReason::wrong_currency) << currency;
  }
}

TEST(Checkout, OfAnotherAmountIsDeclined) {
  for (const int amount : {749, 751, 0, -750}) {
    CheckoutRequest request = pays_pro();
    request.amount = values::Stars{amount};
    EXPECT_EQ(why_declined(request, pro_order(), kCatalogue), DeclineReason::wrong_amount) << amount;
  }
}

TEST(Checkout, OfAnOrderFromBeforeAPriceChangeIsDeclined) {
  Order order = pro_order();
  order.price = values::Stars{500};
  CheckoutRequest request = pays_pro();
  request.amount = values::Stars{500};
  EXPECT_EQ(why_declined(request, order, kCatalogue), DeclineReason::price_changed);
}

TEST(Checkout, NamesEveryReasonDifferently) {
  EXPECT_EQ(to_string(DeclineReason::unknown_order), "unknown_order");
  EXPECT_EQ(to_string(DeclineReason::foreign_payer), "foreign_payer");
  EXPECT_EQ(to_string(DeclineReason::already_paid), "already_paid");
  EXPECT_EQ(to_string(DeclineReason::wrong_currency), "wrong_currency");
  EXPECT_EQ(to_string(DeclineReason::wrong_amount), "wrong_amount");
  EXPECT_EQ(to_string(DeclineReason::price_changed), "price_changed");
}

TEST(Activation, OfTheFirstPlanStartsNow) {
  const Subscription got = activate(kCatalogue.plan(PlanId::pro), std::nullopt, kBot, kAlice, kNow);
  EXPECT_EQ(got.bot, kBot);
  EXPECT_EQ(got.user, kAlice);
  EXPECT_EQ(got.plan, PlanId::pro);
  EXPECT_EQ(got.started_at, kNow);
  EXPECT_EQ(got.ends_at, kNow + std::chrono::days{30});
  EXPECT_TRUE(got.active_at(got.ends_at - 1ms));
  EXPECT_FALSE(got.active_at(got.ends_at));
}

TEST(Activation, OfTheRunningPlanProlongsIt) {
  const Subscription first = activate(kCatalogue.plan(PlanId::pro), std::nullopt, kBot, kAlice, kNow);
  const Subscription second = activate(kCatalogue.plan(PlanId::pro), first, kBot, kAlice, kNow + 24h);
  EXPECT_EQ(second.started_at, kNow);
  EXPECT_EQ(second.ends_at, kNow + std::chrono::days{60});
}

TEST(Activation, OfTheSamePlanAfterItsEndStartsAnew) {
  const Subscription first = activate(kCatalogue.plan(PlanId::pro), std::nullopt, kBot, kAlice, kNow);
  const Subscription second = activate(kCatalogue.plan(PlanId::pro), first, kBot, kAlice, first.ends_at);
  EXPECT_EQ(second.started_at, first.ends_at);
  EXPECT_EQ(second.ends_at, first.ends_at + std::chrono::days{30});
}

TEST(Activation, OfAnotherPlanReplacesTheRunningOne) {
  const Subscription lite = activate(kCatalogue.plan(PlanId::lite), std::nullopt, kBot, kAlice, kNow);
  const Subscription pro = activate(kCatalogue.plan(PlanId::pro), lite, kBot, kAlice, kNow + 24h);
  EXPECT_EQ(pro.plan, PlanId::pro);
  EXPECT_EQ(pro.started_at, kNow + 24h);
  EXPECT_EQ(pro.ends_at, kNow + 24h + std::chrono::days{30});
}

}  // namespace
}  // namespace shop
