#include "english_owner_texts.hpp"

#include <stdexcept>

#include "audit.hpp"
#include "counting.hpp"
#include "english_texts.hpp"
#include "notation.hpp"

namespace bot {
namespace {

const std::string& title(const shop::PlanOffer& offer) {
  return offer.title.english;
}

std::string days(std::chrono::days count) {
  return english_texts().days(count);
}

std::string date(values::Timestamp at) {
  return english_texts().date(at);
}

std::string sales(std::string_view span, const store::Sales& sales) {
  std::string text =
      std::string(span) + ": " + in_english(sales.payments, "payment", "payments") + ", " + stars(sales.received);
  if (sales.refunds > 0) text += "; " + in_english(sales.refunds, "refund", "refunds") + ", " + stars(sales.refunded);
  return text;
}

std::string stage(shop::PlanStage stage, values::Timestamp ends_at) {
  switch (stage) {
    case shop::PlanStage::running:
      return "running until " + date(ends_at);
    case shop::PlanStage::in_grace:
      return "in grace since " + date(ends_at);
    case shop::PlanStage::over:
      return "ended on " + date(ends_at);
  }
  throw std::logic_error("a plan's stage without an English text");
}

std::string renewal(const shop::Renewal& renewal) {
  switch (renewal.state) {
    case shop::RenewalState::active:
      return "Renewed by Telegram for " + stars(renewal.price) + ", paid until " + date(renewal.paid_until);
    case shop::RenewalState::canceled:
      return "Its renewal was canceled; paid until " + date(renewal.paid_until);
    case shop::RenewalState::failed:
      return "Telegram could not renew it; paid until " + date(renewal.paid_until);
  }
  throw std::logic_error("a renewal's state without an English text");
}

std::string kind(shop::PaymentKind kind) {
  switch (kind) {
    case shop::PaymentKind::one_off:
      return "paid once";
    case shop::PaymentKind::first:
      return "first of a subscription";
    case shop::PaymentKind::renewal:
      return "renewal by Telegram";
  }
  throw std::logic_error("a payment's kind without an English text");
}

std::string state(PaymentState state) {
  switch (state) {
    case PaymentState::kept:
      return "kept";
    case PaymentState::refund_requested:
      return "refund on its way";
    case PaymentState::refunded:
      return "refunded";
    case PaymentState::charged_back:
      return "charged back";
    case PaymentState::refund_refused:
      return "kept; Telegram refused a refund";
  }
  throw std::logic_error("a payment's state without an English text");
}

std::string described(const PaymentLine& found) {
  const shop::Payment& payment = found.payment;
  return date(payment.received_at) + ": " + stars(payment.amount) + ", " + kind(payment.kind) +
         (payment.order ? ", order " + number(*payment.order) : ", no order of this customer's") + "; " +
         state(found.state) + "\n" + bounded(payment.charge.value(), kLongestQuotedCharge);
}

class EnglishOwnerTexts final : public OwnerTexts {
 public:
  std::string statistics(const Statistics& statistics, std::span<const shop::PlanOffer> offers) const override {
    const store::Totals& totals = statistics.totals;
    std::string text = "Users: " + std::to_string(totals.users) +
                       ", online now: " + std::to_string(statistics.users_online) +
                       "\nPayments: " + std::to_string(totals.payments_succeeded) + " succeeded, " +
                       std::to_string(totals.payments_failed) + " failed\nReceived: " + stars(totals.received) +
                       "\nRefunds: " + std::to_string(totals.refunds) + ", " + stars(totals.refunded) +
                       "\nBots: " + std::to_string(totals.bots) + " created, " +
                       std::to_string(statistics.bots_served) + " served now\n\n" +
                       sales("Today (UTC)", statistics.today) + "\n" + sales("Last 7 days", statistics.last_7_days) +
                       "\n" + sales("Last 30 days", statistics.last_30_days) + "\n\nActive plans:";
    for (const shop::PlanOffer& offer : offers) {
      text += "\n• " + title(offer) + ": " +
              std::to_string(statistics.active_subscriptions.at(static_cast<std::size_t>(offer.id)));
    }
    return text;
  }

