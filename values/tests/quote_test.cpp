#include "values/quote.hpp"

#include <gtest/gtest.h>

namespace values {
namespace {

TEST(Quote, ShowsAValueAsItIs) {
  EXPECT_EQ(quote("sqlite:data/бот.db"), "'sqlite:data/бот.db'");
}

TEST(Quote, StaysOnOneLineAndTouchesNoTerminal) {
  EXPECT_EQ(quote("80\n00\x1b[31m\x7f\xff"), "'80?00?[31m?\xEF\xBF\xBD'");
}

TEST(Quote, IsBounded) {
  EXPECT_LT(quote(std::string(100'000, '8')).size(), 110U);
}

TEST(Quote, HidesThePasswordOfAnAddress) {
  EXPECT_EQ(quote("https://user:secret@host/path@x"), "'https://***@host/path@x'");
  EXPECT_EQ(quote("postgresql://u:p@ss@host"), "'postgresql://***@host'");
  EXPECT_EQ(quote("https://host/a@b"), "'https://host/a@b'");
}

}  // namespace
}  // namespace values
