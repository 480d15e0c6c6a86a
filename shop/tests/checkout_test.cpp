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
  PlanOffer offer;
  offer.id = id;
  offer.price = price;
  offer.bots = 1;
  return offer;
}

Catalogue::Contents contents() {
  PromoCode spring{.code = "SPRING", .discount = PercentOff{20}, .uses = 10};
  return {.plans = {offer(PlanId::lite, values::Stars{250}), offer(PlanId::pro, values::Stars{750}),
                    offer(PlanId::unlimited, values::Stars{2000})},
          .promos = {spring}};
}

Order pro_order() {
  return {.id = values::OrderId{17},
          .bot = kBot,
          .user = kAlice,
          .product = PlanId::pro,
          .price = values::Stars{750},
          .placed_at = kNow};
}

Order renewing_order() {
  Order order = pro_order();
  order.kind = OrderKind::renewing;
  return order;
}

Order cheaper_order() {
  Order order = pro_order();
  order.price = values::Stars{600};
  order.promo = "SPRING";
  return order;
}

CheckoutRequest pays(std::int64_t amount) {
  return {.bot = kBot, .payer = kAlice, .currency = "XTR", .amount = values::Stars{amount}, .now = kNow};
}

CheckoutRequest pays_pro() {
  return pays(750);
}

/// A plan that Telegram renews, until then.
Subscription renewed(PlanId plan, values::Timestamp ends_at, RenewalState state) {
  return {.bot = kBot,
          .user = kAlice,
          .plan = plan,
          .started_at = kNow - 24h,
          .ends_at = ends_at,
          .renewal = Renewal{.charge = values::ChargeId{"first"},
                             .order = values::OrderId{17},
                             .price = values::Stars{750},
                             .paid_until = ends_at,
                             .state = state}};
}

std::optional<DeclineReason> why(const CheckoutRequest& request, const Order& order,
                                 const CustomerHistory& customer = {},
                                 const Catalogue& catalogue = Catalogue(contents())) {
  return why_declined(request, order, customer, catalogue);
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
  EXPECT_EQ(why(pays_pro(), pro_order()), std::nullopt);
  EXPECT_EQ(why(pays_pro(), renewing_order()), std::nullopt);
  EXPECT_EQ(why(pays(600), cheaper_order()), std::nullopt);
}

TEST(Checkout, AtTheLimitsOfPricesIsNotDeclined) {
  for (const values::Stars price : {kMinPrice, kMaxPrice}) {
    Catalogue::Contents changed = contents();
    changed.plans[1].price = price;
    Order order = pro_order();
    order.price = price;
    EXPECT_EQ(why(pays(price.amount()), order, {}, Catalogue(changed)), std::nullopt);
    EXPECT_EQ(why(pays(price.amount() + 1), order, {}, Catalogue(changed)), DeclineReason::wrong_amount);
    EXPECT_EQ(why(pays(price.amount() - 1), order, {}, Catalogue(changed)), DeclineReason::wrong_amount);
  }
}

TEST(Checkout, WithoutAnOrderIsDeclined) {
  EXPECT_EQ(why_declined(pays_pro(), std::nullopt, {}, Catalogue(contents())), DeclineReason::unknown_order);
}

TEST(Checkout, OfAnotherBotsOrderIsDeclined) {
  CheckoutRequest request = pays_pro();
  request.bot = values::BotId{2};
  EXPECT_EQ(why(request, pro_order()), DeclineReason::unknown_order);
}

TEST(Checkout, OfAForwardedInvoiceIsDeclined) {
  CheckoutRequest request = pays_pro();
  request.payer = kMallory;
  EXPECT_EQ(why(request, pro_order()), DeclineReason::foreign_payer);
}

TEST(Checkout, InAnotherCurrencyIsDeclined) {
  for (const char* currency : {"USD", "xtr", ""}) {
    CheckoutRequest request = pays_pro();
    request.currency = currency;
    EXPECT_EQ(why(request, pro_order()), DeclineReason::wrong_currency) << currency;
  }
}

TEST(Checkout, OfAPaidOrderIsDeclined) {
  Order order = pro_order();
  order.paid = true;
  EXPECT_EQ(why(pays_pro(), order), DeclineReason::already_paid);
}

