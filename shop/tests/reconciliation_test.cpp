#include "shop/reconciliation.hpp"

#include <limits>

#include <gmock/gmock.h>

namespace shop {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using values::Nanostars;
using values::Stars;

constexpr values::Timestamp kNow{std::chrono::days{20'000}};
constexpr values::UserId kAlice{100};
constexpr values::UserId kMallory{666};

Payment payment(const std::string& charge, std::int64_t amount) {
  return {.charge = values::ChargeId{charge}, .payer = kAlice, .amount = Stars{amount}, .received_at = kNow};
}

Refund refund(const std::string& charge, std::int64_t amount) {
  return {.charge = values::ChargeId{charge}, .payer = kAlice, .amount = Stars{amount}, .at = kNow};
}

StarTransaction came_in(const std::string& id, std::int64_t amount) {
  return {.id = id,
          .direction = Direction::in,
          .kind = TransactionKind::payment,
          .amount = Nanostars{Stars{amount}},
          .at = kNow,
          .user = kAlice};
}

StarTransaction went_out(const std::string& id, std::int64_t amount) {
  StarTransaction transaction = came_in(id, amount);
  transaction.direction = Direction::out;
  transaction.kind = TransactionKind::refund;
  return transaction;
}

StarTransaction other(TransactionKind kind, Direction direction, Nanostars amount) {
  return {.id = "x", .direction = direction, .kind = kind, .amount = amount, .at = kNow};
}

Nanostars balance_of(const std::vector<StarTransaction>& account) {
  Nanostars balance;
  for (const StarTransaction& each : account) {
    balance = each.direction == Direction::in ? balance + each.amount : balance - each.amount;
  }
  return balance;
}

std::vector<Difference> differences(const std::vector<Payment>& payments, const std::vector<Refund>& refunds,
                                    const std::vector<StarTransaction>& account) {
  return compare(payments, refunds, account, balance_of(account)).differences;
}

MATCHER_P2(Is, kind, subject, "") {
  return arg.kind == kind && arg.subject == subject && !arg.explanation.empty() &&
         arg.explanation.find('\n') == std::string::npos;
}

TEST(Comparison, OfNothingWithNothingFindsNothing) {
  const Comparison comparison = compare({}, {}, {}, Nanostars{});
  EXPECT_THAT(comparison.differences, IsEmpty());
  EXPECT_THAT(comparison.sums, IsEmpty());
}

TEST(Comparison, OfTheSameFindsNothing) {
  EXPECT_THAT(differences({payment("a", 250), payment("b", 750)}, {refund("a", 250)},
                          {came_in("a", 250), came_in("b", 750), went_out("a", 250)}),
              IsEmpty());
}

TEST(Comparison, FindsAPaymentThatTheLedgerMissed) {
  const auto found = differences({}, {}, {came_in("a", 250)});
  ASSERT_THAT(found, ElementsAre(Is(DifferenceKind::payment_missing, "a")));
  EXPECT_THAT(found[0].explanation, AllOf(HasSubstr("250 XTR"), HasSubstr("user 100"), HasSubstr("2024-10-04")));
}

TEST(Comparison, FindsAPaymentThatTelegramDoesNotKnow) {
  EXPECT_THAT(differences({payment("a", 250)}, {}, {}), ElementsAre(Is(DifferenceKind::payment_unknown, "a")));
}

TEST(Comparison, FindsAnotherAmount) {
  EXPECT_THAT(differences({payment("a", 251)}, {}, {came_in("a", 250)}),
              ElementsAre(Is(DifferenceKind::amount_differs, "a")));
  StarTransaction parts = came_in("a", 250);
  parts.amount += Nanostars{1};
  EXPECT_THAT(differences({payment("a", 250)}, {}, {parts}), ElementsAre(Is(DifferenceKind::amount_differs, "a")));
}

TEST(Comparison, KnowsAnAffiliatesCommission) {
  StarTransaction less = came_in("a", 0);
  less.amount = Nanostars{237'500'000'000};
  less.commission = Nanostars{12'500'000'000};
  EXPECT_THAT(differences({payment("a", 250)}, {}, {less}), IsEmpty());
  less.commission = Nanostars{12'500'000'001};
  EXPECT_THAT(differences({payment("a", 250)}, {}, {less}), ElementsAre(Is(DifferenceKind::amount_differs, "a")));
  StarTransaction whole = came_in("a", 250);
  whole.commission = Nanostars{12'500'000'000};
  EXPECT_THAT(differences({payment("a", 250)}, {}, {whole}), IsEmpty());
}

TEST(Comparison, KnowsACommissionThatGoesBackWithARefund) {
  StarTransaction back = went_out("a", 0);
  back.amount = Nanostars{237'500'000'000};
  back.commission = Nanostars{-12'500'000'000};
  EXPECT_THAT(differences({payment("a", 250)}, {refund("a", 250)}, {came_in("a", 250), back}), IsEmpty());
}

TEST(Comparison, FindsAnotherPayer) {
  StarTransaction foreign = came_in("a", 250);
  foreign.user = kMallory;
  EXPECT_THAT(differences({payment("a", 250)}, {}, {foreign}), ElementsAre(Is(DifferenceKind::payer_differs, "a")));
  foreign.user = std::nullopt;
  EXPECT_THAT(differences({payment("a", 250)}, {}, {foreign}), IsEmpty());
}

TEST(Comparison, FindsRefunds) {
  const std::vector<Payment> paid{payment("a", 250)};
  EXPECT_THAT(differences(paid, {}, {came_in("a", 250), went_out("a", 250)}),
              ElementsAre(Is(DifferenceKind::refund_missing, "a")));
  EXPECT_THAT(differences(paid, {refund("a", 250)}, {came_in("a", 250)}),
              ElementsAre(Is(DifferenceKind::refund_unknown, "a")));
  EXPECT_THAT(differences(paid, {refund("a", 249)}, {came_in("a", 250), went_out("a", 250)}),
              ElementsAre(Is(DifferenceKind::refund_differs, "a")));
  StarTransaction foreign = went_out("a", 250);
  foreign.user = kMallory;
  EXPECT_THAT(differences(paid, {refund("a", 250)}, {came_in("a", 250), foreign}),
              ElementsAre(Is(DifferenceKind::payer_differs, "a")));
}

TEST(Comparison, FindsWhatTelegramListsTwice) {
  EXPECT_THAT(differences({payment("a", 250)}, {}, {came_in("a", 250), came_in("a", 250)}),
              ElementsAre(Is(DifferenceKind::payment_missing, "a")));
  EXPECT_THAT(
      differences({payment("a", 250)}, {refund("a", 250)}, {came_in("a", 250), went_out("a", 250), went_out("a", 250)}),
      ElementsAre(Is(DifferenceKind::refund_missing, "a")));
}

TEST(Comparison, FindsABalanceThatDoesNotAddUp) {
  const std::vector<Payment> paid{payment("a", 250)};
  const std::vector<StarTransaction> account{came_in("a", 250)};
  const auto found = compare(paid, {}, account, Nanostars{249'999'999'999}).differences;
  ASSERT_THAT(found, ElementsAre(Is(DifferenceKind::balance_differs, "")));
  EXPECT_THAT(found[0].explanation, AllOf(HasSubstr("250 XTR"), HasSubstr("249.999999999 XTR")));
}

TEST(Comparison, LeavesWithdrawalsFeesAndGiftsOutOfTheLedger) {
  const std::vector<StarTransaction> account{
      came_in("a", 2000),
      other(TransactionKind::withdrawal, Direction::out, Nanostars{Stars{1000}}),
      other(TransactionKind::withdrawal_returned, Direction::in, Nanostars{Stars{500}}),
      other(TransactionKind::broadcast_fee, Direction::out, Nanostars{500'000'000}),
      other(TransactionKind::gift, Direction::out, Nanostars{Stars{15}}),
      other(TransactionKind::ads, Direction::out, Nanostars{Stars{100}}),
      other(TransactionKind::affiliate_commission, Direction::in, Nanostars{1}),
      other(TransactionKind::other, Direction::in, Nanostars{Stars{3}})};
  EXPECT_THAT(differences({payment("a", 2000)}, {}, account), IsEmpty());
}

TEST(Comparison, AddsUpEachKindInBothDirections) {
  const std::vector<StarTransaction> account{other(TransactionKind::gift, Direction::out, Nanostars{Stars{15}}),
                                             came_in("a", 250), came_in("b", 750), went_out("a", 250),
                                             other(TransactionKind::gift, Direction::in, Nanostars{500'000'000})};
  const std::vector<Payment> paid{payment("a", 250), payment("b", 750)};
  const std::vector<Refund> given_back{refund("a", 250)};
  const auto sums = compare(paid, given_back, account, balance_of(account)).sums;
  const auto sum = [](TransactionKind kind, Direction direction, std::int64_t count, Nanostars amount) {
    return AllOf(testing::Field(&TransactionSum::kind, kind), testing::Field(&TransactionSum::direction, direction),
                 testing::Field(&TransactionSum::count, count), testing::Field(&TransactionSum::amount, amount));
  };
  EXPECT_THAT(sums, ElementsAre(sum(TransactionKind::payment, Direction::in, 2, Nanostars{Stars{1000}}),
                                sum(TransactionKind::refund, Direction::out, 1, Nanostars{Stars{250}}),
                                sum(TransactionKind::gift, Direction::in, 1, Nanostars{500'000'000}),
                                sum(TransactionKind::gift, Direction::out, 1, Nanostars{Stars{15}})));
}

TEST(Comparison, ListsDifferencesInTheOrderOfTheAccountThenOfTheLedger) {
  const auto found = compare(std::vector{payment("y", 1), payment("z", 1)}, std::vector{refund("z", 1)},
                             std::vector{went_out("b", 1), came_in("c", 1), came_in("a", 1)}, Nanostars{})
                         .differences;
  EXPECT_THAT(found, ElementsAre(Is(DifferenceKind::refund_missing, "b"), Is(DifferenceKind::payment_missing, "c"),
                                 Is(DifferenceKind::payment_missing, "a"), Is(DifferenceKind::payment_unknown, "y"),
                                 Is(DifferenceKind::payment_unknown, "z"), Is(DifferenceKind::refund_unknown, "z"),
                                 Is(DifferenceKind::balance_differs, "")));
}

TEST(Comparison, HoldsAtTheEndsOfWhatAmountsCanBe) {
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
  StarTransaction most = came_in("a", 0);
  most.amount = Nanostars{kMost};
  most.commission = Nanostars{kMost};
  StarTransaction least = went_out("b", 0);
  least.amount = Nanostars{kMost};
  least.commission = Nanostars{std::numeric_limits<std::int64_t>::min()};
  const auto found = compare(std::vector{payment("a", kMost), payment("c", -kMost)}, std::vector{refund("b", 1)},
                             std::vector{most, most, least, least}, Nanostars{-kMost})
                         .differences;
  EXPECT_FALSE(found.empty());
}

}  // namespace
}  // namespace shop
