#include "alertmanager_config.hpp"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <yaml-cpp/yaml.h>

#include "alert_secret.hpp"

namespace app {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kToken = "123456789:AAaaBBbbCCccDDddEEeeFFffGGggHHhhIIi";

Settings settings_with(const std::string& owners, const std::string& token = kToken) {
  return read_settings({{"BOT_TOKEN", token}, {"ADMIN_IDS", owners}, {"TELEGRAM_API_URL", "http://localhost:8081/"}})
      .value();
}

values::Result<AlertmanagerConfig> make(const std::string& text, const Settings& settings,
                                        const AlertmanagerSurroundings& surroundings = {}) {
  return make_alertmanager_config({.text = text, .file = "alertmanager.yml", .folder = "/srv/bot"}, settings,
                                  surroundings);
}

const AlertmanagerSurroundings kSecretFiles{
    .secret_files = SecretFiles{.token = "/run/token", .alert_secret = "/run/alert_secret"}};

/// The webhook_configs of the only receiver, of which `config` is one.
YAML::Node webhooks(const values::Result<AlertmanagerConfig>& made) {
  return YAML::Load(made.value().text)["receivers"][0]["webhook_configs"];
}

std::string webhook(const std::string& config) {
  return "receivers:\n  - name: owners\n    webhook_configs: [" + config + "]\n";
}

/// The telegram_configs of the first receiver.
YAML::Node integrations(const std::string& text) {
  return YAML::Load(text)["receivers"][0]["telegram_configs"];
}

/// A receiver with these telegram_configs, in flow style.
std::string receiver(const std::string& configs) {
  return "receivers:\n  - name: owners\n    telegram_configs: " + configs + "\n";
}

/// Whether both trees hold the same, quoted where the other is quoted.
bool same(const YAML::Node& a, const YAML::Node& b) {
  if (a.Type() != b.Type() || a.size() != b.size()) return false;
  if (a.IsScalar()) return a.Scalar() == b.Scalar() && a.Tag() == b.Tag();
  auto left = a.begin();
  for (auto right = b.begin(); right != b.end(); ++left, ++right) {
    if (a.IsMap() ? !same(left->first, right->first) || !same(left->second, right->second) : !same(*left, *right)) {
      return false;
    }
  }
  return true;
}

TEST(AlertmanagerConfig, TellsEachOwnerByAnIntegrationOfTheirOwn) {
  const auto made = make(receiver("[{parse_mode: HTML, message: '{{ template \"x\" . }}'}]"), settings_with("7,8"));
  const YAML::Node found = integrations(made.value().text);
  ASSERT_EQ(found.size(), 2);
  for (const YAML::Node& integration : found) {
    EXPECT_EQ(integration["parse_mode"].Scalar(), "HTML");
    EXPECT_EQ(integration["message"].Scalar(), "{{ template \"x\" . }}");
    EXPECT_EQ(integration["api_url"].Scalar(), "http://localhost:8081") << "Alertmanager appends /bot itself";
    EXPECT_EQ(integration["bot_token"].Scalar(), kToken);
    EXPECT_FALSE(integration["bot_token_file"]);
  }
  EXPECT_EQ(found[0]["chat_id"].as<std::int64_t>(), 7);
  EXPECT_EQ(found[1]["chat_id"].as<std::int64_t>(), 8);
  EXPECT_FALSE(made->nobody_is_told);
}

TEST(AlertmanagerConfig, NamesTheFileOfTheTokenInsteadOfTheToken) {
  const auto made = make(receiver("[{}]"), settings_with("7"), kSecretFiles);
  EXPECT_EQ(integrations(made.value().text)[0]["bot_token_file"].Scalar(), "/run/token");
  EXPECT_THAT(made->text, Not(HasSubstr(kToken)));
}

TEST(AlertmanagerConfig, GivesTheSecretToTheWebhookOfTheBot) {
  const Settings settings = settings_with("7");
  const std::string text = webhook("{url: 'http://coursebot:8000/alerts', max_alerts: 100}");
  const YAML::Node in_the_text = webhooks(make(text, settings))[0];
  EXPECT_EQ(in_the_text["url"].Scalar(), "http://coursebot:8000/alerts");
  EXPECT_EQ(in_the_text["max_alerts"].Scalar(), "100");
  EXPECT_EQ(in_the_text["http_config"]["authorization"]["credentials"].Scalar(),
            alert_secret(settings.bot_token).reveal());

  const auto in_a_file = make(text, settings, kSecretFiles);
  EXPECT_EQ(webhooks(in_a_file)[0]["http_config"]["authorization"]["credentials_file"].Scalar(), "/run/alert_secret");
  EXPECT_THAT(in_a_file->text, Not(HasSubstr(alert_secret(settings.bot_token).reveal())));

  const auto elsewhere = make(text, settings, {.bot_url = "http://127.0.0.1:8001/"});
  EXPECT_EQ(webhooks(elsewhere)[0]["url"].Scalar(), "http://127.0.0.1:8001/alerts");
}

TEST(AlertmanagerConfig, LeavesOtherWebhooksAlone) {
  for (const char* config :
       {"{url: 'http://pager:8000/alerts'}", "{url: 'http://coursebot:8000/alerts', http_config: {}}",
        "{url_file: /run/url}", "{url: [7]}", "{max_alerts: 1}"}) {
    const YAML::Node written =
        webhooks(make(webhook(config), settings_with("7"), {.bot_url = "http://127.0.0.1:1"}))[0];
    EXPECT_TRUE(same(YAML::Load(config), written)) << config;
  }
}

TEST(AlertmanagerConfig, LeavesTheBotsWebhookOutWhereNobodyIsTold) {
  const std::string text = webhook("{url: 'http://coursebot:8000/alerts'}");
  const auto without_owners = make(text, settings_with(""));
  EXPECT_EQ(webhooks(without_owners).size(), 0);
  EXPECT_THAT(without_owners->nobody_is_told.value(), HasSubstr("ADMIN_IDS"));
  EXPECT_THAT(make(text, settings_with("7", "")).value().nobody_is_told.value(), HasSubstr("BOT_TOKEN"));
}

TEST(AlertmanagerConfig, KeepsWhatAnEntrySaysAndAddsWhatItDoesNotSay) {
  const Settings settings = settings_with("7,8");
  const std::string a_group = make(receiver("[{chat_id: -100123}]"), settings).value().text;
  EXPECT_EQ(integrations(a_group).size(), 1);
  EXPECT_EQ(integrations(a_group)[0]["chat_id"].Scalar(), "-100123");
  EXPECT_EQ(integrations(a_group)[0]["bot_token"].Scalar(), kToken);

  const std::string another_bot = make(receiver("[{bot_token: '1:a'}]"), settings).value().text;
  EXPECT_EQ(integrations(another_bot).size(), 2);
  EXPECT_EQ(integrations(another_bot)[1]["bot_token"].Scalar(), "1:a");
  EXPECT_FALSE(integrations(another_bot)[1]["api_url"]);

  const std::string another_server = make(receiver("[{api_url: 'http://h'}]"), settings).value().text;
  EXPECT_EQ(integrations(another_server)[0]["api_url"].Scalar(), "http://h");
}

TEST(AlertmanagerConfig, LeavesOutWhatHasNobodyToTellAndSaysWhy) {
  const auto without_owners = make(receiver("[{}]"), settings_with(""));
  EXPECT_EQ(integrations(without_owners.value().text).size(), 0);
  EXPECT_EQ(YAML::Load(without_owners->text)["receivers"][0]["name"].Scalar(), "owners");
  EXPECT_THAT(without_owners->nobody_is_told.value(), HasSubstr("ADMIN_IDS"));

  const auto without_token = make(receiver("[{}, {chat_id: 5}]"), settings_with("7", "your_telegram_bot_token"));
  EXPECT_EQ(integrations(without_token.value().text).size(), 0);
  EXPECT_THAT(without_token->nobody_is_told.value(), HasSubstr("BOT_TOKEN"));

  const auto without_telegram = make("receivers: [{name: page}]", settings_with(""));
  EXPECT_FALSE(without_telegram.value().nobody_is_told);
}

TEST(AlertmanagerConfig, MakesTheNamesOfTemplatesAbsolute) {
  const auto made = make("templates: [alertmanager.tmpl, 'own/*.tmpl', /etc/all.tmpl]", settings_with(""));
  EXPECT_THAT(YAML::Load(made.value().text)["templates"].as<std::vector<std::string>>(),
              ElementsAre("/srv/bot/alertmanager.tmpl", "/srv/bot/own/*.tmpl", "/etc/all.tmpl"));

  const auto odd = make_alertmanager_config(
      {.text = "templates: [a.tmpl]", .file = "alertmanager.yml", .folder = "/srv/a [b]?*"}, settings_with(""));
  EXPECT_THAT(YAML::Load(odd.value().text)["templates"].as<std::vector<std::string>>(),
              ElementsAre("/srv/a \\[b]\\?\\*/a.tmpl"));
}

TEST(AlertmanagerConfig, KeepsEverythingElseAsItWasWritten) {
  for (const char* text : {
           "route: {group_wait: 10s, repeat_interval: 4h, group_by: ['...'], continue: true}",
           "a: '5'\nb: 5\nc: \"yes\"\nd: yes\ne: '~'\nf: ~\ng:\nh: ''\ni: 1.50\nj: '0x1F'\nk: -1\nl: '- x'\n",
           "message: '{{ range .Alerts }}{{ .Labels.alertname }}: \"{{ . }}\" #1{{ end }}'",
           "matchers: ['alertname=\"A\"', 'x=~\"a|b\"', 'severity!=none']",
           "a: |\n  two\n  lines\nb: >\n  one\n  line\n\n  and a paragraph\nc: plain over\n  two lines\n",
           "a: {}\nb: []\nc: [[], {}, [[1]], {x: {y: []}}]\n",
           "'quoted key': {1: one, ? [a, b] : c}",
           "a: \"\\u043f\\u0440\\u0438\\u0432\\u0435\\u0442 \\U0001F534 \\t \\\\ \\\" \\0 \\x07\"\nb: привет 🔴",
           "a: \": \"\nb: 'x: y'\nc: 'a #b'\nd: '@at'\ne: '%p'\nf: '*star'\ng: '&and'\nh: '!bang'\ni: '`tick'\n",
           "a: 2026-01-02\nb: 1:30\nc: 0o14\nd: .inf\ne: null\nf: http://h:1/x?y=z&a=b#c\n",
       }) {
    const auto made = make(text, settings_with("7"));
    EXPECT_TRUE(same(YAML::Load(text), YAML::Load(made.value().text))) << text << "\nbecame\n" << made->text;
  }
}

TEST(AlertmanagerConfig, WritesAliasesOut) {
  const auto made = make("a: &x {y: 1}\nb: *x\n" + receiver("[&o {parse_mode: HTML}, *o]"), settings_with("7"));
  EXPECT_EQ(YAML::Load(made.value().text)["b"]["y"].Scalar(), "1");
  EXPECT_EQ(integrations(made->text).size(), 2);
  EXPECT_THAT(made->text, Not(HasSubstr("*")));
}

TEST(AlertmanagerConfig, RefusesWhatHasAnotherShapeAndNamesTheLine) {
  const struct {
    const char* text;
    const char* reason;
  } cases[] = {
      {"", "alertmanager.yml: expected settings"},
      {"- a\n", "alertmanager.yml:1: expected settings"},
      {"route: {}\nreceivers: owners\n", "alertmanager.yml:2: 'receivers' must be a list"},
      {"receivers:\n  - owners\n", "alertmanager.yml:2: a receiver must have settings"},
      {"receivers:\n  - name: x\n    telegram_configs: {chat_id: 1}\n",
       "alertmanager.yml:3: 'telegram_configs' must be"},
      {"receivers:\n  - telegram_configs:\n      - HTML\n", "alertmanager.yml:3: an entry of 'telegram_configs'"},
      {"templates: a.tmpl\n", "alertmanager.yml:1: 'templates' must be a list"},
      {"templates: [{a: b}]\n", "alertmanager.yml:1: an entry of 'templates'"},
      {"a: 1\nb: [\n", "alertmanager.yml:3: is not YAML"},
      {",\n", "alertmanager.yml:1: expected settings"},
      {"a: \xFF\n", "alertmanager.yml: is not UTF-8"},
      {"a: *nowhere\n", "alertmanager.yml:1: is not YAML"},
  };
  for (const auto& wrong : cases) {
    const auto made = make(wrong.text, settings_with("7"));
    ASSERT_FALSE(made) << wrong.text;
    EXPECT_THAT(made.error().message, HasSubstr(wrong.reason)) << wrong.text;
    EXPECT_THAT(made.error().message, Not(HasSubstr("\n")));
    EXPECT_THAT(made.error().message, Not(HasSubstr(kToken)));
  }
}

TEST(AlertmanagerConfig, EndsOnEveryHostileTemplate) {
  std::string laughs = "a0: &a0 [x]\n";
  for (int i = 1; i <= 40; ++i) {
    const std::string before = "*a" + std::to_string(i - 1);
    laughs += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before + ", " + before + "]\n";
  }
  for (const std::string& text :
       {laughs, std::string("a: &a [*a]\n"), "a: " + std::string(100'000, '['),
        "a: " + std::string(300, '[') + std::string(300, ']'), std::string(2'000'000, 'a'), std::string("\0\0\0", 3)}) {
    EXPECT_FALSE(make(text, settings_with("7"))) << text.substr(0, 50);
  }
}

}  // namespace
}  // namespace app
