#include "net/query_string.hpp"

#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace net {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(QueryString, IsReadAsFormsWriteIt) {
  EXPECT_THAT(parse_query("a=1&b=x+y%2Bz&a=%D1%8F"),
              ElementsAre(QueryParameter{"a", "1"}, QueryParameter{"b", "x y+z"}, QueryParameter{"a", "я"}));
  EXPECT_THAT(parse_query("match%5B%5D=up%7Bjob%3D%22x%22%7D"),
              ElementsAre(QueryParameter{"match[]", "up{job=\"x\"}"}));
}

TEST(QueryString, IsReadWhateverStandsThere) {
  EXPECT_THAT(parse_query(""), IsEmpty());
  EXPECT_THAT(parse_query("&&"), IsEmpty());
  EXPECT_THAT(parse_query("a"), ElementsAre(QueryParameter{"a", ""}));
  EXPECT_THAT(parse_query("=1"), ElementsAre(QueryParameter{"", "1"}));
  EXPECT_THAT(parse_query("a=b=c"), ElementsAre(QueryParameter{"a", "b=c"}));
  EXPECT_THAT(parse_query("a=%&b=%4&c=%zz&d=%2"), ElementsAre(QueryParameter{"a", "%"}, QueryParameter{"b", "%4"},
                                                              QueryParameter{"c", "%zz"}, QueryParameter{"d", "%2"}));
}

TEST(QueryString, WhatIsWrittenReadsBack) {
  std::mt19937 random(7);
  std::uniform_int_distribution<int> byte(0, 255);
  std::uniform_int_distribution<int> length(1, 20);
  for (int round = 0; round < 500; ++round) {
    std::vector<QueryParameter> parameters(3);
    for (QueryParameter& parameter : parameters) {
      for (int i = length(random); i > 0; --i) parameter.name += static_cast<char>(byte(random));
      for (int i = length(random); i > 1; --i) parameter.value += static_cast<char>(byte(random));
    }
    const std::string written = write_query(parameters);
    EXPECT_EQ(written.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~%=&"),
              std::string::npos);
    EXPECT_EQ(parse_query(written), parameters);
  }
}

}  // namespace
}  // namespace net
