#include "shop/reconciliation.hpp"

#include <array>
#include <cstdlib>
#include <unordered_map>
#include <utility>

#include "enum_names.hpp"
#include "saturating.hpp"

namespace shop {
namespace {

using values::Nanostars;

constexpr EnumNames<DifferenceKind::balance_differs> kDifferenceKinds{
    "payment_missing", "payment_unknown", "amount_differs", "payer_differs",
    "refund_missing",  "refund_unknown",  "refund_differs", "balance_differs"};

std::string in_words(Nanostars amount) {
  return to_string(amount) + " XTR";
}

std::string in_words(values::Stars amount) {
  return std::to_string(amount.amount()) + " XTR";
}

std::string in_words(const std::optional<values::UserId>& user) {
  return user ? "user " + std::to_string(user->value()) : "an unnamed user";
}

/// Whether Telegram's amount is the ledger's, as a whole or without what an affiliate got of it.
bool same_amount(const StarTransaction& transaction, values::Stars amount) {
  const Nanostars expected = in_nanostars(amount);
  if (transaction.amount == expected) return true;
  if (!transaction.commission) return false;
  // Of a refund the commission that goes back is negative (Bot API, AffiliateInfo).
  const Nanostars zero{};
  const Nanostars commission =
      *transaction.commission < zero ? difference(zero, *transaction.commission) : *transaction.commission;
  return sum(transaction.amount, commission) == expected;
}

bool same_user(const StarTransaction& transaction, values::UserId payer) {
  return !transaction.user || *transaction.user == payer;
}

/// One side of the ledger, by charge, with what Telegram's account has shown of it so far.
template <class Entry>
class LedgerSide {
 public:
  explicit LedgerSide(std::span<const Entry> entries) : entries_(entries) {
    by_charge_.reserve(entries.size());
    for (const Entry& entry : entries) by_charge_.emplace(entry.charge.value(), Found{&entry});
  }

  struct Found {
    const Entry* entry = nullptr;
    bool seen = false;
  };

  Found* find(const std::string& charge) {
    const auto found = by_charge_.find(charge);
    return found == by_charge_.end() ? nullptr : &found->second;
  }

  template <class Visit>
  void for_each_unseen(Visit visit) const {
    for (const Entry& entry : entries_) {
      if (!by_charge_.at(entry.charge.value()).seen) visit(entry);
    }
  }

 private:
  std::span<const Entry> entries_;
  std::unordered_map<std::string_view, Found> by_charge_;
};

class Differences {
 public:
  void add(DifferenceKind kind, std::string subject, std::string explanation) {
    found_.push_back({kind, std::move(subject), std::move(explanation)});
  }
  std::vector<Difference> take() { return std::move(found_); }

