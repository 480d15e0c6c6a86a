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
  EXPECT_FALSE(settings.has_webhook());
  EXPECT_EQ(settings.webhook_port, 8443);
  EXPECT_EQ(settings.alertmanager_url, "http://127.0.0.1:9093");
  EXPECT_EQ(settings.viewer_url, "http://127.0.0.1:3000");
  EXPECT_EQ(settings.viewer_user, "admin");
  EXPECT_EQ(settings.viewer_password.reveal(), "admin123");
  EXPECT_TRUE(settings.flood_control);
  EXPECT_TRUE(settings.user_rate_limit);
  EXPECT_EQ(settings.replica_id, "main");
  EXPECT_EQ(settings.log.level, "info");
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
  EXPECT_EQ(settings.log.format, logging::Format::json);
}

TEST(Settings, LookForTheViewerWhereItIsToListen) {
  EXPECT_EQ(read_settings({{"VIEWER_PORT", "3001"}}).value().viewer_url, "http://127.0.0.1:3001");
  EXPECT_EQ(read_settings({{"VIEWER_PORT", "3001"}, {"VIEWER_URL", ""}}).value().viewer_url, "http://127.0.0.1:3001");
  EXPECT_EQ(read_settings({{"VIEWER_ADDRESS", "192.0.2.1"}}).value().viewer_url, "http://192.0.2.1:3000");
  EXPECT_EQ(read_settings({{"VIEWER_ADDRESS", "::1"}, {"VIEWER_PORT", "1"}}).value().viewer_url, "http://[::1]:1");
  for (const char* everywhere : {"0.0.0.0", "::", "", "nowhere"}) {
    EXPECT_EQ(read_settings({{"VIEWER_ADDRESS", everywhere}}).value().viewer_url, "http://127.0.0.1:3000");
  }
  EXPECT_EQ(read_settings({{"VIEWER_PORT", "3001"}, {"VIEWER_URL", "http://charts:3000"}}).value().viewer_url,
            "http://charts:3000");
  for (const char* none : {"", "0", "x", "80000"}) {
    EXPECT_EQ(read_settings({{"VIEWER_PORT", none}}).value().viewer_url, "http://127.0.0.1:3000") << none;
  }
}

TEST(Settings, TheGuidesPlaceholderAndAnEmptyValueAreNoToken) {
  EXPECT_FALSE(read_settings({{"BOT_TOKEN", "your_telegram_bot_token"}}).value().has_token());
  EXPECT_FALSE(read_settings({{"BOT_TOKEN", ""}}).value().has_token());
}

