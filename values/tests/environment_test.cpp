#include "values/environment.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

namespace values {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class Environment : public ::testing::Test {
 protected:
  ~Environment() override {
    std::filesystem::remove(file_);
    unsetenv("COURSEBOT_TEST_COLOUR");
  }
  Result<Variables> load(const std::string& text) {
    std::ofstream(file_) << text;
    return load_variables(file_.string(),
                          {.accepts = [](std::string_view name) { return name.starts_with("COURSEBOT_TEST_"); },
                           .listed = "COURSEBOT_TEST_COLOUR"});
  }

  std::filesystem::path file_ =
      std::filesystem::temp_directory_path() / ("environment_test_" + std::to_string(getpid()) + ".env");
};

TEST_F(Environment, WinsOverTheFileAndInTheFileTheLastLineWins) {
  EXPECT_EQ(load("COURSEBOT_TEST_COLOUR=red\nCOURSEBOT_TEST_COLOUR=blue\n").value().at("COURSEBOT_TEST_COLOUR"),
            "blue");
  setenv("COURSEBOT_TEST_COLOUR", "green", 1);
  EXPECT_EQ(load("COURSEBOT_TEST_COLOUR=red\n").value().at("COURSEBOT_TEST_COLOUR"), "green");
}

TEST_F(Environment, ANameThatIsNotAcceptedIsRefusedWithItsLineAndWithoutItsValue) {
  const auto refused = load("COURSEBOT_TEST_COLOUR=red\nCOLUOR=topsecret\n");
  ASSERT_TRUE(refused.has_error());
  EXPECT_THAT(refused.error().message, AllOf(HasSubstr(".env:2"), HasSubstr("'COLUOR'"),
                                             HasSubstr("COURSEBOT_TEST_COLOUR"), Not(HasSubstr("topsecret"))));
}

TEST_F(Environment, ANamedFileMustBeAFileOfLessThanAMegabyte) {
  EXPECT_TRUE(load_variables("/nowhere/at/all.env", {}).has_error());
  EXPECT_TRUE(load_variables("/", {}).has_error()) << "a folder is no file";
  EXPECT_TRUE(load(std::string((1U << 20U) + 1, '#')).has_error());
}

}  // namespace
}  // namespace values
