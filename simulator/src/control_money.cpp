#include "control_money.hpp"

#include <algorithm>
#include <utility>

#include <boost/json.hpp>

namespace simulator {
namespace {

constexpr std::int64_t kMaxStars = 1'000'000;
constexpr std::int64_t kMaxPerMille = 999;

std::optional<PaymentIntent> intent_of(const ControlFields& fields) {
  const std::string outcome = text_of(fields, "outcome").value_or("pays");
  if (outcome == "pays") return PaymentIntent::pays;
  if (outcome == "fails") return PaymentIntent::fails;
  if (outcome == "late") return PaymentIntent::late;
  return std::nullopt;
}

std::optional<std::int64_t> bounded(const ControlFields& fields, std::string_view name, std::int64_t fallback,
                                    std::int64_t least, std::int64_t most) {
  const std::int64_t number = integer_of(fields, name).value_or(fallback);
  return number >= least && number <= most ? std::optional{number} : std::nullopt;
}

std::optional<StarAmount> amount_of(const ControlFields& fields) {
  const auto stars = bounded(fields, "amount", 0, 0, kMaxStars);
  const auto nanostars = bounded(fields, "nanostars", 0, 0, StarAmount::kNanostarsPerStar - 1);
  if (!stars || !nanostars || (*stars == 0 && *nanostars == 0)) return std::nullopt;
  return StarAmount{values::Stars{*stars}, *nanostars};
}

std::optional<Fragment::Withdrawal> withdrawal_of(const ControlFields& fields) {
  const std::string state = text_of(fields, "state").value_or("succeeded");
  if (state == "pending") return Fragment::Withdrawal::pending;
  if (state == "succeeded") return Fragment::Withdrawal::succeeded;
  if (state == "failed") return Fragment::Withdrawal::failed;
  return std::nullopt;
}

net::Response withdrawal(BotAccount& bot, const ControlFields& fields) {
  const std::optional<Fragment::Withdrawal> state = withdrawal_of(fields);
  if (!state) return refused(400, "state must be pending, succeeded or failed");
  if (const auto id = text_of(fields, "id")) return done(bot.settle_withdrawal(*id, *state));
  const std::optional<StarAmount> amount = amount_of(fields);
  if (!amount) return refused(400, "amount and nanostars must be what a withdrawal can move: up to 1000000 Stars");
  std::string id = bot.add_transaction(StarTransaction::Direction::outgoing, *amount, Fragment{});
  if (*state != Fragment::Withdrawal::pending) {
    const values::Result<void> settled = bot.settle_withdrawal(id, *state);
    if (!settled) return done(settled);
  }
  return done({{"id", std::move(id)}});
}

struct Movement {
  StarTransaction::Direction direction;
  TransactionPartner partner;
};

// "Paid broadcasts" in core.telegram.org/bots/faq: 0.1 Stars a message.
std::int64_t messages_for(StarAmount fee) {
  constexpr std::int64_t kFeePerMessage = StarAmount::kNanostarsPerStar / 10;
  return std::max(std::int64_t{1}, fee.total_nanostars() / kFeePerMessage);
}

std::optional<Movement> movement_of(std::string_view kind, const ControlFields& fields, StarAmount amount) {
  using Direction = StarTransaction::Direction;
  if (kind == "ads") return Movement{Direction::outgoing, TelegramAds{}};
  if (kind == "broadcast_fee") return Movement{Direction::outgoing, TelegramApi{messages_for(amount)}};
  if (kind == "gift") {
    const auto user = user_of(fields);
    return user ? std::optional{Movement{Direction::outgoing, GiftReceiver{*user}}} : std::nullopt;
  }
  if (kind == "affiliate") {
    const auto per_mille = bounded(fields, "commission_per_mille", 100, 1, kMaxPerMille);
    return per_mille ? std::optional{Movement{Direction::incoming, AffiliateProgram{*per_mille}}} : std::nullopt;
  }
  if (kind == "other") {
    return Movement{flag_of(fields, "outgoing") ? Direction::outgoing : Direction::incoming, OtherPartner{}};
  }
  return std::nullopt;
}

std::optional<values::ChargeId> charge_of(const ControlFields& fields) {
  const std::optional<std::string> charge = text_of(fields, "charge");
  return charge ? std::optional{values::ChargeId{*charge}} : std::nullopt;
}

/// What `fields` say of a purchase beside its outcome.
Purchase purchase_of(const ControlFields& fields, PaymentIntent intent) {
  Purchase purchase{.intent = intent,
                    .payload = text_of(fields, "payload"),
                    .link = text_of(fields, "link"),
                    .invoice_of = user_of(fields, "invoice_of"),
                    .again = flag_of(fields, "again"),
                    .without_bot = flag_of(fields, "without_bot")};
  if (const auto amount = integer_of(fields, "amount")) purchase.amount = values::Stars{*amount};
  return purchase;
}

}  // namespace

net::Response control_pay(BotAccount& bot, values::UserId user, const ControlFields& fields) {
  constexpr std::int64_t kLongestDelayMs = 7LL * 24 * 3600 * 1000;
  const std::optional<PaymentIntent> intent = intent_of(fields);
  if (!intent) return refused(400, "outcome must be pays, fails or late");
  const auto delay = bounded(fields, "after_ms", 60'000, 0, kLongestDelayMs);
  if (!delay) return refused(400, "after_ms must be 0 to 604800000 (7 days)");
  const auto commission = bounded(fields, "commission_per_mille", 0, 0, kMaxPerMille);
  if (!commission) return refused(400, "commission_per_mille must be 0 to 999");
  if (fields.contains("invoice_of") && !user_of(fields, "invoice_of")) {
    return refused(400, "invoice_of must be a Telegram user id");
  }
  Purchase purchase = purchase_of(fields, *intent);
  if (purchase.without_bot && purchase.intent != PaymentIntent::pays) {
    return refused(400, "without_bot is charged at once: it goes with no other outcome than pays");
  }
  if (purchase.amount && (*purchase.amount < values::Stars{0} || *purchase.amount > values::Stars{kMaxStars})) {
    return refused(400, "amount must be 0 to 1000000");
  }
  purchase.lateness = std::chrono::milliseconds{*delay};
  purchase.commission_per_mille = static_cast<int>(*commission);
  return done(bot.pay(user, purchase));
}

net::Response control_subscription(BotAccount& bot, values::UserId user, const ControlFields& fields) {
  const std::string action = text_of(fields, "action").value_or("");
  const std::optional<values::ChargeId> charge = charge_of(fields);
  if (action == "cancel") return done(bot.cancel_subscription(user, charge));
  if (action == "enable") return done(bot.enable_subscription(user, charge));
  if (action == "fail_next") return done(bot.fail_next_renewal(user, charge));
  if (action == "renew_now") return done(bot.renew_now(user, charge));
  return refused(400, "action must be cancel, enable, fail_next or renew_now");
}

net::Response control_chargeback(BotAccount& bot, const ControlFields& fields) {
  const std::optional<values::ChargeId> charge = charge_of(fields);
  if (!charge) return refused(400, "charge must be a telegram_payment_charge_id");
  return done(bot.charge_back(*charge));
}

net::Response control_transaction(BotAccount& bot, const ControlFields& fields) {
  const std::string kind = text_of(fields, "kind").value_or("");
  if (kind == "withdrawal") return withdrawal(bot, fields);
  const std::optional<StarAmount> amount = amount_of(fields);
  if (!amount) return refused(400, "amount and nanostars must be more than nothing, and up to 1000000 Stars");
  const std::optional<Movement> movement = movement_of(kind, fields, *amount);
  if (!movement) {
    return refused(400,
                   "kind must be withdrawal, ads, broadcast_fee, gift (with a user), affiliate "
                   "(commission_per_mille 1 to 999) or other");
  }
  return done({{"id", bot.add_transaction(movement->direction, *amount, movement->partner)}});
}

net::Response control_refunds(BotAccount& bot, const ControlFields& fields) {
  const std::string from = text_of(fields, "from").value_or("");
  if (from != "bot" && from != "payer") return refused(400, "from must be bot or payer");
  bot.refund_sender = from == "bot" ? RefundSender::bot : RefundSender::payer;
  return done();
}

}  // namespace simulator
