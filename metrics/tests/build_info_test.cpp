#include "metrics/build_info.hpp"

#include <string_view>

#include <gtest/gtest.h>

#include "metrics/testing.hpp"

namespace metrics {
namespace {

TEST(BuildInfoTest, TellsWhatItWasGivenAsLabels) {
  Registry registry;
  add_build_info(registry, {.name = "bot",
                            .version = "1.2.0",
                            .revision = "29c58e9",
                            .branch = "main",
                            .compiler = "gcc 12.2.0",
                            .help = "Which bot."});
  EXPECT_EQ(testing::compare(registry, R"(
                # HELP bot_build_info Which bot.
                # TYPE bot_build_info gauge
                bot_build_info{version="1.2.0",revision="29c58e9",branch="main",compiler="gcc 12.2.0"} 1
            )"),
            "");
}

TEST(BuildInfoTest, LeavesOutWhatIsNotKnown) {
  Registry registry;
  add_build_info(registry, {.name = "bot", .version = "1.2.0"});
  EXPECT_EQ(testing::value_of(registry, "bot_build_info", {"1.2.0"}), 1);
  Registry another;
  add_build_info(another, {.name = "bot"});
  EXPECT_EQ(testing::value_of(another, "bot_build_info"), 1);
}

TEST(BuildInfoTest, RefusesWhatRegistrationDoes) {
  Registry registry;
  EXPECT_THROW(add_build_info(registry, {.name = "my bot"}), InvalidName);
  EXPECT_THROW(add_build_info(registry, {.name = "bot", .version = "\xFF"}), InvalidLabelValue);
  add_build_info(registry, {.name = "bot"});  // the refusals have left nothing behind
}

TEST(BuildInfoTest, TheErrorSaysWhereItWasAdded) {
  Registry registry;
  add_build_info(registry, {.name = "bot"});
  try {
    add_build_info(registry, {.name = "bot"});
    FAIL() << "a duplicate was taken";
  } catch (const DuplicateSeries& error) {
    EXPECT_NE(std::string_view(error.what()).find("info 'bot_build_info' (build_info_test.cpp:"),
              std::string_view::npos);
  }
}

TEST(BuildInfoTest, KnowsTheCompiler) {
  const std::string_view compiler = kCompiler;
  EXPECT_TRUE(compiler.starts_with("gcc ") || compiler.starts_with("clang ")) << compiler;
}

}  // namespace
}  // namespace metrics