TEST(Checkout, OfAClosedLinkIsDeclined) {
  Order order = renewing_order();
  order.closed = true;
  EXPECT_EQ(why(pays_pro(), order), DeclineReason::link_closed);
  order.paid = true;
  EXPECT_EQ(why(pays_pro(), order), DeclineReason::link_closed);
}

TEST(Checkout, OfALinkThatWasPaidIsDeclinedWhileTelegramRenews) {
  Order order = renewing_order();
  order.paid = true;
  EXPECT_EQ(why(pays_pro(), order, {renewed(PlanId::pro, kNow + 1ms, RenewalState::active)}),
            DeclineReason::already_subscribed);
  EXPECT_EQ(why(pays_pro(), order, {renewed(PlanId::pro, kNow, RenewalState::active)}), std::nullopt) << "it has ended";
  EXPECT_EQ(why(pays_pro(), order, {renewed(PlanId::pro, kNow + 24h, RenewalState::canceled)}), std::nullopt);
  EXPECT_EQ(why(pays_pro(), order, {renewed(PlanId::pro, kNow + 24h, RenewalState::failed)}), std::nullopt);
}

TEST(Checkout, OfWhatTelegramRenewsIsDeclinedHoweverItIsPaid) {
  const CustomerHistory customer{renewed(PlanId::pro, kNow + 24h, RenewalState::active)};
  EXPECT_EQ(why(pays_pro(), pro_order(), customer), DeclineReason::already_subscribed);
  EXPECT_EQ(why(pays_pro(), renewing_order(), customer), DeclineReason::already_subscribed);
}

TEST(Checkout, OfAnotherPlanThanTheRenewedIsAChangeOfPlan) {
  const CustomerHistory customer{renewed(PlanId::lite, kNow + 24h, RenewalState::active)};
  EXPECT_EQ(why(pays_pro(), pro_order(), customer), std::nullopt);
  EXPECT_EQ(why(pays_pro(), renewing_order(), customer), std::nullopt);
}

TEST(Checkout, OfAWithdrawnPlanIsDeclined) {
  Catalogue::Contents changed = contents();
  changed.plans[1].on_sale = false;
  EXPECT_EQ(why(pays_pro(), pro_order(), {}, Catalogue(changed)), DeclineReason::not_on_sale);
  EXPECT_EQ(why(pays_pro(), renewing_order(), {}, Catalogue(changed)), DeclineReason::not_on_sale);
}

TEST(Checkout, OfALinkForAPlanWithoutRenewalIsDeclined) {
  Catalogue::Contents changed = contents();
  changed.plans[1].renewable = false;
  EXPECT_EQ(why(pays_pro(), renewing_order(), {}, Catalogue(changed)), DeclineReason::not_on_sale);
  EXPECT_EQ(why(pays_pro(), pro_order(), {}, Catalogue(changed)), std::nullopt);
}

TEST(Checkout, OfAnotherAmountIsDeclined) {
  for (const std::int64_t amount :
       {std::int64_t{749}, std::int64_t{751}, std::int64_t{0}, std::int64_t{-750}, INT64_MAX, INT64_MIN}) {
    EXPECT_EQ(why(pays(amount), pro_order()), DeclineReason::wrong_amount) << amount;
  }
}

TEST(Checkout, OfAnOrderFromBeforeAPriceChangeIsDeclined) {
  Order order = pro_order();
  order.price = values::Stars{500};
  EXPECT_EQ(why(pays(500), order), DeclineReason::price_changed);
  order.kind = OrderKind::renewing;
  EXPECT_EQ(why(pays(500), order), DeclineReason::price_changed);
}

TEST(Checkout, WithAPromoCodeThatChangedIsDeclined) {
  Catalogue::Contents changed = contents();
  changed.promos[0].discount = PercentOff{10};
  EXPECT_EQ(why(pays(600), cheaper_order(), {}, Catalogue(changed)), DeclineReason::price_changed);
}

TEST(Checkout, WithAPromoCodeThatIsGoneOrExpiredOrForAnotherPlanIsDeclined) {
  Catalogue::Contents gone = contents();
  gone.promos.clear();
  EXPECT_EQ(why(pays(600), cheaper_order(), {}, Catalogue(gone)), DeclineReason::promo_not_valid);

  Catalogue::Contents expired = contents();
  expired.promos[0].ends_at = kNow;
  EXPECT_EQ(why(pays(600), cheaper_order(), {}, Catalogue(expired)), DeclineReason::promo_not_valid);
  expired.promos[0].ends_at = kNow + 1ms;
  EXPECT_EQ(why(pays(600), cheaper_order(), {}, Catalogue(expired)), std::nullopt);

  Catalogue::Contents narrowed = contents();
  narrowed.promos[0].plans = {PlanId::lite};
  EXPECT_EQ(why(pays(600), cheaper_order(), {}, Catalogue(narrowed)), DeclineReason::promo_not_valid);
}