  std::string how_to_find() const override {
    return "Write a customer's number, an order's or a payment's, for example:\n\n"
           "/find 123456789\n/find #17\n/find stxAbC123";
  }

  std::string nothing_found(std::string_view what) const override {
    return "I know no customer, order or payment “" + std::string(what) + "”.";
  }

  std::string customer(const CustomerCase& found, const shop::Catalogue& catalogue) const override {
    std::string text = "Customer " + number(found.id);
    if (found.user) {
      text += "\nLanguage: " + std::string(shop::to_string(found.user->language)) +
              "\nLast here: " + date(found.user->last_action_at);
      if (found.user->blocked_the_bot) text += "\nHas blocked the bot";
    } else {
      text += "\nNothing is kept but payments: deleted with /delete_me, or never here";
    }
    text += "\n\n" + plan(found, catalogue) + "\n\n" + payments(found.payments);
    if (found.user) {
      const std::string id = number(found.id);
      text += "\n\nTo answer: /answer " + id + " and your text\nTo give a plan: /grant " + id +
              " pro\nTo end the plan: /revoke " + id;
    }
    return text;
  }

  std::string order(const shop::Order& order, std::string_view product) const override {
    std::string text = "Order " + number(order.id) + ": " + std::string(product) + ", " + stars(order.price) +
                       "\nPlaced: " + date(order.placed_at) + "\n" +
                       (order.kind == shop::OrderKind::one_off ? "One-off" : "Renewed by Telegram") + ", " +
                       (order.paid ? "paid" : "not paid");
    if (order.closed) text += ", closed";
    if (order.promo) text += "\nPromo code: " + *order.promo;
    return text;
  }

  std::string payment(const PaymentLine& found, const std::optional<shop::Refund>& refund) const override {
    std::string text = "Payment of customer " + number(found.payment.payer) + "\n" + described(found) +
                       "\nInvoice: " + bounded(found.payment.payload, shop::kMaxInvoicePayload);
    if (found.payment.source == shop::LedgerSource::reconciliation) text += "\nFound in Telegram's account later";
    if (refund) text += "\nWent back: " + stars(refund->amount) + ", " + date(refund->at);
    if (found.state == PaymentState::kept || found.state == PaymentState::refund_refused)
      text += "\n\nTo give it back: /refund " + bounded(found.payment.charge.value(), kLongestQuotedCharge);
    return text;
  }

  std::string how_to_grant(std::chrono::days most) const override {
    return "Write the customer's number, a plan, and for how many days (1 to " + std::to_string(most.count()) +
           ") if not for the plan's own, or a course, for example:\n\n/grant 123456789 pro\n/grant 123456789 pro 14\n"
           "/grant 123456789 course:sql";
  }

  std::string plan_granted(values::UserId customer, const shop::PlanOffer& offer, std::chrono::days count,
                           values::Timestamp ends_at) const override {
    return "Customer " + number(customer) + " has got " + days(count) + " of " + title(offer) + ", valid until " +
           date(ends_at) + ".";
  }

  std::string how_to_revoke() const override {
    return "Write the customer's number, and the course if it isn't about the plan, for example:\n\n"
           "/revoke 123456789\n/revoke 123456789 course:sql";
  }

  std::string nothing_to_revoke(values::UserId customer) const override {
    return "Customer " + number(customer) + " has no plan that runs.";
  }

  std::string plan_revoked(values::UserId customer, const shop::PlanOffer& offer) const override {
    return "The plan " + title(offer) + " of customer " + number(customer) +
           " has ended. Nothing was paid back; for that, write /refund and the payment's number.";
  }

