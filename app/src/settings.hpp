#pragma once
// The settings of design.md §6: read from the environment and from `.env`, checked as a whole before anything starts.
//
//   values::Result<app::Settings> settings = app::read_settings(variables);
//   if (!settings) fail(settings.error().message);   // "PROMETHEUS_PORT is '80000': a port number from 1 to 65535 is
//   needed"
//
// Values and pure functions, but for load_settings, which reads the process's environment and a file.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "logging/logging.hpp"
#include "values/environment.hpp"
#include "values/id.hpp"
#include "values/result.hpp"
#include "values/secret.hpp"

namespace app {

struct Settings {
  values::Secret bot_token;  ///< Empty: none.
  std::uint16_t prometheus_port = 8000;
  std::string listen_address = "127.0.0.1";
  std::string telegram_api_url = "https://api.telegram.org";
  std::string database_url = "sqlite:data/coursebot.db";
  bool database_url_is_default = true;
  std::string catalog = "catalog/";
  std::vector<values::UserId> admin_ids;
  std::chrono::milliseconds online_window = std::chrono::minutes{5};
  std::chrono::milliseconds checkout_deadline = std::chrono::hours{1};
  std::string webhook_url;  ///< Empty: long polling.
  std::uint16_t webhook_port = 8443;
  values::Secret webhook_secret;    ///< Empty: one is made at each start.
  std::string webhook_address;      ///< Empty: that of `listen_address`.
  std::string webhook_certificate;  ///< A PEM file, as the key is; both empty: plain HTTP, behind a proxy.
  std::string webhook_key;
  std::string alertmanager_url = "http://127.0.0.1:9093";
  std::string viewer_url =
      "http://127.0.0.1:3000";  ///< By default that of VIEWER_ADDRESS and VIEWER_PORT, the viewer's own.
  std::string viewer_user = "admin";
  values::Secret viewer_password{"admin123"};
  bool flood_control = true;
  bool user_rate_limit = true;
  std::string replica_id = "main";
  logging::Options log;

  bool has_token() const { return !bot_token.empty(); }
  bool has_webhook() const { return !webhook_url.empty(); }
};

using values::Variables;

/// Reads what it knows from `variables`; others are ignored. An empty value counts as not set.
values::Result<Settings> read_settings(const Variables& variables);

/// Reads `env_file` (which must exist when it was named on the command line, and may be missing as the default `.env`),
/// refuses unknown names in it, and lets the process's environment override it.
values::Result<Settings> load_settings(const std::optional<std::string>& env_file);

/// True for names that `.env` may hold for the programs beside the bot: those of the viewer, GF_*, COMPOSE_*,
/// POSTGRES_*.
bool is_for_other_programs(std::string_view name);

/// Every setting with its value as a person would write it, secrets masked, in the order of the documentation.
std::vector<std::pair<std::string, std::string>> describe(const Settings& settings);

}  // namespace app
