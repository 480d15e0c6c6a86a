#include "values/setting.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace values {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

struct Lamp {
  std::uint16_t port = 1;
  std::string colour = "white";
  std::string key;
};

const std::vector<Setting<Lamp>> kTable{
    {"LAMP_PORT", port_setter(&Lamp::port), port_getter(&Lamp::port)},
    {"LAMP_COLOUR", text_setter(&Lamp::colour), text_getter(&Lamp::colour)},
    {"LAMP_KEY", [](Lamp&, const std::string&) -> std::optional<std::string> { return "four digits are needed"; },
     [](const Lamp&) { return "***"; }, true},
};

TEST(Setting, TakesOverWhatIsSetAndKeepsTheDefaultOfWhatIsEmptyOrMissing) {
  const auto lamp = read_settings(kTable, {{"LAMP_PORT", "65535"}, {"LAMP_COLOUR", ""}, {"OTHER", "x"}}).value();
  EXPECT_EQ(lamp.port, 65535);
  EXPECT_EQ(lamp.colour, "white");
  EXPECT_EQ(kTable[0].get(lamp), "65535");
  EXPECT_EQ(listed_names(kTable), "LAMP_PORT, LAMP_COLOUR, LAMP_KEY");
}

TEST(Setting, TheErrorNamesTheSettingTheValueAndWhatWouldBeRight) {
  for (const char* wrong : {"0", "65536", "-1", "80x", " 80", "0x50"}) {
    const auto refused = read_settings(kTable, {{"LAMP_PORT", wrong}});
    ASSERT_TRUE(refused.has_error()) << wrong;
    EXPECT_EQ(refused.error().message,
              "LAMP_PORT is '" + std::string(wrong) + "': a port number from 1 to 65535 is needed");
  }
}

TEST(Setting, TheErrorAboutASecretDoesNotShowIt) {
  const auto refused = read_settings(kTable, {{"LAMP_KEY", "opensesame"}});
  ASSERT_TRUE(refused.has_error());
  EXPECT_THAT(refused.error().message,
              AllOf(HasSubstr("LAMP_KEY"), HasSubstr("four digits"), Not(HasSubstr("opensesame"))));
}

}  // namespace
}  // namespace values
