#include "shop/refund_rule.hpp"

#include <limits>

#include <gtest/gtest.h>

namespace shop {
namespace {

using namespace std::chrono_literals;

constexpr values::Timestamp kPaid{std::chrono::days{20'000}};
constexpr RefundRule kRule{.within = std::chrono::days{3}, .lessons_below = 3};

Payment payment() {
  return {.charge = values::ChargeId{"charge"}, .amount = values::Stars{250}, .received_at = kPaid};
}

RefundRequest request(RefundState state) {
  return {.charge = values::ChargeId{"charge"}, .amount = values::Stars{250}, .state = state};
}

TEST(RefundRule, AllowsUntilTheLastMomentOfItsDays) {
  for (const auto after : {-24h, 0h, 72h}) {
    EXPECT_EQ(why_no_refund(payment(), std::nullopt, 0, kRule, kPaid + after), std::nullopt) << after.count();
  }
  EXPECT_EQ(why_no_refund(payment(), std::nullopt, 0, kRule, kPaid + 72h + 1ms), RefundRefusal::too_late);
}

TEST(RefundRule, AllowsFewLessons) {
  EXPECT_EQ(why_no_refund(payment(), std::nullopt, 2, kRule, kPaid), std::nullopt);
  EXPECT_EQ(why_no_refund(payment(), std::nullopt, 3, kRule, kPaid), RefundRefusal::too_much_read);
  EXPECT_EQ(why_no_refund(payment(), std::nullopt, 4, kRule, kPaid), RefundRefusal::too_much_read);
}

TEST(RefundRule, AllowsNoSecondRefund) {
  EXPECT_EQ(why_no_refund(payment(), request(RefundState::requested), 0, kRule, kPaid),
            RefundRefusal::already_refunded);
  EXPECT_EQ(why_no_refund(payment(), request(RefundState::done), 0, kRule, kPaid), RefundRefusal::already_refunded);
  EXPECT_EQ(why_no_refund(payment(), request(RefundState::done), 0, std::nullopt, kPaid),
            RefundRefusal::already_refunded);
}

TEST(RefundRule, AllowsAnotherTryAfterTelegramRefused) {
  EXPECT_EQ(why_no_refund(payment(), request(RefundState::refused), 0, kRule, kPaid), std::nullopt);
}

TEST(RefundRule, LeavesItToAnOwnerWhereThereIsNone) {
  EXPECT_EQ(why_no_refund(payment(), std::nullopt, 0, std::nullopt, kPaid), RefundRefusal::not_automatic);
  EXPECT_EQ(why_no_refund(payment(), std::nullopt, 0, RefundRule{}, kPaid), RefundRefusal::not_automatic);
}

TEST(RefundRule, HoldsAtTheEndsOfTime) {
  Payment late = payment();
  late.received_at = values::Timestamp::max();
  EXPECT_EQ(why_no_refund(late, std::nullopt, 0, kRule, values::Timestamp::max()), std::nullopt);
  EXPECT_EQ(why_no_refund(late, std::nullopt, 0, kRule, values::Timestamp::min()), std::nullopt);
  constexpr RefundRule kEndless{.within = std::chrono::days::max()};
  EXPECT_EQ(why_no_refund(payment(), std::nullopt, 0, kEndless, values::Timestamp::max()), std::nullopt);
  EXPECT_EQ(why_no_refund(payment(), std::nullopt, std::numeric_limits<std::int64_t>::max(), kEndless, kPaid),
            RefundRefusal::too_much_read);
}

}  // namespace
}  // namespace shop
