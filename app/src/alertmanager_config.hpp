#pragma once
// Alertmanager's configuration, made of the project's alertmanager.yml and the settings: which bot tells whom.
//
//   auto made = app::make_alertmanager_config({.text = text, .file = "alertmanager.yml", .folder = "/srv/bot"},
//   settings); write(made->text);                           // a telegram_configs entry for each owner, with the token
//   if (made->nobody_is_told) warn(*made->nobody_is_told);
//
// Pure functions: no file is read or written here.

#include <optional>
#include <string>
#include <string_view>

#include "settings.hpp"
#include "values/result.hpp"

namespace app {

/// What the owner of the server edits: a configuration of Alertmanager whose telegram_configs name neither chat nor
/// bot.
struct AlertmanagerTemplate {
  std::string_view text;
  std::string_view file;    ///< As errors name it.
  std::string_view folder;  ///< Absolute; what relative entries of `templates` are relative to.
};

/// The files from which Alertmanager shall read the secrets: absolute paths.
struct SecretFiles {
  std::string token;         ///< The bot's (Alertmanager 0.26 or newer).
  std::string alert_secret;  ///< What it tells the bot alerts with (alert_secret.hpp).
};

/// How Alertmanager reaches what it needs.
struct AlertmanagerSurroundings {
  std::optional<SecretFiles> secret_files = {};  ///< None: the secrets are in the text.
  /// The bot's server, like "http://127.0.0.1:8000". None: the one that the template names.
  std::optional<std::string> bot_url = {};
};

struct AlertmanagerConfig {
  std::string text;                           ///< YAML. Holds the secrets, unless they are in files.
  std::optional<std::string> nobody_is_told;  ///< One line: why entries were left out, and which setting is missing.
};

/// Fills in what integrations do not say.
///
/// A telegram_configs entry without `chat_id` becomes one entry for each of ADMIN_IDS, each an integration of its own,
/// so that an owner who can't be reached keeps no alert from the others; without a token it gets the bot's, with the
/// server of TELEGRAM_API_URL.
///
/// A webhook_configs entry whose URL names the host "coursebot" is for the bot, which tells the owners: without an
/// http_config it gets the secret with which it is heard, and the server of `bot_url`.
///
/// An entry for which a setting is missing is left out. Everything else stays as it is, but for comments. Errors name
/// the file and the line, and no value.
values::Result<AlertmanagerConfig> make_alertmanager_config(const AlertmanagerTemplate& from, const Settings& settings,
                                                            const AlertmanagerSurroundings& surroundings = {});

}  // namespace app