TEST(Settings, RefuseWhatIsMalformedNamingSettingAndValue) {
  const std::vector<std::pair<std::string, std::string>> malformed{{"PROMETHEUS_PORT", "0"},
                                                                   {"PROMETHEUS_PORT", "65536"},
                                                                   {"PROMETHEUS_PORT", "80x"},
                                                                   {"LISTEN_ADDRESS", "localhost"},
                                                                   {"TELEGRAM_API_URL", "ftp://x"},
                                                                   {"DATABASE_URL", "mysql://x"},
                                                                   {"DATABASE_URL", "sqlite:"},
                                                                   {"ADMIN_IDS", "1,two"},
                                                                   {"ADMIN_IDS", "-1"},
                                                                   {"ONLINE_WINDOW", "5 minutes"},
                                                                   {"ONLINE_WINDOW", "0s"},
                                                                   {"ONLINE_WINDOW", "400d"},
                                                                   {"CHECKOUT_DEADLINE", "1"},
                                                                   {"FLOOD_CONTROL", "yes"},
                                                                   {"USER_RATE_LIMIT", "1"},
                                                                   {"WEBHOOK_URL", "bot.example.org"},
                                                                   {"WEBHOOK_URL", "http://bot.example.org/"},
                                                                   {"WEBHOOK_URL", "https://bot.example.org:9000/"},
                                                                   {"WEBHOOK_PORT", "0"},
                                                                   {"WEBHOOK_ADDRESS", "everywhere"},
                                                                   {"REPLICA_ID", "a b"},
                                                                   {"LOG_LEVEL", "loud"},
                                                                   {"LOG_FORMAT", "xml"}};
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

TEST(Settings, NeverShowAWebhookSecret) {
  const auto refused = read_settings({{"WEBHOOK_SECRET", "not allowed!"}});
  ASSERT_TRUE(refused.has_error());
  EXPECT_THAT(refused.error().message,
              AllOf(HasSubstr("WEBHOOK_SECRET"), HasSubstr("A-Z"), Not(HasSubstr("not allowed!"))));
  EXPECT_TRUE(read_settings({{"WEBHOOK_SECRET", std::string(257, 'a')}}).has_error());
  for (const auto& [name, value] : describe(read_settings({{"WEBHOOK_SECRET", "a_secret-1"}}).value())) {
    EXPECT_EQ(value.find("a_secret"), std::string::npos) << name;
  }
}

TEST(Settings, TakeAWebhookThatTelegramTakes) {
  const Settings settings = read_settings({{"WEBHOOK_URL", "https://bot.example.org:8443/hook"},
                                           {"WEBHOOK_PORT", "9443"},
                                           {"WEBHOOK_SECRET", "a_secret-1"},
                                           {"WEBHOOK_ADDRESS", "0.0.0.0"},
                                           {"WEBHOOK_CERTIFICATE", "cert.pem"},
                                           {"WEBHOOK_KEY", "key.pem"}})
                                .value();
  EXPECT_TRUE(settings.has_webhook());
  EXPECT_EQ(settings.webhook_port, 9443);
  EXPECT_EQ(settings.webhook_secret.reveal(), "a_secret-1");
  EXPECT_EQ(settings.webhook_address, "0.0.0.0");
  EXPECT_EQ(settings.webhook_certificate, "cert.pem");
  EXPECT_EQ(settings.webhook_key, "key.pem");
}

TEST(Settings, AnotherBotApiServerMayCallAnyAddress) {
  EXPECT_TRUE(read_settings({{"TELEGRAM_API_URL", "http://127.0.0.1:8081"}, {"WEBHOOK_URL", "http://127.0.0.1:9000"}}));
  EXPECT_FALSE(read_settings(
      {{"TELEGRAM_API_URL", "https://API.telegram.org"}, {"WEBHOOK_URL", "https://bot.example.org:9000"}}));
}

TEST(Settings, RefuseWhatDoesNotGoTogether) {
  const Variables webhook{{"WEBHOOK_URL", "https://bot.example.org/"}};
  const auto refusal = [&](Variables more) {
    more.insert(webhook.begin(), webhook.end());
    const auto read = read_settings(more);
    return read ? std::string("accepted") : read.error().message;
  };
  EXPECT_THAT(refusal({{"WEBHOOK_PORT", "8000"}}),
              AllOf(HasSubstr("WEBHOOK_PORT is 8000"), HasSubstr("PROMETHEUS_PORT")));
  EXPECT_THAT(refusal({{"WEBHOOK_CERTIFICATE", "a.pem"}}), HasSubstr("WEBHOOK_CERTIFICATE is set without WEBHOOK_KEY"));
  EXPECT_THAT(refusal({{"WEBHOOK_KEY", "a.pem"}}), HasSubstr("WEBHOOK_KEY is set without WEBHOOK_CERTIFICATE"));
  const auto with_token = read_settings({{"BOT_TOKEN", kToken}, {"WEBHOOK_URL", std::string("https://h/") + kToken}});
  ASSERT_TRUE(with_token.has_error());
  EXPECT_THAT(with_token.error().message, AllOf(HasSubstr("holds the token"), Not(HasSubstr("AAaaBB"))));
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
  EXPECT_EQ(load().value().log.level, "warn");
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
