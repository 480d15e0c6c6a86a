#include "settings.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

namespace app {
namespace {

using namespace std::chrono_literals;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kToken = "123456789:AAaaBBbbCCccDDddEEeeFFffGGggHHhhIIi";

TEST(Settings, HaveTheDocumentedDefaults) {
  const Settings settings = read_settings({}).value();
  EXPECT_FALSE(settings.has_token());
  EXPECT_EQ(settings.prometheus_port, 8000);
  EXPECT_EQ(settings.listen_address, "127.0.0.1");
  EXPECT_EQ(settings.telegram_api_url, "https://api.telegram.org");
  EXPECT_EQ(settings.database_url, "sqlite:data/coursebot.db");
  EXPECT_EQ(settings.catalog, "catalog/");
  EXPECT_EQ(settings.online_window, 5min);
  EXPECT_EQ(settings.checkout_deadline, 1h);
  EXPECT_TRUE(settings.flood_control);
  EXPECT_TRUE(settings.user_rate_limit);
  EXPECT_EQ(settings.replica_id, "main");
  EXPECT_EQ(settings.log_level, "info");
}

TEST(Settings, TakeValuesOver) {
  const Settings settings = read_settings({{"BOT_TOKEN", kToken},
                                           {"PROMETHEUS_PORT", "65535"},
                                           {"ADMIN_IDS", "1, 22,333"},
                                           {"ONLINE_WINDOW", "90s"},
                                           {"FLOOD_CONTROL", "off"},
                                           {"LOG_FORMAT", "json"},
                                           {"SOMETHING_ELSE", "is ignored in the environment"}})
                                .value();
  EXPECT_EQ(settings.bot_token.reveal(), kToken);
  EXPECT_EQ(settings.prometheus_port, 65535);
  EXPECT_EQ(settings.admin_ids, (std::vector{values::UserId{1}, values::UserId{22}, values::UserId{333}}));
  EXPECT_EQ(settings.online_window, 90s);
  EXPECT_FALSE(settings.flood_control);
  EXPECT_EQ(settings.log_format, LogFormat::json);
}

TEST(Settings, TheGuidesPlaceholderAndAnEmptyValueAreNoToken) {
  EXPECT_FALSE(read_settings({{"BOT_TOKEN", "your_telegram_bot_token"}}).value().has_token());
  EXPECT_FALSE(read_settings({{"BOT_TOKEN", ""}}).value().has_token());
}

TEST(Settings, RefuseWhatIsMalformedNamingSettingAndValue) {
  const std::vector<std::pair<std::string, std::string>> malformed{
      {"PROMETHEUS_PORT", "0"},        {"PROMETHEUS_PORT", "65536"},    {"PROMETHEUS_PORT", "80x"},
      {"LISTEN_ADDRESS", "localhost"}, {"TELEGRAM_API_URL", "ftp://x"}, {"DATABASE_URL", "mysql://x"},
      {"DATABASE_URL", "sqlite:"},     {"ADMIN_IDS", "1,two"},          {"ADMIN_IDS", "-1"},
      {"ONLINE_WINDOW", "5 minutes"},  {"ONLINE_WINDOW", "0s"},         {"ONLINE_WINDOW", "400d"},
      {"CHECKOUT_DEADLINE", "1"},      {"FLOOD_CONTROL", "yes"},        {"USER_RATE_LIMIT", "1"},
      {"REPLICA_ID", "a b"},           {"LOG_LEVEL", "loud"},           {"LOG_FORMAT", "xml"}};
  for (const auto& [name, value] : malformed) {
    const auto refused = read_settings({{name, value}});
    ASSERT_TRUE(refused.has_error()) << name << "=" << value;
    EXPECT_THAT(refused.error().message, AllOf(HasSubstr(name + " is '" + value + "'"), HasSubstr("needed")));
  }
}

TEST(Settings, NeverShowAToken) {
  const auto refused = read_settings({{"BOT_TOKEN", "not:a-token"}});
  ASSERT_TRUE(refused.has_error());
  EXPECT_THAT(refused.error().message, AllOf(HasSubstr("BOT_TOKEN"), Not(HasSubstr("not:a-token"))));
  for (const auto& [name, value] : describe(read_settings({{"BOT_TOKEN", kToken}}).value())) {
    EXPECT_EQ(value.find("AAaaBB"), std::string::npos) << name;
  }
}

class EnvFile : public ::testing::Test {
 protected:
  void write(const std::string& text) { std::ofstream(path_) << text; }
  values::Result<Settings> load() { return load_settings(path_.string()); }
  ~EnvFile() override {
    std::filesystem::remove(path_);
    unsetenv("REPLICA_ID");
  }

  std::filesystem::path path_ = std::filesystem::temp_directory_path() / ("settings_test_" + std::to_string(getpid()));
};

TEST_F(EnvFile, TheEnvironmentWinsOverTheFileAndTheLastLineOverTheFirst) {
  write("REPLICA_ID=file\nLOG_LEVEL=debug\nLOG_LEVEL=warn\n");
  EXPECT_EQ(load().value().replica_id, "file");
  EXPECT_EQ(load().value().log_level, "warn");
  setenv("REPLICA_ID", "environment", 1);
  EXPECT_EQ(load().value().replica_id, "environment");
}

TEST_F(EnvFile, AnUnknownNameIsRefusedUnlessItIsForAnotherProgram) {
  write("GF_SECURITY_ADMIN_PASSWORD=x\nCOMPOSE_PROJECT_NAME=y\nPOSTGRES_PASSWORD=z\n");
  EXPECT_TRUE(load().has_value());
  write("LOG_LEVEL=info\nPROMETEUS_PORT=8000\n");
  const auto refused = load();
  ASSERT_TRUE(refused.has_error());
  EXPECT_THAT(refused.error().message,
              AllOf(HasSubstr(":2"), HasSubstr("'PROMETEUS_PORT'"), HasSubstr("PROMETHEUS_PORT")));
}

TEST_F(EnvFile, AMissingFileIsRefusedOnlyWhenItWasNamed) {
  EXPECT_TRUE(load_settings("/nowhere/at/all.env").has_error());
  EXPECT_TRUE(load_settings("/").has_error()) << "a folder is no file";
}

}  // namespace
}  // namespace app
