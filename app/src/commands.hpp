#pragma once
// The commands of `coursebot`. Each returns the exit code: 0, or 1 after one line on standard error that says what is
// wrong. Standard output holds only what the command is for.

#include <optional>
#include <string>

namespace app {

/// Serves the bot of BOT_TOKEN until SIGINT or SIGTERM.
int serve(const std::optional<std::string>& env_file);

struct DemoOptions {
  int customers = 200;
  double rate = 5;  ///< Events a second, of all customers together.
};

/// Serves a bot of simulated customers, in a database of its own.
int demo(const std::optional<std::string>& env_file, const DemoOptions& options);

/// `serve` with a BOT_TOKEN, `demo` without one.
int start(const std::optional<std::string>& env_file, const DemoOptions& demo_options);

/// Checks the settings and the catalogue and prints them, secrets masked.
int check_config(const std::optional<std::string>& env_file);

/// Asks Telegram what works with the token and says what doesn't.
int check_telegram(const std::optional<std::string>& env_file);

/// Prints what the running bot of these settings answers to /health; 0 when it is healthy. Takes a few seconds at most.
int check_health(const std::optional<std::string>& env_file);

struct AlertmanagerConfigOptions {
  std::string template_file;              ///< The project's alertmanager.yml.
  std::string output;                     ///< What Alertmanager is started with.
  std::optional<std::string> token_file;  ///< Where the token goes, and beside it the alerts' secret.
  std::optional<std::string> bot_url;     ///< Where Alertmanager finds the bot, if not where the template says.
  bool group_readable = false;            ///< The files get mode 0640 instead of 0600.
};

/// Writes Alertmanager's configuration: the template with the owners and the bot of the settings filled in.
int alertmanager_config(const std::optional<std::string>& env_file, const AlertmanagerConfigOptions& options);

/// Prints every metric as Markdown: name, type, unit, labels, help.
int list_metrics();

/// Prints every payment and refund, and how the ledger contradicts itself, if it does: then 1.
int ledger(const std::optional<std::string>& env_file, bool as_json);

/// Reads Telegram's account of the bot's Stars and prints its sums, and what differs from the ledger and why: then 1.
int compare_ledger(const std::optional<std::string>& env_file, bool as_json);

}  // namespace app