 private:
  std::vector<Difference> found_;
};

void check_payment(const StarTransaction& transaction, LedgerSide<Payment>& ledger, Differences& differences) {
  const std::string told = "Telegram charged " + in_words(transaction.user) + " " + in_words(transaction.amount) +
                           " at " + values::format_minute_utc(transaction.at);
  auto* const found = ledger.find(transaction.id);
  if (found == nullptr) {
    differences.add(DifferenceKind::payment_missing, transaction.id,
                    told +
                        ", and the ledger has no such payment: the bot was away, and the next reconciliation "
                        "records it");
    return;
  }
  if (std::exchange(found->seen, true)) {
    differences.add(DifferenceKind::payment_missing, transaction.id,
                    told + ", and lists that charge twice, while the ledger has it once");
    return;
  }
  const Payment& payment = *found->entry;
  if (!same_amount(transaction, payment.amount)) {
    differences.add(DifferenceKind::amount_differs, transaction.id,
                    told + ", and the ledger has " + in_words(payment.amount) +
                        ": no affiliate's commission explains it, so the ledger or its backup was changed by hand");
  }
  if (!same_user(transaction, payment.payer)) {
    differences.add(DifferenceKind::payer_differs, transaction.id,
                    told + ", and the ledger says that " + in_words(payment.payer) +
                        " paid: the ledger or its backup was changed by hand");
  }
}

void check_refund(const StarTransaction& transaction, LedgerSide<Refund>& ledger, Differences& differences) {
  const std::string told = "Telegram gave " + in_words(transaction.amount) + " back to " + in_words(transaction.user) +
                           " at " + values::format_minute_utc(transaction.at);
  auto* const found = ledger.find(transaction.id);
  if (found == nullptr) {
    differences.add(DifferenceKind::refund_missing, transaction.id,
                    told +
                        ", and the ledger has no such refund: a chargeback, or a refund while the bot was away, "
                        "which the next reconciliation records");
    return;
  }
  if (std::exchange(found->seen, true)) {
    differences.add(DifferenceKind::refund_missing, transaction.id,
                    told + ", and lists that refund twice, while the ledger has it once");
    return;
  }
  const Refund& refund = *found->entry;
  if (!same_amount(transaction, refund.amount)) {
    differences.add(
        DifferenceKind::refund_differs, transaction.id,
        told + ", and the ledger has " + in_words(refund.amount) + ": the ledger or its backup was changed by hand");
  }
  if (!same_user(transaction, refund.payer)) {
    differences.add(DifferenceKind::payer_differs, transaction.id,
                    told + ", and the ledger says that " + in_words(refund.payer) +
                        " got it: the ledger or its backup was changed by hand");
  }
}

void report_unseen(const LedgerSide<Payment>& payments, const LedgerSide<Refund>& refunds, Differences& differences) {
  payments.for_each_unseen([&](const Payment& payment) {
    differences.add(DifferenceKind::payment_unknown, payment.charge.value(),
                    "The ledger has a payment of " + in_words(payment.amount) + " by " + in_words(payment.payer) +
                        " at " + values::format_minute_utc(payment.received_at) +
                        ", and Telegram has none: it was made with another bot, or with the simulator");
  });
  refunds.for_each_unseen([&](const Refund& refund) {
    differences.add(DifferenceKind::refund_unknown, refund.charge.value(),
                    "The ledger says that " + in_words(refund.amount) + " went back to " + in_words(refund.payer) +
                        " at " + values::format_minute_utc(refund.at) +
                        ", and Telegram has no such refund: it was made with another bot, or with the simulator");
  });
}

/// Adds up Telegram's account, by kind and direction.
class Sums {
 public:
  void add(const StarTransaction& transaction) {
    TransactionSum& sum_of_kind =
        sums_.at(static_cast<std::size_t>(transaction.kind)).at(static_cast<std::size_t>(transaction.direction));
    ++sum_of_kind.count;
    sum_of_kind.amount = sum(sum_of_kind.amount, transaction.amount);
  }

  std::vector<TransactionSum> those_that_occur() const {
    std::vector<TransactionSum> result;
    for (std::size_t kind = 0; kind < kKinds; ++kind) {
      for (const Direction direction : {Direction::in, Direction::out}) {
        TransactionSum each = sums_.at(kind).at(static_cast<std::size_t>(direction));
        each.kind = static_cast<TransactionKind>(kind);
        each.direction = direction;
        if (each.count > 0) result.push_back(each);
      }
    }
    return result;
  }

 private:
  static constexpr std::size_t kKinds = static_cast<std::size_t>(TransactionKind::other) + 1;
  std::array<std::array<TransactionSum, 2>, kKinds> sums_{};
};

void check_balance(std::span<const TransactionSum> sums, Nanostars balance, Differences& differences) {
  Nanostars expected;
  for (const TransactionSum& each : sums) {
    expected = each.direction == Direction::in ? sum(expected, each.amount) : difference(expected, each.amount);
  }
  if (expected == balance) return;
  differences.add(DifferenceKind::balance_differs, "",
                  "Telegram's entries add up to " + in_words(expected) + ", and the balance is " + in_words(balance) +
                      ": something was paid or given back between the two questions, or Telegram holds Stars back");
}

}  // namespace

std::string_view to_string(DifferenceKind kind) {
  return kDifferenceKinds.of(kind);
}

Comparison compare(std::span<const Payment> payments, std::span<const Refund> refunds,
                   std::span<const StarTransaction> transactions, Nanostars balance) {
  LedgerSide<Payment> paid(payments);
  LedgerSide<Refund> given_back(refunds);
  Sums sums;
  Differences differences;
  for (const StarTransaction& transaction : transactions) {
    sums.add(transaction);
    if (transaction.kind == TransactionKind::payment) check_payment(transaction, paid, differences);
    if (transaction.kind == TransactionKind::refund) check_refund(transaction, given_back, differences);
  }
  report_unseen(paid, given_back, differences);

  Comparison comparison{.sums = sums.those_that_occur()};
  check_balance(comparison.sums, balance, differences);
  comparison.differences = differences.take();
  return comparison;
}

}  // namespace shop
