#include "owner_texts.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <gmock/gmock.h>

#include "commands_in.hpp"
#include "scene.hpp"
#include "values/utf8.hpp"

namespace bot {
namespace {

constexpr values::Timestamp kAt = std::chrono::sys_days{std::chrono::May / 1 / 2026};

PaymentLine line_of(shop::PaymentKind kind, PaymentState state) {
  return {.payment = {.charge = values::ChargeId{"stx-1"},
                      .payer = values::UserId{42},
                      .order = values::OrderId{17},
                      .payload = "order:17",
                      .amount = values::Stars{100},
                      .received_at = kAt,
                      .kind = kind},
          .state = state};
}

shop::Subscription plan_with(shop::RenewalState state) {
  return {.user = values::UserId{42},
          .started_at = kAt,
          .ends_at = kAt,
          .renewal = shop::Renewal{.charge = values::ChargeId{"stx-1"},
                                   .order = values::OrderId{17},
                                   .price = values::Stars{100},
                                   .paid_until = kAt,
                                   .state = state}};
}

using Named = std::map<std::string, std::string>;

void add_cases(Named& all, const OwnerTexts& texts, const shop::Catalogue& catalogue) {
  const shop::User user{.user = values::UserId{42}, .last_action_at = kAt, .blocked_the_bot = true};
  all["customer"] = texts.customer({.id = user.user, .user = user}, catalogue);
  all["customer forgotten"] = texts.customer({.id = user.user}, catalogue);
  for (const shop::PlanStage stage : {shop::PlanStage::running, shop::PlanStage::in_grace, shop::PlanStage::over}) {
    for (const auto state : {shop::RenewalState::active, shop::RenewalState::canceled, shop::RenewalState::failed}) {
      const std::string name = std::to_string(static_cast<int>(stage)) + std::to_string(static_cast<int>(state));
      all["customer " + name] =
          texts.customer({.id = user.user, .subscription = plan_with(state), .stage = stage}, catalogue);
    }
  }
  for (const PaymentState state : {PaymentState::kept, PaymentState::refund_requested, PaymentState::refunded,
                                   PaymentState::charged_back, PaymentState::refund_refused}) {
    for (const auto kind : {shop::PaymentKind::one_off, shop::PaymentKind::first, shop::PaymentKind::renewal}) {
      const PaymentLine line = line_of(kind, state);
      const std::string name = std::to_string(static_cast<int>(state)) + std::to_string(static_cast<int>(kind));
      all["payment " + name] = texts.payment(line, shop::Refund{.amount = values::Stars{100}, .at = kAt});
      all["customer who paid " + name] = texts.customer({.id = user.user, .payments = {line, line}}, catalogue);
    }
  }
  PaymentLine strange = line_of(shop::PaymentKind::one_off, PaymentState::kept);
  strange.payment.order.reset();
  strange.payment.source = shop::LedgerSource::reconciliation;
  all["payment found later"] = texts.payment(strange, std::nullopt);
}

/// Everything that can be said, by the name of the function that says it.
Named everything(const OwnerTexts& texts, const shop::Catalogue& catalogue) {
  const shop::PlanOffer& pro = catalogue.plans()[1];
  const values::UserId user{42};
  const shop::Order order{.id = values::OrderId{17}, .price = values::Stars{100}, .placed_at = kAt};
  shop::Order renewing = order;
  renewing.kind = shop::OrderKind::renewing;
  renewing.promo = "SPRING";
  renewing.paid = renewing.closed = true;
  const shop::AuditEntry entry{.owner = user, .action = "grant", .subject = "42", .details = "pro", .at = kAt};
  const shop::StarTransaction transaction{.id = "stx-1", .at = kAt, .commission = std::nullopt};
  const store::Sales sales{.payments = 2, .received = values::Stars{200}, .refunds = 1, .refunded = values::Stars{100}};
  Named all{
      {"statistics", texts.statistics({}, catalogue.plans())},
      {"statistics with refunds", texts.statistics({.today = sales}, catalogue.plans())},
      {"how_to_find", texts.how_to_find()},
      {"nothing_found", texts.nothing_found("…")},
      {"order", texts.order(order, "Pro")},
      {"order that renews", texts.order(renewing, "Pro")},
      {"how_to_grant", texts.how_to_grant(std::chrono::days{9})},
      {"plan_granted", texts.plan_granted(user, pro, std::chrono::days{9}, kAt)},
      {"how_to_revoke", texts.how_to_revoke()},
      {"nothing_to_revoke", texts.nothing_to_revoke(user)},
      {"plan_revoked", texts.plan_revoked(user, pro)},
      {"renewal_ended", texts.renewal_ended()},
      {"customer_blocked_the_bot", texts.customer_blocked_the_bot()},
      {"how_to_export", texts.how_to_export()},
      {"exported payments", texts.exported(ExportedTable::payments, 1, true)},
      {"exported subscriptions", texts.exported(ExportedTable::subscriptions, 100'000, false)},
      {"audit", texts.audit(std::vector{entry, entry})},
      {"audit of nothing", texts.audit({})},
      {"transaction_needs_attention", texts.transaction_needs_attention(transaction)},
  };
  add_cases(all, texts, catalogue);
  return all;
}

class EveryOwnerText : public testing::TestWithParam<shop::Language> {};

TEST_P(EveryOwnerText, CanBeSent) {
  for (const auto& [name, text] : everything(owner_texts_in(GetParam()), sample_catalogue())) {
    EXPECT_FALSE(text.empty()) << name;
    ASSERT_TRUE(values::is_valid_utf8(text)) << name;
    EXPECT_LE(values::count_code_points(text), telegram::kMaxMessageText) << name;
    EXPECT_EQ(text.find_first_not_of(" \n"), 0U) << name << " begins with white space";
    EXPECT_EQ(text.find_last_not_of(" \n"), text.size() - 1) << name << " ends with white space";
    EXPECT_EQ(text.find("  "), std::string::npos) << name << " has two spaces in a row";
    EXPECT_EQ(text.find("\n\n\n"), std::string::npos) << name << " has two empty lines in a row";
  }
}

TEST_P(EveryOwnerText, UnderAFileIsACaption) {
  for (const ExportedTable table : {ExportedTable::payments, ExportedTable::subscriptions}) {
    EXPECT_LE(values::count_code_points(owner_texts_in(GetParam()).exported(table, 100'000, false)),
              telegram::kMaxCaption);
  }
}

TEST_P(EveryOwnerText, OfAPaymentTellsItsStateAndKind) {
  const OwnerTexts& texts = owner_texts_in(GetParam());
  std::set<std::string> different;
  for (int state = 0; state < 5; ++state) {
    for (int kind = 0; kind < 3; ++kind) {
      different.insert(
          texts.payment(line_of(static_cast<shop::PaymentKind>(kind), static_cast<PaymentState>(state)), {}));
    }
  }
  EXPECT_EQ(different.size(), 15U);
}

INSTANTIATE_TEST_SUITE_P(Languages, EveryOwnerText, testing::Values(shop::Language::english, shop::Language::russian),
                         [](const auto& language) { return std::string(shop::to_string(language.param)); });

TEST(OwnerTexts, DifferBetweenLanguagesButNameTheSameCommands) {
  const shop::Catalogue catalogue = sample_catalogue();
  const Named english = everything(owner_texts_in(shop::Language::english), catalogue);
  const Named russian = everything(owner_texts_in(shop::Language::russian), catalogue);
  ASSERT_EQ(english.size(), russian.size());
  for (const auto& [name, text] : english) {
    EXPECT_NE(text, russian.at(name)) << name;
    EXPECT_EQ(commands_in(text), commands_in(russian.at(name))) << name;
  }
}

}  // namespace
}  // namespace bot
