#pragma once
// Telegram's own account of a bot's Stars (Bot API, StarTransaction), told apart by what each entry is. Pure values.

#include <optional>
#include <string>
#include <string_view>

#include "values/id.hpp"
#include "values/nanostars.hpp"
#include "values/time.hpp"

namespace shop {

enum class TransactionKind {
  payment,               ///< In: somebody paid an invoice of the bot.
  refund,                ///< Out, to a user, under a payment's id: a refund, or a chargeback.
  withdrawal,            ///< Out, to Fragment.
  withdrawal_returned,   ///< In, from Fragment: a withdrawal failed.
  ads,                   ///< Out, to Telegram Ads.
  broadcast_fee,         ///< Out: messages beyond the free limits.
  gift,                  ///< Gifts and Premium bought for somebody.
  affiliate_commission,  ///< In: a commission from another bot's program.
  other,                 ///< Paid media, transfers, and what Telegram may invent.
};

/// "payment", "refund", "withdrawal", …
std::string_view to_string(TransactionKind kind);
std::optional<TransactionKind> parse_transaction_kind(std::string_view name);

enum class Direction { in, out };

std::string_view to_string(Direction direction);
std::optional<Direction> parse_direction(std::string_view name);

struct StarTransaction {
  std::string id;  ///< A payment's charge; a refund's too.
  Direction direction = Direction::in;
  TransactionKind kind = TransactionKind::other;
  values::Nanostars amount;  ///< Not negative.
  values::Timestamp at;
  std::optional<values::UserId> user = {};      ///< Who paid, or got it back.
  std::string payload = {};                     ///< Of a payment.
  bool renews = false;                          ///< A payment for a subscription that Telegram renews.
  std::optional<values::Nanostars> commission;  ///< Of a payment: what an affiliate got of it.
};

}  // namespace shop
