#include "settings.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "temporary_folder.hpp"

namespace viewer {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(Settings, HaveTheGuidesDefaults) {
  const Settings settings = read_settings({}).value();
  EXPECT_EQ(settings.address, "127.0.0.1");
  EXPECT_EQ(settings.port, 3000);
  EXPECT_EQ(settings.user, "admin");
  EXPECT_EQ(settings.password.reveal(), "admin123");
  EXPECT_EQ(settings.prometheus().port, 9090);
  EXPECT_EQ(settings.time_zone, "");
}

TEST(Settings, AreReadFromVariables) {
  const Settings settings = read_settings({{"VIEWER_ADDRESS", "::1"},
                                           {"VIEWER_PORT", "8443"},
                                           {"VIEWER_USER", "владелец"},
                                           {"VIEWER_PASSWORD", "a:b c 🔑 d"},
                                           {"PROMETHEUS_URL", "https://prometheus.example.org/x"},
                                           {"TIME_ZONE", "<+0330>-3:30"},
                                           {"LOG_LEVEL", "warn"},
                                           {"LOG_FORMAT", "json"},
                                           {"BOT_TOKEN", "not read here"}})
                                .value();
  EXPECT_EQ(settings.address, "::1");
  EXPECT_EQ(settings.port, 8443);
  EXPECT_EQ(settings.user, "владелец");
  EXPECT_EQ(settings.password.reveal(), "a:b c 🔑 d");
  EXPECT_EQ(settings.prometheus().path, "/x");
  EXPECT_EQ(settings.time_zone, "<+0330>-3:30");
  EXPECT_EQ(settings.time_zone_of_browser(), "") << "no name that browsers know";
  EXPECT_EQ(settings.log.level, "warn");
  EXPECT_EQ(settings.log.format, logging::Format::json);
}

TEST(Settings, TakeTimeZonesByEitherKindOfName) {
  for (const char* zone : {"UTC", "MSK-3", "EST5EDT,M3.2.0,M11.1.0", "<-03>3"}) {
    EXPECT_EQ(read_settings({{"TIME_ZONE", zone}}).value().time_zone, zone);
  }
  EXPECT_EQ(read_settings({{"TIME_ZONE", "UTC"}}).value().time_zone_of_browser(), "UTC");
}

TEST(Settings, RefuseWhatIsMalformedNamingSettingAndValue) {
  const std::vector<std::pair<std::string, std::string>> malformed{
      {"VIEWER_ADDRESS", "localhost"},
      {"VIEWER_ADDRESS", "127.0.0.1:3000"},
      {"VIEWER_PORT", "0"},
      {"VIEWER_PORT", "65536"},
      {"VIEWER_PORT", "3000 "},
      {"VIEWER_USER", "a:b"},
      {"VIEWER_USER", std::string(201, 'a')},
      {"VIEWER_USER", "a\nb"},
      {"PROMETHEUS_URL", "127.0.0.1:9090"},
      {"PROMETHEUS_URL", "ftp://127.0.0.1"},
      {"TIME_ZONE", "Mars/Olympus"},
      {"TIME_ZONE", "../../../etc/passwd"},
      {"TIME_ZONE", "/etc/passwd"},
      {"TIME_ZONE", "MSK"},
      {"TIME_ZONE", "<+03"},
      {"TIME_ZONE", "AB-3"},
      {"TIME_ZONE", "MSK-3 $(x)"},
      {"LOG_LEVEL", "loud"},
      {"LOG_FORMAT", "xml"},
  };
  for (const auto& [name, value] : malformed) {
    const auto refused = read_settings({{name, value}});
    ASSERT_TRUE(refused.has_error()) << name << "=" << value;
    EXPECT_THAT(refused.error().message, AllOf(HasSubstr(name + " is '"), HasSubstr(" needed")));
  }
}

TEST(Settings, NoErrorShowsAPassword) {
  for (const std::string& password : {std::string("hunter2"), std::string("hunter2\nhunter2"), std::string(201, 'h')}) {
    const auto refused = read_settings({{"VIEWER_PASSWORD", password}});
    ASSERT_TRUE(refused.has_error());
    EXPECT_THAT(refused.error().message, AllOf(HasSubstr("VIEWER_PASSWORD"), Not(HasSubstr("hunter2"))));
  }
  const auto refused = read_settings({{"PROMETHEUS_URL", "http://owner:hunter2@127.0.0.1:9090"}});
  ASSERT_TRUE(refused.has_error());
  EXPECT_THAT(refused.error().message, Not(HasSubstr("hunter2")));
}

TEST(Settings, TheKnownPasswordStaysOnThisMachine) {
  for (const char* address : {"0.0.0.0", "::", "192.168.1.2"}) {
    const auto refused = refuse_known_password(read_settings({{"VIEWER_ADDRESS", address}}).value());
    ASSERT_TRUE(refused.has_value()) << address;
    EXPECT_THAT(refused->message, AllOf(HasSubstr("VIEWER_PASSWORD"), HasSubstr(address), Not(HasSubstr("admin123"))));
    EXPECT_FALSE(
        refuse_known_password(read_settings({{"VIEWER_ADDRESS", address}, {"VIEWER_PASSWORD", "another1"}}).value()));
  }
  for (const char* address : {"127.0.0.1", "127.0.0.2", "::1"}) {
    EXPECT_FALSE(refuse_known_password(read_settings({{"VIEWER_ADDRESS", address}}).value()));
  }
}

TEST(Settings, OfTheFileOnlyTheViewersOwnNamesAreJudged) {
  const testing::TemporaryFolder folder;
  const std::string file = (folder / "settings.env").string();
  folder.write("settings.env", "BOT_TOKEN=1\nVIEWER_PORT=3001\nVIEWER_URL=http://viewer:3000\nGF_X=1\n");
  EXPECT_EQ(load_settings(file).value().port, 3001);
  folder.write("settings.env", "VIEWER_PORT=3001\nVIEWER_PASWORD=hunter22\n");
  const auto refused = load_settings(file);
  ASSERT_TRUE(refused.has_error());
  EXPECT_THAT(refused.error().message, AllOf(HasSubstr("settings.env:2"), HasSubstr("'VIEWER_PASWORD'"),
                                             HasSubstr("VIEWER_PASSWORD, "), Not(HasSubstr("hunter22"))));
  EXPECT_TRUE(load_settings(folder.path() + "/missing.env").has_error());
}

}  // namespace
}  // namespace viewer
