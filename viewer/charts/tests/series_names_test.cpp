#include "series_names.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace charts {
namespace {

using ::testing::ElementsAre;

TEST(SeriesNames, AreWhatTellsThemApart) {
  EXPECT_THAT(names_of({{{"job", "a"}, {"status", "failed"}}, {{"job", "a"}, {"status", "success"}}}, "x"),
              ElementsAre("failed", "success"));
  EXPECT_THAT(names_of({{{"a", "1"}, {"b", "2"}}, {{"a", "1"}, {"b", "3"}}, {{"a", "4"}, {"b", "3"}}}, "x"),
              ElementsAre("1, 2", "1, 3", "4, 3"));
  EXPECT_THAT(names_of({{{"__name__", "up"}}, {{"__name__", "down"}}}, "x"), ElementsAre("up", "down"));
}

TEST(SeriesNames, FallBackWhereNothingTellsThemApart) {
  EXPECT_THAT(names_of({{{"job", "a"}}}, "title"), ElementsAre("title"));
  EXPECT_THAT(names_of({{}, {{"job", "a"}}}, "title"), ElementsAre("title", "a"));
  EXPECT_THAT(names_of({}, "title"), ElementsAre());
}

}  // namespace
}  // namespace charts