  std::string course_granted(values::UserId customer, std::string_view course) const override {
    return "Customer " + number(customer) + " has got the course “" + std::string(course) + "”.";
  }

  std::string has_course_already(values::UserId customer, std::string_view course) const override {
    return "Customer " + number(customer) + " has the course “" + std::string(course) + "” already.";
  }

  std::string course_revoked(values::UserId customer, std::string_view course, bool keeps_it) const override {
    return "Customer " + number(customer) + " doesn't own the course “" + std::string(course) + "” any more" +
           (keeps_it ? ", and still has it by their plan" : "") +
           ". Nothing was paid back; for that, write /refund and the payment's number.";
  }

  std::string has_no_course(values::UserId customer, std::string_view course) const override {
    return "Customer " + number(customer) + " doesn't own the course “" + std::string(course) + "”.";
  }

  std::string renewal_ended() const override { return "I have told Telegram not to renew the old plan any more."; }

  std::string customer_blocked_the_bot() const override {
    return "The customer has blocked the bot and won't see a message about it.";
  }

  std::string how_to_export() const override {
    return "Write what you want as a CSV file:\n\n/export payments\n/export subscriptions\n/export users\n"
           "/export progress — who has got how far in which course";
  }

  std::string exported(ExportedTable table, std::size_t rows, bool complete) const override {
    const auto count = static_cast<std::int64_t>(rows);
    return contents(table, count) + (complete ? "" : "; older ones are left out") + ". Times are in UTC.";
  }

  std::string no_metrics() const override { return "This bot was started without metrics."; }

  std::string metrics_attached(std::int64_t series, std::size_t bytes) const override {
    return in_english(series, "series", "series") + ", " +
           in_english(static_cast<std::int64_t>(bytes), "byte", "bytes") + ": too long for a message.";
  }

  std::string audit(std::span<const shop::AuditEntry> entries) const override {
    if (entries.empty()) return "No owner has changed or exported anything yet.";
    std::string text = "What owners did, newest first:\n";
    for (const shop::AuditEntry& entry : entries) text += "\n" + audit_line(entry);
    return text;
  }

  std::string transaction_needs_attention(const shop::StarTransaction& transaction) const override {
    return "⚠️ Telegram's account has an entry that I can't book: it doesn't say who paid, or how much\n\nKind: " +
           std::string(shop::to_string(transaction.kind)) + "\nStars: " + values::to_string(transaction.amount) +
           "\nNumber: " + bounded(transaction.id, kLongestQuotedCharge) + "\nTime: " + date(transaction.at);
  }

 private:
  static std::string contents(ExportedTable table, std::int64_t rows) {
    switch (table) {
      case ExportedTable::payments:
        return in_english(rows, "payment", "payments") + ", newest first";
      case ExportedTable::subscriptions:
        return in_english(rows, "subscription", "subscriptions") + ", newest first";
      case ExportedTable::users:
        return in_english(rows, "user", "users") + ", who was here last first";
      case ExportedTable::progress:
        return in_english(rows, "student of a course", "students of courses") + ", newest first";
    }
    throw std::logic_error("a table without its English name");
  }

  static std::string plan(const CustomerCase& found, const shop::Catalogue& catalogue) {
    if (!found.subscription) return "Plan: none";
    const shop::Subscription& subscription = *found.subscription;
    std::string text =
        "Plan: " + title(catalogue.plan(subscription.plan)) + ", " + stage(found.stage, subscription.ends_at);
    if (subscription.renewal) text += "\n" + renewal(*subscription.renewal);
    return text;
  }

  static std::string payments(std::span<const PaymentLine> payments) {
    if (payments.empty()) return "Payments: none";
    std::string text = "Payments, newest first:";
    for (const PaymentLine& each : payments) text += "\n• " + described(each);
    return text;
  }
};

}  // namespace

const OwnerTexts& english_owner_texts() {
  static const EnglishOwnerTexts texts;
  return texts;
}

}  // namespace bot
