#include "telegram/bulk_pace.hpp"

#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace telegram {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;
using values::Timestamp;

constexpr Timestamp kStart{1'700'000'000s};

/// When each message goes out within `span`, if its sender wakes up to `latest` too late.
std::vector<Timestamp> send_for(BulkPace& pace, Timestamp begin, milliseconds span, milliseconds latest) {
  std::mt19937_64 random(7);
  std::vector<Timestamp> sent;
  for (Timestamp now = begin; now < begin + span;) {
    now = std::max(now, pace.next_at()) + milliseconds{random() % (static_cast<std::uint64_t>(latest.count()) + 1)};
    pace.sent(now);
    sent.push_back(now);
  }
  return sent;
}

TEST(BulkPace, UsesTheWholeAllowanceThoughItsSenderIsLate) {
  for (const milliseconds latest : {0ms, 5ms, 60ms}) {
    BulkPace pace(28);
    const auto sent = send_for(pace, kStart, 100s, latest);
    EXPECT_GE(sent.size(), 2'700U) << latest.count();
  }
}

TEST(BulkPace, NeverExceedsThirtyWithinNineTenthsOfASecond) {
  BulkPace pace(28);
  const auto sent = send_for(pace, kStart, 100s, 60ms);
  for (auto first = sent.begin(); first != sent.end(); ++first) {
    EXPECT_LE(std::lower_bound(first, sent.end(), *first + 900ms) - first, 30);
  }
}

TEST(BulkPace, WaitsAfterARefusalAndGoesOnMoreSlowly) {
  BulkPace pace(28);
  pace.sent(kStart);
  pace.refused(kStart + 10s);
  EXPECT_EQ(pace.next_at(), kStart + 10s);
  EXPECT_DOUBLE_EQ(pace.messages_per_second(), 21);
}

TEST(BulkPace, TakesTheRefusalsOfOneMomentForOne) {
  BulkPace pace(28);
  pace.refused(kStart + 10s);
  pace.refused(kStart + 10s + 50ms);
  EXPECT_DOUBLE_EQ(pace.messages_per_second(), 21);
  EXPECT_EQ(pace.next_at(), kStart + 10s + 50ms);
}

TEST(BulkPace, RecoversByWhatIsTakenAndNeverBeyondItsLimit) {
  BulkPace pace(28);
  pace.refused(kStart);
  for (int i = 0; i < 1'000; ++i) pace.accepted();
  EXPECT_DOUBLE_EQ(pace.messages_per_second(), 28);
}

TEST(BulkPace, NeverStops) {
  BulkPace pace(28);
  for (int i = 1; i < 100; ++i) pace.refused(kStart + i * 1s);
  EXPECT_DOUBLE_EQ(pace.messages_per_second(), 1);
}

TEST(BulkPace, WithoutALimitOnlyWaitsForRefusals) {
  BulkPace pace(0);
  pace.sent(kStart);
  EXPECT_LE(pace.next_at(), kStart);
  pace.refused(kStart + 5s);
  EXPECT_EQ(pace.next_at(), kStart + 5s);
}

}  // namespace
}  // namespace telegram
