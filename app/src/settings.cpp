#include "settings.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <sstream>

#include <boost/asio/ip/address.hpp>

#include "net/http_message.hpp"
#include "net/url.hpp"
#include "telegram/api.hpp"
#include "values/quote.hpp"
#include "values/setting.hpp"
#include "values/time.hpp"

namespace app {
namespace {

using values::Error;

constexpr std::string_view kPlaceholderToken = "your_telegram_bot_token";

using values::parse_number;
using values::port_getter;
using values::port_setter;
using values::text_getter;
using values::text_setter;

using Setting = values::Setting<Settings>;
using Setter = Setting::Setter;
using Getter = Setting::Getter;

std::optional<std::string> set_token(Settings& settings, const std::string& text) {
  if (text == kPlaceholderToken) return std::nullopt;
  const values::Secret token{text};
  if (!telegram::bot_id_of(token)) {
    return "the token that BotFather gave you, like 123456789:AA…, is needed, without spaces or quotes";
  }
  settings.bot_token = token;
  return std::nullopt;
}

Setter address_setter(std::string Settings::* member) {
  return [member](Settings& settings, const std::string& text) -> std::optional<std::string> {
    boost::system::error_code failure;
    boost::asio::ip::make_address(text, failure);
    if (failure) return "an IP address is needed, 127.0.0.1 for this machine only or 0.0.0.0 for everybody";
    settings.*member = text;
    return std::nullopt;
  };
}

std::optional<std::string> set_telegram_api_url(Settings& settings, const std::string& text) {
  if (!net::parse_url(text)) return "an http or https address is needed, like https://api.telegram.org";
  settings.telegram_api_url = text;
  return std::nullopt;
}

std::optional<std::string> set_webhook_url(Settings& settings, const std::string& text) {
  if (!net::parse_url(text)) return "an https address is needed, like https://bot.example.org:8443/webhook";
  settings.webhook_url = text;
  return std::nullopt;
}

/// As setWebhook takes it.
std::optional<std::string> set_webhook_secret(Settings& settings, const std::string& text) {
  const bool valid = text.size() <= 256 && std::ranges::all_of(text, [](unsigned char c) {
                       return std::isalnum(c) != 0 || c == '-' || c == '_';
                     });
  if (!valid) return "1 to 256 of A-Z, a-z, 0-9, '_' and '-' are needed";
  settings.webhook_secret = values::Secret{text};
  return std::nullopt;
}

std::optional<std::string> set_database_url(Settings& settings, const std::string& text) {
  constexpr std::string_view kScheme = "sqlite:";
  if (!text.starts_with(kScheme) || text.size() == kScheme.size()) {
    return "sqlite: and a file are needed, like sqlite:data/coursebot.db";
  }
  settings.database_url = text;
  settings.database_url_is_default = false;
  return std::nullopt;
}

std::optional<std::string> set_admin_ids(Settings& settings, const std::string& text) {
  std::istringstream list(text);
  for (std::string item; std::getline(list, item, ',');) {
    std::erase(item, ' ');
    const auto id = parse_number<std::int64_t>(item);
    if (!id || *id <= 0) return "Telegram user ids are needed, numbers separated by commas, like 12345,67890";
    settings.admin_ids.emplace_back(*id);
  }
  return std::nullopt;
}

Setter duration_setter(std::chrono::milliseconds Settings::* member, std::chrono::milliseconds longest) {
  return [member, longest](Settings& settings, const std::string& text) -> std::optional<std::string> {
    const auto duration = values::parse_duration(text);
    if (!duration || duration->count() == 0 || *duration > longest) {
      return "a duration up to " + values::format_duration(longest) + " is needed, like 30s, 5m or 1h";
    }
    settings.*member = *duration;
    return std::nullopt;
  };
}

Getter duration_getter(std::chrono::milliseconds Settings::* member) {
  return [member](const Settings& settings) { return values::format_duration(settings.*member); };
}

Setter switch_setter(bool Settings::* member) {
  return [member](Settings& settings, const std::string& text) -> std::optional<std::string> {
    if (text != "on" && text != "off") return "on or off is needed";
    settings.*member = text == "on";
    return std::nullopt;
  };
}

Getter switch_getter(bool Settings::* member) {
  return [member](const Settings& settings) { return std::string(settings.*member ? "on" : "off"); };
}

Setter server_setter(std::string Settings::* member, std::string example) {
  return [member, example = std::move(example)](Settings& settings,
                                                const std::string& text) -> std::optional<std::string> {
    if (!net::parse_url(text)) return "an http or https address without user and password is needed, like " + example;
    settings.*member = text;
    return std::nullopt;
  };
}

std::optional<std::string> set_viewer_user(Settings& settings, const std::string& text) {
  if (text.find(':') != std::string::npos) return "the viewer's user is needed, a name without a colon";
  settings.viewer_user = text;
  return std::nullopt;
}

std::optional<std::string> set_viewer_password(Settings& settings, const std::string& text) {
  settings.viewer_password = values::Secret{text};
  return std::nullopt;
}

std::string value_of(const Variables& variables, std::string_view name) {
  const auto found = variables.find(name);
  return found == variables.end() ? std::string() : found->second;
}

/// Where ./run starts the viewer, unless it is said that it is elsewhere. An address or a port that is none is for the
/// viewer to refuse.
void follow_the_viewer(Settings& settings, const Variables& variables) {
  if (!value_of(variables, "VIEWER_URL").empty()) return;
  std::string host = "127.0.0.1";
  boost::system::error_code is_none;
  const auto address = boost::asio::ip::make_address(value_of(variables, "VIEWER_ADDRESS"), is_none);
  if (!is_none && !address.is_unspecified()) {
    host = address.is_v6() ? "[" + address.to_string() + "]" : address.to_string();
  }
  const auto port = parse_number<std::uint16_t>(value_of(variables, "VIEWER_PORT"));
  settings.viewer_url = "http://" + host + ":" + std::to_string(port && *port != 0 ? *port : 3000);
}

std::optional<std::string> set_replica_id(Settings& settings, const std::string& text) {
  const bool valid = text.size() <= 64 && std::ranges::all_of(text, [](unsigned char c) {
                       return std::isalnum(c) != 0 || c == '-' || c == '_' || c == '.';
                     });
  if (!valid) return "up to 64 letters, digits, '-', '_' or '.' are needed";
  settings.replica_id = text;
  return std::nullopt;
}

std::string join_ids(const Settings& settings) {
  std::string joined;
  for (const values::UserId id : settings.admin_ids) joined += (joined.empty() ? "" : ",") + std::to_string(id.value());
  return joined;
}

/// All settings, in the order of the documentation.
const std::vector<Setting>& all_settings() {
  using namespace std::chrono_literals;
  static const std::vector<Setting> kSettings{
      {"BOT_TOKEN", set_token, [](const Settings& s) { return s.has_token() ? "***" : ""; }, true},
      {"PROMETHEUS_PORT", port_setter(&Settings::prometheus_port), port_getter(&Settings::prometheus_port)},
      {"LISTEN_ADDRESS", address_setter(&Settings::listen_address), text_getter(&Settings::listen_address)},
      {"TELEGRAM_API_URL", set_telegram_api_url, text_getter(&Settings::telegram_api_url)},
      {"DATABASE_URL", set_database_url, text_getter(&Settings::database_url)},
      {"CATALOG", text_setter(&Settings::catalog), text_getter(&Settings::catalog)},
      {"ADMIN_IDS", set_admin_ids, join_ids},
      {"ONLINE_WINDOW", duration_setter(&Settings::online_window, 24h), duration_getter(&Settings::online_window)},
      {"CHECKOUT_DEADLINE", duration_setter(&Settings::checkout_deadline, 7 * 24h),
       duration_getter(&Settings::checkout_deadline)},
      {"WEBHOOK_URL", set_webhook_url, text_getter(&Settings::webhook_url)},
      {"WEBHOOK_PORT", port_setter(&Settings::webhook_port), port_getter(&Settings::webhook_port)},
      {"WEBHOOK_SECRET", set_webhook_secret, [](const Settings& s) { return s.webhook_secret.empty() ? "" : "***"; },
       true},
      {"WEBHOOK_ADDRESS", address_setter(&Settings::webhook_address), text_getter(&Settings::webhook_address)},
      {"WEBHOOK_CERTIFICATE", text_setter(&Settings::webhook_certificate), text_getter(&Settings::webhook_certificate)},
      {"WEBHOOK_KEY", text_setter(&Settings::webhook_key), text_getter(&Settings::webhook_key)},
      {"ALERTMANAGER_URL", server_setter(&Settings::alertmanager_url, "http://127.0.0.1:9093"),
       text_getter(&Settings::alertmanager_url)},
      {"VIEWER_URL", server_setter(&Settings::viewer_url, "http://127.0.0.1:3000"), text_getter(&Settings::viewer_url)},
      {"VIEWER_USER", set_viewer_user, text_getter(&Settings::viewer_user)},
      {"VIEWER_PASSWORD", set_viewer_password, [](const Settings&) { return "***"; }, true},
      {"FLOOD_CONTROL", switch_setter(&Settings::flood_control), switch_getter(&Settings::flood_control)},
      {"USER_RATE_LIMIT", switch_setter(&Settings::user_rate_limit), switch_getter(&Settings::user_rate_limit)},
      {"REPLICA_ID", set_replica_id, text_getter(&Settings::replica_id)},
      {"LOG_LEVEL", [](Settings& s, const std::string& text) { return logging::set_level(s.log, text); },
       [](const Settings& s) { return s.log.level; }},
      {"LOG_FORMAT", [](Settings& s, const std::string& text) { return logging::set_format(s.log, text); },
       [](const Settings& s) { return logging::to_string(s.log.format); }},
  };
  return kSettings;
}

bool is_telegrams_own(const std::string& api_url) {
  const auto url = net::parse_url(api_url);
  return url && net::same_field_name(url->host, "api.telegram.org");
}

/// What Telegram itself takes; other Bot API servers may take more (core.telegram.org/bots/api, setWebhook).
std::optional<std::string> refuse_for_telegram(const net::Url& webhook) {
  constexpr std::array<std::uint16_t, 4> kPorts{443, 80, 88, 8443};
  if (!webhook.tls) return "an https address is needed, like https://bot.example.org:8443/webhook";
  if (std::ranges::find(kPorts, webhook.port) == kPorts.end()) {
    return "Telegram calls the ports 443, 80, 88 and 8443 only, one of them is needed";
  }
  return std::nullopt;
}

/// What is right by itself and wrong together with something else.
std::optional<Error> refuse_together(const Settings& settings) {
  if (settings.webhook_certificate.empty() != settings.webhook_key.empty()) {
    const bool without_key = settings.webhook_key.empty();
    return Error{std::string(without_key ? "WEBHOOK_CERTIFICATE" : "WEBHOOK_KEY") + " is set without " +
                 (without_key ? "WEBHOOK_KEY" : "WEBHOOK_CERTIFICATE") + ": both files are needed, or none of them"};
  }
  if (!settings.has_webhook()) return std::nullopt;
  if (is_telegrams_own(settings.telegram_api_url)) {
    if (const auto expected = refuse_for_telegram(net::parse_url(settings.webhook_url).value())) {
      return Error{"WEBHOOK_URL is " + values::quote(settings.webhook_url) + ": " + *expected};
    }
  }
  if (settings.has_token() && settings.webhook_url.find(settings.bot_token.reveal()) != std::string::npos) {
    return Error{
        "WEBHOOK_URL holds the token, which would show in logs: another path is needed, WEBHOOK_SECRET is what "
        "keeps strangers out"};
  }
  if (settings.webhook_port == settings.prometheus_port) {
    return Error{"WEBHOOK_PORT is " + std::to_string(settings.webhook_port) +
                 ": another port than PROMETHEUS_PORT is needed, strangers can reach this one"};
  }
  return std::nullopt;
}

bool is_known(std::string_view name) {
  const auto& settings = all_settings();
  return std::ranges::any_of(settings, [&](const Setting& setting) { return setting.name == name; });
}

}  // namespace

bool is_for_other_programs(std::string_view name) {
  constexpr std::array<std::string_view, 2> kNames{"PROMETHEUS_URL", "TIME_ZONE"};
  constexpr std::array<std::string_view, 4> kPrefixes{"VIEWER_", "GF_", "COMPOSE_", "POSTGRES_"};
  return std::ranges::find(kNames, name) != kNames.end() ||
         std::ranges::any_of(kPrefixes, [&](std::string_view prefix) { return name.starts_with(prefix); });
}

values::Result<Settings> read_settings(const Variables& variables) {
  auto settings = values::read_settings(all_settings(), variables);
  if (!settings) return settings;
  follow_the_viewer(*settings, variables);
  if (const auto refused = refuse_together(*settings)) return *refused;
  return settings;
}

values::Result<Settings> load_settings(const std::optional<std::string>& env_file) {
  const auto variables = values::load_variables(
      env_file, {.accepts = [](std::string_view name) { return is_known(name) || is_for_other_programs(name); },
                 .listed = values::listed_names(all_settings())});
  if (!variables) return variables.error();
  return read_settings(*variables);
}

std::vector<std::pair<std::string, std::string>> describe(const Settings& settings) {
  std::vector<std::pair<std::string, std::string>> described;
  for (const Setting& setting : all_settings()) described.emplace_back(setting.name, setting.get(settings));
  return described;
}

}  // namespace app
