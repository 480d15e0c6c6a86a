// Random ledgers and accounts: exactly the differences that were made are found, whatever they are among.

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "shop/reconciliation.hpp"

namespace shop {
namespace {

using values::Nanostars;
using values::Stars;

using Found = std::pair<std::string, std::string>;  // Kind and subject.

/// A ledger and an account that agree, and then are made to differ.
class Books {
 public:
  explicit Books(unsigned seed) : random_(seed) {
    const int entries = pick(0, 60);
    for (int number = 0; number < entries; ++number) add_entry("charge-" + std::to_string(number));
    for (int number = pick(0, 10); number > 0; --number) add_foreign_entry(number);
  }

  /// Makes one difference in what concerns `charge`, which has none yet.
  void make_differ(const std::string& charge) {
    switch (pick(0, 4)) {
      case 0:
        return forget_payment(charge);
      case 1:
        return forget_transaction(charge, Direction::in, DifferenceKind::payment_unknown);
      case 2:
        transaction(charge, Direction::in).amount += Nanostars{pick(1, 1'000'000)};
        return expect(DifferenceKind::amount_differs, charge);
      case 3:
        transaction(charge, Direction::in).user = values::UserId{-1};
        return expect(DifferenceKind::payer_differs, charge);
      default:
        return make_refund_differ(charge);
    }
  }

  void make_balance_differ() {
    error_ = Nanostars{pick(1, 1'000'000)};
    expect(DifferenceKind::balance_differs, "");
  }

  std::vector<std::string> charges() const {
    std::vector<std::string> charges;
    for (const Payment& payment : payments_) charges.push_back(payment.charge.value());
    return charges;
  }

  Comparison compared() {
    Nanostars balance = error_;
    for (const StarTransaction& each : account_) {
      balance = each.direction == Direction::in ? balance + each.amount : balance - each.amount;
    }
    std::ranges::shuffle(account_, random_);
    return compare(payments_, refunds_, account_, balance);
  }

  const std::multiset<Found>& expected() const { return expected_; }
  std::mt19937& random() { return random_; }
  int pick(int least, int most) { return std::uniform_int_distribution(least, most)(random_); }

 private:
  void add_entry(const std::string& charge) {
    const Stars amount{pick(1, 10'000)};
    const values::UserId payer{pick(1, 20)};
    payments_.push_back({.charge = values::ChargeId{charge}, .payer = payer, .amount = amount});
    StarTransaction paid{.id = charge, .kind = TransactionKind::payment, .amount = Nanostars{amount}, .user = payer};
    if (pick(0, 9) == 0) {
      paid.commission = Nanostars{pick(1, 500'000'000)};
      paid.amount -= *paid.commission;
    }
    account_.push_back(paid);
    if (pick(0, 2) != 0) return;
    refunds_.push_back({.charge = values::ChargeId{charge}, .payer = payer, .amount = amount});
    account_.push_back({.id = charge,
                        .direction = Direction::out,
                        .kind = TransactionKind::refund,
                        .amount = Nanostars{amount},
                        .user = payer});
  }

  void add_foreign_entry(int number) {
    constexpr TransactionKind kForeign[]{TransactionKind::withdrawal, TransactionKind::ads, TransactionKind::gift,
                                         TransactionKind::broadcast_fee, TransactionKind::other};
    account_.push_back({.id = "foreign-" + std::to_string(number),
                        .direction = pick(0, 1) == 0 ? Direction::in : Direction::out,
                        .kind = kForeign[pick(0, 4)],
                        .amount = Nanostars{pick(1, 2'000'000'000)}});
  }

  StarTransaction& transaction(const std::string& charge, Direction direction) {
    return *std::ranges::find_if(
        account_, [&](const StarTransaction& each) { return each.id == charge && each.direction == direction; });
  }

  void forget_payment(const std::string& charge) {
    std::erase_if(payments_, [&](const Payment& each) { return each.charge.value() == charge; });
    expect(DifferenceKind::payment_missing, charge);
  }

  void forget_transaction(const std::string& charge, Direction direction, DifferenceKind kind) {
    std::erase_if(account_,
                  [&](const StarTransaction& each) { return each.id == charge && each.direction == direction; });
    expect(kind, charge);
  }

  void make_refund_differ(const std::string& charge) {
    const auto refund = std::ranges::find(refunds_, charge, [](const Refund& each) { return each.charge.value(); });
    if (refund == refunds_.end()) return forget_payment(charge);
    switch (pick(0, 2)) {
      case 0:
        refunds_.erase(refund);
        return expect(DifferenceKind::refund_missing, charge);
      case 1:
        return forget_transaction(charge, Direction::out, DifferenceKind::refund_unknown);
      default:
        refund->amount += Stars{1};
        return expect(DifferenceKind::refund_differs, charge);
    }
  }

  void expect(DifferenceKind kind, const std::string& charge) {
    expected_.emplace(std::string(to_string(kind)), charge);
  }

  std::mt19937 random_;
  std::vector<Payment> payments_;
  std::vector<Refund> refunds_;
  std::vector<StarTransaction> account_;
  Nanostars error_;
  std::multiset<Found> expected_;
};

std::multiset<Found> found_in(const Comparison& comparison) {
  std::multiset<Found> found;
  for (const Difference& each : comparison.differences) found.emplace(std::string(to_string(each.kind)), each.subject);
  return found;
}

TEST(ComparisonProperty, ExactlyTheDifferencesThatWereMadeAreFound) {
  for (unsigned seed = 0; seed < 3'000; ++seed) {
    Books books(seed);
    std::vector<std::string> charges = books.charges();
    std::ranges::shuffle(charges, books.random());
    charges.resize(static_cast<std::size_t>(books.pick(0, static_cast<int>(charges.size()))));
    for (const std::string& charge : charges) books.make_differ(charge);
    if (books.pick(0, 3) == 0) books.make_balance_differ();

    ASSERT_EQ(found_in(books.compared()), books.expected()) << "seed " << seed;
  }
}

}  // namespace
}  // namespace shop
