#include "texts.hpp"

#include <map>

#include <gmock/gmock.h>

#include "commands_in.hpp"
#include "scene.hpp"
#include "telegram/methods.hpp"
#include "values/utf8.hpp"

namespace bot {
namespace {

const std::vector kEveryDeclineReason{shop::DeclineReason::unknown_order, shop::DeclineReason::foreign_payer,
                                      shop::DeclineReason::already_paid,  shop::DeclineReason::wrong_currency,
                                      shop::DeclineReason::wrong_amount,  shop::DeclineReason::price_changed,
                                      shop::DeclineReason::link_closed,   shop::DeclineReason::already_subscribed,
                                      shop::DeclineReason::not_on_sale,   shop::DeclineReason::promo_not_valid};

/// Everything that can be said, by the name of the function that says it.
std::map<std::string, std::string> everything(const Texts& texts, const shop::Catalogue& catalogue) {
  const std::span offers = catalogue.plans();
  const shop::PlanOffer& lite = offers[0];
  const shop::PlanOffer& pro = offers[1];
  const values::Timestamp at = std::chrono::sys_days{std::chrono::May / 1 / 2026};
  const values::UserId user{42};
  const shop::Payment payment{.charge = values::ChargeId{"stx-1"},
                              .payer = user,
                              .order = std::nullopt,
                              .payload = "order:1",
                              .amount = values::Stars{100}};
  const shop::Renewal renewal{
      .charge = payment.charge, .order = values::OrderId{1}, .price = values::Stars{100}, .paid_until = at};
  const shop::Subscription subscription{.user = user, .ends_at = at, .renewal = renewal};
  const shop::Refund refund{.charge = payment.charge, .payer = user, .amount = values::Stars{100}};
  const shop::RefundRequest request{.charge = payment.charge, .payer = user, .amount = values::Stars{100}};
  const std::vector<PricedOffer> priced{{.offer = lite, .price = lite.price}, {.offer = pro, .price = pro.price}};
  const std::chrono::days week{7};
  std::map<std::string, std::string> all{
      {"welcome", texts.welcome()},
      {"help", texts.help(kCustomerCommands)},
      {"help for owners", texts.help(kOwnerCommands)},
      {"not_understood", texts.not_understood()},
      {"plans", texts.plans(offers)},
      {"which_plan", texts.which_plan(offers)},
      {"no_such_plan", texts.no_such_plan(offers)},
      {"nothing_on_sale", texts.nothing_on_sale()},
      {"not_on_sale", texts.not_on_sale(lite)},
      {"renews_already", texts.renews_already(lite)},
      {"buy_button", texts.buy_button(priced[0])},
      {"will_replace", texts.will_replace(lite, at, pro, week)},
      {"will_replace without credit", texts.will_replace(lite, at, pro, std::chrono::days{0})},
      {"will_not_be_renewed", texts.will_not_be_renewed(lite)},
      {"renewing_button", texts.renewing_button()},
      {"which_subscription", texts.which_subscription(offers)},
      {"no_such_subscription", texts.no_such_subscription(offers)},
      {"subscribe_button", texts.subscribe_button(lite)},
      {"subscription_link", texts.subscription_link(priced[0])},
      {"pay_button", texts.pay_button(values::Stars{100})},
      {"no_link", texts.no_link()},
      {"how_to_use_promo", texts.how_to_use_promo()},
      {"promo_offers", texts.promo_offers("SPRING", priced)},
      {"button_out_of_date", texts.button_out_of_date()},
      {"receipt", texts.receipt({.offer = lite, .payment = payment, .subscription = subscription})},
      {"paid_twice", texts.paid_twice(payment)},
      {"unwanted_renewal", texts.unwanted_renewal(payment)},
      {"paid_for_unknown_order", texts.paid_for_unknown_order(payment)},
      {"paid_too_little", texts.paid_too_little(payment, "Lite", values::Stars{200})},
      {"current_plan", texts.current_plan(lite, subscription)},
      {"plan_in_grace", texts.plan_in_grace(lite, at, at + week)},
      {"ended_plan", texts.ended_plan(lite, at)},
      {"no_plan", texts.no_plan()},
      {"terms", texts.terms(catalogue)},
      {"stop_renewal_button", texts.stop_renewal_button()},
      {"renewal_canceled", texts.renewal_canceled(lite, at)},
      {"renewal_resumed", texts.renewal_resumed(lite, renewal)},
      {"renewal_failed", texts.renewal_failed(lite, at, week)},
      {"renewal_failed without grace", texts.renewal_failed(lite, at, std::chrono::days{0})},
      {"plan_withdrawn", texts.plan_withdrawn(lite, at)},
      {"plan_ends_soon", texts.plan_ends_soon(lite, at)},
      {"plan_renews_soon", texts.plan_renews_soon(lite, renewal)},
      {"plan_has_ended", texts.plan_has_ended(lite, at, at + week)},
      {"plan_has_ended without grace", texts.plan_has_ended(lite, at, std::nullopt)},
      {"plan_is_over", texts.plan_is_over(lite)},
      {"which_refund", texts.which_refund(catalogue.refunds())},
      {"which_refund without a rule", texts.which_refund(std::nullopt)},
      {"nothing_to_refund", texts.nothing_to_refund()},
      {"refund_button", texts.refund_button(payment)},
      {"confirm_refund", texts.confirm_refund(payment)},
      {"confirm_refund_button", texts.confirm_refund_button(payment)},
      {"refund_on_its_way", texts.refund_on_its_way(payment)},
      {"unknown_payment", texts.unknown_payment()},
      {"money_back", texts.money_back(refund)},
      {"plan_shortened", texts.plan_shortened(lite, at)},
      {"plan_taken_back", texts.plan_taken_back(lite)},
      {"refund_refused", texts.refund_refused(values::Stars{100})},
      {"plan_granted", texts.plan_granted(lite, week, at)},
      {"plan_revoked", texts.plan_revoked(lite)},
      {"renewal_ended", texts.renewal_ended()},
      {"what_forgetting_means", texts.what_forgetting_means()},
      {"forgetting_ends", texts.forgetting_ends(lite, at)},
      {"forget_button", texts.forget_button()},
      {"forgotten", texts.forgotten()},
      {"privacy", texts.privacy()},
      {"pay_support", texts.pay_support()},
      {"pay_support_without_owners", texts.pay_support_without_owners()},
      {"support_request_sent", texts.support_request_sent()},
      {"support_answer", texts.support_answer("…")},
      {"support_request", texts.support_request({.customer = user, .request = "…"})},
      {"support_request with a plan",
       texts.support_request({.customer = user, .request = "…", .offer = &lite, .subscription = subscription})},
      {"refund_requested", texts.refund_requested(payment)},
      {"refund_known", texts.refund_known(payment)},
      {"refund_failed", texts.refund_failed(request, "…")},
      {"charged_back", texts.charged_back(refund)},
      {"strange_refund", texts.strange_refund(refund)},
      {"renewal_goes_on", texts.renewal_goes_on(payment, "…")},
      {"how_to_answer", texts.how_to_answer()},
      {"no_such_customer", texts.no_such_customer(user)},
      {"answer_sent", texts.answer_sent(user)},
      {"undeliverable", texts.undeliverable("sendMessage", kAnna.chat(), "…")},
      {"undeliverable without a chat", texts.undeliverable("sendMessage", std::nullopt, "…")},
      {"update_put_aside", texts.update_put_aside(values::UpdateId{1}, "…", false)},
      {"payment_put_aside", texts.update_put_aside(values::UpdateId{1}, "…", true)},
      {"catalogue_refused", texts.catalogue_refused("…")},
      {"bots", texts.bots(5)},
      {"any bots", texts.bots(std::nullopt)},
      {"days", texts.days(std::chrono::days{5})},
      {"date", texts.date(at)},
  };
  for (const CommandId command : kOwnerCommands) {
    all["describe " + std::string(to_string(command))] = texts.describe(command);
  }
  all["describe start"] = texts.describe(CommandId::start);
  for (const shop::DeclineReason reason : kEveryDeclineReason) {
    all["declined " + std::string(shop::to_string(reason))] = texts.declined(reason);
  }
  for (const auto problem : {shop::PromoProblem::unknown, shop::PromoProblem::expired, shop::PromoProblem::other_plan,
                             shop::PromoProblem::used_up, shop::PromoProblem::used_by_customer}) {
    all["promo " + std::string(shop::to_string(problem))] = texts.promo_refused(problem);
  }
  for (const auto refusal : {shop::RefundRefusal::already_refunded, shop::RefundRefusal::too_late,
                             shop::RefundRefusal::too_much_read, shop::RefundRefusal::not_automatic}) {
    all["no refund " + std::string(shop::to_string(refusal))] = texts.no_refund(refusal, catalogue.refunds());
  }
  for (const auto state : {PaymentState::kept, PaymentState::refund_requested, PaymentState::refunded,
                           PaymentState::charged_back, PaymentState::refund_refused}) {
    const std::vector<PaymentLine> lines{{.payment = payment, .state = state}};
    all["last_payments " + std::to_string(static_cast<int>(state))] = texts.last_payments(lines);
  }
  for (const auto state : {shop::RenewalState::active, shop::RenewalState::canceled, shop::RenewalState::failed}) {
    shop::Subscription in_state = subscription;
    in_state.renewal->state = state;
    all["current_plan " + std::string(shop::to_string(state))] = texts.current_plan(lite, in_state);
  }
  for (const auto kind : {shop::PaymentKind::first, shop::PaymentKind::renewal}) {
    for (const auto source : {shop::LedgerSource::update, shop::LedgerSource::reconciliation}) {
      shop::Payment told = payment;
      told.kind = kind;
      told.source = source;
      all["receipt " + std::string(shop::to_string(kind)) + " " + std::string(shop::to_string(source))] =
          texts.receipt({.offer = lite, .payment = told, .subscription = subscription});
    }
  }
  for (const PaymentTrouble trouble : {PaymentTrouble::unknown_order, PaymentTrouble::foreign_payer,
                                       PaymentTrouble::underpaid, PaymentTrouble::overpaid}) {
    all["trouble " + std::to_string(static_cast<int>(trouble))] = texts.payment_needs_attention(trouble, payment);
  }
  return all;
}

/// A catalogue whose texts are as long as a catalogue allows.
shop::Catalogue longest_catalogue() {
  const auto repeated = [](const std::string& letter, std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += letter;
    return text;
  };
  const shop::LocalizedText title{repeated("W", shop::kMaxInvoiceTitle), repeated("Щ", shop::kMaxInvoiceTitle)};
  const shop::LocalizedText description{repeated("W", shop::kMaxInvoiceDescription),
                                        repeated("Щ", shop::kMaxInvoiceDescription)};
  const auto offer = [&](shop::PlanId id) {
    return shop::PlanOffer{.id = id,
                           .title = title,
                           .description = description,
                           .price = shop::kMaxPrice,
                           .period = std::chrono::days{365},
                           .bots = 1'000'000};
  };
  return shop::Catalogue(
      {.plans = {offer(shop::PlanId::lite), offer(shop::PlanId::pro), offer(shop::PlanId::unlimited)}});
}

class EveryText : public testing::TestWithParam<shop::Language> {};

TEST_P(EveryText, CanBeSent) {
  for (const shop::Catalogue& catalogue : {sample_catalogue(), longest_catalogue()}) {
    for (const auto& [name, text] : everything(texts_in(GetParam()), catalogue)) {
      EXPECT_FALSE(text.empty()) << name;
      ASSERT_TRUE(values::is_valid_utf8(text)) << name;
      EXPECT_LE(values::count_code_points(text), telegram::kMaxMessageText) << name;
      EXPECT_EQ(text.find_first_not_of(" \n"), 0U) << name << " begins with white space";
      EXPECT_EQ(text.find_last_not_of(" \n"), text.size() - 1) << name << " ends with white space";
      EXPECT_EQ(text.find("  "), std::string::npos) << name << " has two spaces in a row";
      EXPECT_EQ(text.find("\n\n\n"), std::string::npos) << name << " has two empty lines in a row";
    }
  }
}

TEST_P(EveryText, OfARefusalFitsIntoAnAlert) {
  for (const shop::DeclineReason reason : kEveryDeclineReason) {
    EXPECT_LE(values::count_code_points(texts_in(GetParam()).declined(reason)), telegram::kMaxPreCheckoutError);
  }
  EXPECT_LE(values::count_code_points(texts_in(GetParam()).button_out_of_date()), 200U) << "answerCallbackQuery, text";
}

INSTANTIATE_TEST_SUITE_P(Languages, EveryText, testing::Values(shop::Language::english, shop::Language::russian),
                         [](const auto& language) { return std::string(shop::to_string(language.param)); });

TEST(Texts, DifferBetweenLanguages) {
  const shop::Catalogue catalogue = sample_catalogue();
  const auto english = everything(texts_in(shop::Language::english), catalogue);
  const auto russian = everything(texts_in(shop::Language::russian), catalogue);
  ASSERT_EQ(english.size(), russian.size());
  for (const auto& [name, text] : english) EXPECT_NE(text, russian.at(name)) << name;
}

TEST(Texts, NameTheSameCommandsInEveryLanguage) {
  const shop::Catalogue catalogue = sample_catalogue();
  const auto russian = everything(texts_in(shop::Language::russian), catalogue);
  for (const auto& [name, text] : everything(texts_in(shop::Language::english), catalogue)) {
    EXPECT_EQ(commands_in(text), commands_in(russian.at(name))) << name;
  }
}

TEST(EnglishTexts, AgreeInNumber) {
  const Texts& texts = texts_in(shop::Language::english);
  EXPECT_EQ(texts.bots(1), "1 bot");
  EXPECT_EQ(texts.bots(5), "5 bots");
  EXPECT_EQ(texts.days(std::chrono::days{21}), "21 days");
}

TEST(RussianTexts, AgreeInNumber) {
  const Texts& texts = texts_in(shop::Language::russian);
  const std::map<int, std::string> forms{
      {1, "1 бот"},       {2, "2 бота"},      {4, "4 бота"},    {5, "5 ботов"},      {11, "11 ботов"}, {12, "12 ботов"},
      {14, "14 ботов"},   {20, "20 ботов"},   {21, "21 бот"},   {22, "22 бота"},     {25, "25 ботов"}, {101, "101 бот"},
      {111, "111 ботов"}, {112, "112 ботов"}, {121, "121 бот"}, {1000, "1000 ботов"}};
  for (const auto& [count, text] : forms) EXPECT_EQ(texts.bots(count), text);
  EXPECT_EQ(texts.days(std::chrono::days{1}), "1 день");
  EXPECT_EQ(texts.days(std::chrono::days{3}), "3 дня");
  EXPECT_EQ(texts.days(std::chrono::days{30}), "30 дней");
}

TEST(Texts, WriteDatesAsTheirReadersDo) {
  const values::Timestamp at =
      std::chrono::sys_days{std::chrono::December / 1 / 2026} + std::chrono::minutes{9 * 60 + 5};
  EXPECT_EQ(texts_in(shop::Language::english).date(at), "1 December 2026, 09:05 UTC");
  EXPECT_EQ(texts_in(shop::Language::russian).date(at), "1 декабря 2026 г., 09:05 UTC");
}

}  // namespace
}  // namespace bot
