// Tables for accountants. Their columns are named and written alike in every language, for programs read them too.

#include <array>

#include "audit.hpp"
#include "conversations.hpp"
#include "csv.hpp"
#include "notation.hpp"
#include "owner_texts.hpp"

namespace bot {
namespace {

// Some 4 MB, which exist a few times over while they are on their way; the bot has 128 MB.
constexpr std::size_t kMostRows = 20'000;

constexpr std::array<std::string_view, 13> kPaymentColumns{
    "charge", "received_at",    "payer",       "order",       "plan",    "kind",           "stars",
    "source", "refunded_stars", "refunded_at", "refund_kind", "payload", "provider_charge"};
constexpr std::array<std::string_view, 11> kSubscriptionColumns{
    "user",          "plan",          "started_at",         "ends_at",       "stage",         "worth_stars",
    "renewal_state", "renewal_stars", "renewal_paid_until", "renewal_order", "renewal_charge"};

std::string plan_of(const shop::Payment& payment, const Context& context) {
  const std::optional<shop::Order> order = payment.order ? context.reader.order(*payment.order) : std::nullopt;
  return order ? std::string(shop::to_string(order->plan)) : std::string();
}

std::vector<std::string> row_of(const shop::Payment& payment, const Context& context) {
  const std::optional<shop::Refund> refund = context.reader.refund(payment.charge);
  return {payment.charge.value(),
          values::format_rfc3339(payment.received_at),
          number(payment.payer),
          payment.order ? number(*payment.order) : "",
          plan_of(payment, context),
          std::string(shop::to_string(payment.kind)),
          std::to_string(payment.amount.amount()),
          std::string(shop::to_string(payment.source)),
          refund ? std::to_string(refund->amount.amount()) : "",
          refund ? values::format_rfc3339(refund->at) : "",
          refund ? std::string(shop::to_string(refund->kind)) : "",
          payment.payload,
          payment.provider_charge};
}

std::string_view name_of(shop::PlanStage stage) {
  return stage == shop::PlanStage::running ? "running" : stage == shop::PlanStage::in_grace ? "in_grace" : "over";
}

std::vector<std::string> row_of(const shop::Subscription& subscription, const Context& context) {
  const Situation& situation = context.situation;
  std::vector<std::string> row{
      number(subscription.user),
      std::string(shop::to_string(subscription.plan)),
      values::format_rfc3339(subscription.started_at),
      values::format_rfc3339(subscription.ends_at),
      std::string(name_of(shop::stage_of(subscription, situation.catalogue.rules(), situation.now))),
      values::to_string(subscription.worth)};
  if (!subscription.renewal) {
    row.resize(kSubscriptionColumns.size());
    return row;
  }
  const shop::Renewal& renewal = *subscription.renewal;
  row.insert(row.end(), {std::string(shop::to_string(renewal.state)), std::to_string(renewal.price.amount()),
                         values::format_rfc3339(renewal.paid_until), number(renewal.order), renewal.charge.value()});
  return row;
}

struct Export {
  std::string file;
  std::size_t rows = 0;
  bool complete = true;
};

template <class Record>
Export write(std::span<const std::string_view> columns, const std::vector<Record>& records, const Context& context) {
  CsvTable table(columns, telegram::kMaxUpload);
  for (const Record& record : records) {
    if (!table.add(row_of(record, context))) break;
  }
  const std::size_t rows = table.rows();
  return {.file = table.take(), .rows = rows, .complete = rows == records.size() && rows < kMostRows};
}

Export write(ExportedTable table, const Context& context) {
  const values::BotId bot = context.situation.bot;
  return table == ExportedTable::payments
             ? write(kPaymentColumns, context.reader.newest_payments(bot, kMostRows), context)
             : write(kSubscriptionColumns, context.reader.newest_subscriptions(bot, kMostRows), context);
}

std::optional<ExportedTable> parse_table(std::string_view name) {
  if (name == "payments") return ExportedTable::payments;
  if (name == "subscriptions") return ExportedTable::subscriptions;
  return std::nullopt;
}

/// "payments-2026-01-31.csv"
std::string file_name(std::string_view table, values::Timestamp now) {
  return std::string(table) + "-" + values::format_rfc3339(now).substr(0, 10) + ".csv";
}

}  // namespace

Decision export_table(const Customer& owner, std::string_view name, const Context& context) {
  const OwnerTexts& texts = owner_texts_in(owner.language);
  const std::string table_name = to_lower_ascii(name);
  const std::optional<ExportedTable> table = parse_table(table_name);
  if (!table) return reply(owner, texts.how_to_export());

  Export exported = write(*table, context);
  Decision decision;
  audited(decision, owner, "export", table_name, "rows: " + std::to_string(exported.rows), context);
  decision.outgoing.push_back(
      document_to(owner, {.name = file_name(table_name, context.situation.now), .content = std::move(exported.file)},
                  texts.exported(*table, exported.rows, exported.complete)));
  return decision;
}

}  // namespace bot
