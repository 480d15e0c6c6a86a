#pragma once
// Compares the ledger with Telegram's account of the same bot: what `coursebot ledger --telegram` says. Pure.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shop/records.hpp"
#include "shop/star_transaction.hpp"

namespace shop {

enum class DifferenceKind {
  payment_missing,  ///< Telegram charged, the ledger doesn't know.
  payment_unknown,  ///< The ledger has it, Telegram doesn't.
  amount_differs,   ///< And no affiliate's commission explains it.
  payer_differs,
  refund_missing,   ///< Telegram gave it back, the ledger doesn't know.
  refund_unknown,   ///< The ledger says it was given back, Telegram doesn't.
  refund_differs,   ///< In its amount.
  balance_differs,  ///< The account's entries don't add up to the balance.
};

std::string_view to_string(DifferenceKind kind);

struct Difference {
  DifferenceKind kind;
  std::string subject;      ///< A charge, or empty.
  std::string explanation;  ///< One sentence: what differs, and why that may be.
};

/// Sums of one kind of transactions, both directions apart.
struct TransactionSum {
  TransactionKind kind;
  Direction direction;
  std::int64_t count = 0;
  values::Nanostars amount;
};

struct Comparison {
  std::vector<TransactionSum> sums;     ///< Of those kinds that occur, in the order of TransactionKind.
  std::vector<Difference> differences;  ///< In the order of Telegram's account, then of the ledger.
};

/// `transactions` are all there are, oldest first; `balance` is what getMyStarBalance says. Linear in their number.
Comparison compare(std::span<const Payment> payments, std::span<const Refund> refunds,
                   std::span<const StarTransaction> transactions, values::Nanostars balance);

}  // namespace shop
