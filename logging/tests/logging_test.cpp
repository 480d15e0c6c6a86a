#include "logging/logging.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <spdlog/spdlog.h>

namespace logging {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::MatchesRegex;
using ::testing::Not;

std::string logged(const Options& options, const std::string& text) {
  ::testing::internal::CaptureStderr();
  start("test", options, {values::Secret{"opensesame"}, values::Secret{}});
  spdlog::info(text);
  return ::testing::internal::GetCapturedStderr();
}

TEST(Logging, ALineHasTimeLevelAndTextButNoSecret) {
  EXPECT_THAT(logged({}, "key opensesame, again opensesame"),
              MatchesRegex("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z info key \\*\\*\\*, again \\*\\*\\*\n"));
}

TEST(Logging, AsJsonALineIsOneObject) {
  EXPECT_THAT(logged({.format = Format::json}, "key \"opensesame\"\nnext"),
              AllOf(HasSubstr(R"("level":"info","message":"key \"***\"\nnext"})"), Not(HasSubstr("opensesame"))));
}

TEST(Logging, BelowTheLevelNothingIsSaid) {
  EXPECT_THAT(logged({.level = "warn"}, "anything"), IsEmpty());
}

TEST(Logging, SettingsSayWhatWouldBeRight) {
  Options options;
  EXPECT_EQ(set_level(options, "debug"), std::nullopt);
  EXPECT_EQ(options.level, "debug");
  EXPECT_THAT(set_level(options, "loud").value(), HasSubstr("trace, debug, info"));
  EXPECT_EQ(set_format(options, "json"), std::nullopt);
  EXPECT_EQ(to_string(options.format), "json");
  EXPECT_THAT(set_format(options, "xml").value(), HasSubstr("text or json"));
}

}  // namespace
}  // namespace logging
