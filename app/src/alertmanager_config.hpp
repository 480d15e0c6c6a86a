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

struct AlertmanagerConfig {
  std::string text;                           ///< YAML. Holds the token, unless that is in a file.
  std::optional<std::string> nobody_is_told;  ///< One line: why entries were left out, and which setting is missing.
};

/// Fills in what a telegram_configs entry does not say: without `chat_id` it becomes one entry for each of ADMIN_IDS,
/// each an integration of its own, so that an owner who can't be reached keeps no alert from the others; without a
/// token it gets the bot's, with the server of TELEGRAM_API_URL. An entry for which a setting is missing is left out.
/// `token_file` is the absolute path from which Alertmanager (0.26 or newer) shall read the token; without it the token
/// is in the text. Everything else stays as it is, but for comments. Errors name the file and the line, and no value.
values::Result<AlertmanagerConfig> make_alertmanager_config(const AlertmanagerTemplate& from, const Settings& settings,
                                                            const std::optional<std::string>& token_file = {});

}  // namespace app
