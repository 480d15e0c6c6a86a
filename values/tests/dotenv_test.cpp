#include "values/dotenv.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace values {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string value_of(std::string_view line) {
  const auto entries = parse_dotenv(line, ".env");
  return entries && entries->size() == 1 ? entries->front().value : "(refused)";
}

TEST(Dotenv, ReadsWhatDockerComposeReads) {
  EXPECT_EQ(value_of("A=1"), "1");
  EXPECT_EQ(value_of("  export A = 1  \r"), "1");
  EXPECT_EQ(value_of("A="), "");
  EXPECT_EQ(value_of("A=one two # a comment"), "one two");
  EXPECT_EQ(value_of("A=1#2"), "1#2");
  EXPECT_EQ(value_of("A=#"), "");
  EXPECT_EQ(value_of("A='$x # \"y\"' # z"), "$x # \"y\"");
  EXPECT_EQ(value_of(R"(A="a\"b\\c\nd")"), "a\"b\\c\nd");
  EXPECT_EQ(value_of("A=b=c"), "b=c");
}

TEST(Dotenv, SkipsCommentsAndEmptyLinesAndCountsThem) {
  const auto entries = parse_dotenv("# first\n\nA=1\r\nB=2", ".env").value();
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_EQ(entries[0].line, 3);
  EXPECT_EQ(entries[1].name, "B");
  EXPECT_EQ(entries[1].line, 4);
}

TEST(Dotenv, RefusesWhatIsNoSettingAndNeverShowsTheValue) {
  for (const char* line : {"just words", "=1", "1A=2", "A B=secret", "A-B=secret", "A=\"secret", "A='secret' more",
                           "BOT_TOKEN=\"secret\"x"}) {
    const auto refused = parse_dotenv(std::string("# comment\n") + line, "my.env");
    ASSERT_TRUE(refused.has_error()) << line;
    EXPECT_THAT(refused.error().message, HasSubstr("my.env:2"));
    EXPECT_THAT(refused.error().message, Not(HasSubstr("secret")));
  }
}

}  // namespace
}  // namespace values
