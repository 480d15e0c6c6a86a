#include "shop/broadcast.hpp"

#include <set>

#include <gtest/gtest.h>

namespace shop {
namespace {

using namespace std::chrono_literals;

TEST(Broadcast, TakesAsLongAsTelegramAllows) {
  EXPECT_EQ(time_to_reach(0), 0s);
  EXPECT_EQ(time_to_reach(1), 1s);
  EXPECT_EQ(time_to_reach(28), 1s);
  EXPECT_EQ(time_to_reach(29), 2s);
  EXPECT_EQ(time_to_reach(10'000), 358s);
}

TEST(Broadcast, IsUnderWayFromItsStartToItsEnd) {
  Broadcast broadcast;
  EXPECT_FALSE(broadcast.under_way());
  broadcast.started_at = values::Timestamp{1s};
  EXPECT_TRUE(broadcast.under_way());
  broadcast.ended_at = values::Timestamp{2s};
  EXPECT_FALSE(broadcast.under_way());
}

TEST(PlaceToLook, BeginsNearTheLastKnownMessage) {
  const values::MessageId last{1'000};
  std::vector<std::int64_t> first;
  for (std::int64_t step = 0; step < 6; ++step) first.push_back(place_to_look(last, step).value().value());
  EXPECT_EQ(first, (std::vector<std::int64_t>{1'001, 1'000, 1'002, 999, 1'003, 998}));
}

TEST(PlaceToLook, IsEachOnceInAWindow) {
  std::set<values::MessageId> seen;
  for (std::int64_t step = 0; const auto place = place_to_look(values::MessageId{1'000}, step); ++step) {
    EXPECT_TRUE(seen.insert(*place).second) << *place;
  }
  EXPECT_EQ(seen.size(), 129U);
  EXPECT_EQ(*seen.begin(), values::MessageId{984});
  EXPECT_EQ(*seen.rbegin(), values::MessageId{1'112});
  EXPECT_EQ(place_to_look(values::MessageId{1'000}, -1), std::nullopt);
}

}  // namespace
}  // namespace shop