TEST(Checkout, WithAPromoCodeThatIsUsedUpIsDeclined) {
  EXPECT_EQ(why(pays(600), cheaper_order(), {.promo_uses = {.by_all = 9}}), std::nullopt);
  EXPECT_EQ(why(pays(600), cheaper_order(), {.promo_uses = {.by_all = 10}}), DeclineReason::promo_not_valid);
  EXPECT_EQ(why(pays(600), cheaper_order(), {.promo_uses = {.by_all = 1, .by_customer = 1}}),
            DeclineReason::promo_not_valid);
}

TEST(Checkout, OfALinkTakesNoPromoCode) {
  Order order = cheaper_order();
  order.kind = OrderKind::renewing;
  EXPECT_EQ(why(pays(600), order), DeclineReason::promo_not_valid);
}

TEST(Checkout, NamesTheFirstOfSeveralReasons) {
  // Everything is wrong at first; each step puts the named reason right.
  Catalogue::Contents changed = contents();
  changed.plans[1].on_sale = false;
  changed.plans[1].price = values::Stars{751};
  changed.promos.clear();
  Order order = cheaper_order();
  order.bot = values::BotId{2};
  order.user = kMallory;
  order.paid = true;
  CustomerHistory customer{renewed(PlanId::pro, kNow + 24h, RenewalState::active)};
  CheckoutRequest request = pays(1);
  request.currency = "USD";
  const auto reason = [&] { return why(request, order, customer, Catalogue(changed)); };

  EXPECT_EQ(reason(), DeclineReason::unknown_order);
  order.bot = kBot;
  EXPECT_EQ(reason(), DeclineReason::foreign_payer);
  order.user = kAlice;
  EXPECT_EQ(reason(), DeclineReason::wrong_currency);
  request.currency = "XTR";
  EXPECT_EQ(reason(), DeclineReason::already_paid);
  order.paid = false;
  EXPECT_EQ(reason(), DeclineReason::not_on_sale);
  changed.plans[1].on_sale = true;
  EXPECT_EQ(reason(), DeclineReason::already_subscribed);
  customer.subscription->renewal->state = RenewalState::canceled;
  EXPECT_EQ(reason(), DeclineReason::wrong_amount);
  request.amount = order.price;
  EXPECT_EQ(reason(), DeclineReason::promo_not_valid);
  changed.promos = contents().promos;
  EXPECT_EQ(reason(), DeclineReason::price_changed);
  changed.plans[1].price = values::Stars{750};
  EXPECT_EQ(reason(), std::nullopt);
}

TEST(Sale, OfAPlanThatTelegramRenewsIsRefusedWhileItRuns) {
  const PlanOffer pro = offer(PlanId::pro, values::Stars{750});
  for (const OrderKind kind : {OrderKind::one_off, OrderKind::renewing}) {
    EXPECT_EQ(why_not_for_sale(pro, kind, std::nullopt, kNow), std::nullopt);
    EXPECT_EQ(why_not_for_sale(pro, kind, renewed(PlanId::pro, kNow + 1ms, RenewalState::active), kNow),
              DeclineReason::already_subscribed);
    EXPECT_EQ(why_not_for_sale(pro, kind, renewed(PlanId::pro, kNow, RenewalState::active), kNow), std::nullopt);
    EXPECT_EQ(why_not_for_sale(pro, kind, renewed(PlanId::lite, kNow + 1ms, RenewalState::active), kNow), std::nullopt);
  }
}

TEST(Price, IsTheCataloguesLessThePromoCode) {
  const Catalogue catalogue(contents());
  EXPECT_EQ(price_now(catalogue.plan(PlanId::pro), nullptr), values::Stars{750});
  EXPECT_EQ(price_now(catalogue.plan(PlanId::pro), catalogue.promo("spring")), values::Stars{600});
}

}  // namespace
}  // namespace shop
