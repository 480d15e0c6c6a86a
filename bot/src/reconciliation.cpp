// Telegram's account of the bot's Stars, entry by entry: what the ledger lacks is booked as if Telegram had told of it
// at once (core.telegram.org/bots/api, StarTransaction and TransactionPartner).

#include "booking.hpp"
#include "owner_texts.hpp"
#include "refunds.hpp"

namespace bot {
namespace {

using shop::Direction;
using shop::TransactionKind;

values::Error wrong(const telegram::StarTransaction& transaction, std::string_view what) {
  return {"Star transaction '" + bounded(transaction.id, kLongestQuotedCharge) + "': " + std::string(what)};
}

TransactionKind kind_with_user(const telegram::TransactionPartner& user, Direction direction) {
  const std::string& type = user.transaction_type.value_or("");
  if (type == "invoice_payment") return direction == Direction::in ? TransactionKind::payment : TransactionKind::refund;
  if (type == "gift_purchase" || type == "premium_purchase") return TransactionKind::gift;
  return TransactionKind::other;
}

TransactionKind kind_with(const telegram::TransactionPartner& partner, Direction direction) {
  if (partner.type == "user") return kind_with_user(partner, direction);
  if (partner.type == "chat") return direction == Direction::out ? TransactionKind::gift : TransactionKind::other;
  if (partner.type == "affiliate_program") return TransactionKind::affiliate_commission;
  if (partner.type == "fragment") {
    return direction == Direction::in ? TransactionKind::withdrawal_returned : TransactionKind::withdrawal;
  }
  if (partner.type == "telegram_ads") return TransactionKind::ads;
  if (partner.type == "telegram_api") return TransactionKind::broadcast_fee;
  return TransactionKind::other;
}

/// More than any bot has, and so little that two of them can be added up.
constexpr values::Nanostars kBeyondBelief{values::Stars{4'000'000'000}};

/// Whether the parts of a Star are less than one ("from 0 to 999999999"), and nothing is below nothing.
bool is_possible(const telegram::StarTransaction& transaction) {
  const std::int64_t parts = transaction.nanostar_amount.value_or(0);
  return transaction.amount >= 0 && parts >= 0 && parts < values::Nanostars::kInAStar;
}

values::Result<values::Nanostars> believable(values::Result<values::Nanostars> amount) {
  if (amount && (*amount > kBeyondBelief || *amount < values::Nanostars{} - kBeyondBelief)) {
    return values::Error{"'" + values::to_string(*amount) + "' Stars: must be at most " +
                         values::to_string(kBeyondBelief)};
  }
  return amount;
}

/// Of a refund Telegram may tell the commission as a negative amount: the affiliate gives it back.
values::Nanostars magnitude(values::Nanostars amount) {
  return amount < values::Nanostars{} ? values::Nanostars{} - amount : amount;
}

/// What the customer paid or got back. Telegram doesn't document whether the amount of a transaction is before or after
/// an affiliate's commission: it is whichever is `expected`, and else the amount as it stands.
values::Stars paid_by_customer(const shop::StarTransaction& transaction, std::optional<values::Stars> expected) {
  const values::Nanostars gross = transaction.amount + transaction.commission.value_or(values::Nanostars{});
  if (expected && gross == values::Nanostars{*expected}) return *expected;
  const bool whole = transaction.amount.amount() % values::Nanostars::kInAStar == 0;
  return whole ? transaction.amount.whole() : gross.whole();
}

Decision note(const shop::StarTransaction& transaction, const Context& context) {
  return {.effects = {shop::TransactionNoted{.bot = context.situation.bot, .transaction = transaction}},
          .outgoing = {}};
}

/// It can't become an entry of the ledger: a person has to look, and is told once.
Decision note_and_report(const shop::StarTransaction& transaction, const Context& context) {
  if (context.reader.is_noted(context.situation.bot, transaction.id, transaction.direction)) return {};
  Decision decision = note(transaction, context);
  for (const values::UserId owner : context.situation.owners) {
    const Customer reader = customer_of(owner, context);
    decision.outgoing.push_back(
        receipt_to(reader, owner_texts_in(reader.language).transaction_needs_attention(transaction)));
  }
  return decision;
}

Decision payment_found(const shop::StarTransaction& transaction, const Context& context) {
  const values::ChargeId charge{transaction.id};
  if (context.reader.payment(charge)) return {};
  const std::optional<shop::Order> order = order_named_in(transaction.payload, context);
  const values::Stars amount =
      paid_by_customer(transaction, order ? std::optional(order->price) : std::optional<values::Stars>());
  if (!transaction.user || amount <= values::Stars{0}) return note_and_report(transaction, context);
  return book(customer_of(*transaction.user, context),
              {.charge = charge,
               .payload = transaction.payload,
               .amount = amount,
               .recurring = transaction.renews,
               .at = transaction.at,
               .source = shop::LedgerSource::reconciliation},
              context);
}

Decision refund_found(const shop::StarTransaction& transaction, const Context& context) {
  const values::ChargeId charge{transaction.id};
  if (context.reader.refund(charge)) return {};
  const std::optional<shop::Payment> payment = context.reader.payment(charge);
  const std::optional<values::UserId> payer = payment ? std::optional(payment->payer) : transaction.user;
  const values::Stars amount =
      paid_by_customer(transaction, payment ? std::optional(payment->amount) : std::optional<values::Stars>());
  if (!payer || amount <= values::Stars{0}) return note_and_report(transaction, context);
  return money_went_back({.charge = charge,
                          .bot = context.situation.bot,
                          .payer = *payer,
                          .amount = amount,
                          .kind = kind_of_refund(charge, context),
                          .source = shop::LedgerSource::reconciliation,
                          .at = transaction.at},
                         context);
}

}  // namespace

values::Result<shop::StarTransaction> transaction_of(const telegram::StarTransaction& transaction) {
  if (transaction.id.empty()) return wrong(transaction, "has no id");
  if (transaction.source.has_value() == transaction.receiver.has_value()) {
    return wrong(transaction, "must have either a source or a receiver");
  }
  if (!is_possible(transaction)) {
    return wrong(transaction, "amount " + std::to_string(transaction.amount) + " and nanostar_amount " +
                                  std::to_string(transaction.nanostar_amount.value_or(0)) +
                                  ": must be 0 or more, and less than a Star in parts");
  }
  const values::Result<values::Nanostars> amount =
      believable(telegram::amount_of(transaction.amount, transaction.nanostar_amount));
  if (!amount) return wrong(transaction, amount.error().message);

  const Direction direction = transaction.source ? Direction::in : Direction::out;
  const telegram::TransactionPartner& partner = transaction.source ? *transaction.source : *transaction.receiver;
  shop::StarTransaction entry{.id = transaction.id,
                              .direction = direction,
                              .kind = kind_with(partner, direction),
                              .amount = *amount,
                              .at = transaction.date,
                              .payload = partner.invoice_payload.value_or(""),
                              .renews = partner.subscription_period.has_value(),
                              .commission = std::nullopt};
  if (partner.user) entry.user = partner.user->id;
  if (partner.affiliate) {
    const values::Result<values::Nanostars> commission =
        believable(telegram::amount_of(partner.affiliate->amount, partner.affiliate->nanostar_amount));
    if (!commission) return wrong(transaction, "commission: " + commission.error().message);
    entry.commission = magnitude(*commission);
  }
  return entry;
}

Decision decide(const shop::StarTransaction& transaction, store::Reader& reader, const Situation& situation) {
  const Context context{.reader = reader, .situation = situation};
  if (transaction.kind == TransactionKind::payment && transaction.direction == Direction::in) {
    return payment_found(transaction, context);
  }
  if (transaction.kind == TransactionKind::refund && transaction.direction == Direction::out) {
    return refund_found(transaction, context);
  }
  return note(transaction, context);
}

}  // namespace bot
