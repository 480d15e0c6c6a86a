#include "commands.hpp"

#include <gtest/gtest.h>

namespace bot {
namespace {

void expect_command(std::string_view text, std::string_view name, std::string_view arguments) {
  const std::optional<CommandLine> line = parse_command(text);
  ASSERT_TRUE(line) << text;
  EXPECT_EQ(line->name, name) << text;
  EXPECT_EQ(line->arguments, arguments) << text;
}

TEST(Commands, HaveANameAndArguments) {
  expect_command("/start", "start", "");
  expect_command("/START", "start", "");
  expect_command("/buy@CourseBot", "buy", "");
  expect_command("/Buy@AnyBot  lite ", "buy", "lite");
  expect_command("/buy\nlite", "buy", "lite");
  expect_command("/paysupport where is\nmy plan?", "paysupport", "where is\nmy plan?");
  expect_command("/", "", "");
  expect_command("/ buy", "", "buy");
  expect_command("/@", "", "");
  expect_command("//buy", "/buy", "");
  expect_command("/КУПИТЬ 😀", "КУПИТЬ", "😀");
}

TEST(Commands, BeginWithASlash) {
  EXPECT_FALSE(parse_command(""));
  EXPECT_FALSE(parse_command("start"));
  EXPECT_FALSE(parse_command(" /start"));
}

TEST(Commands, AreFoundByTheirNames) {
  for (const CommandId command : kOwnerCommands) EXPECT_EQ(command_named(to_string(command)), command);
  EXPECT_EQ(command_named("start"), CommandId::start);
  EXPECT_FALSE(command_named(""));
  EXPECT_FALSE(command_named("Start"));
  EXPECT_FALSE(command_named("starting"));
}

}  // namespace
}  // namespace bot
