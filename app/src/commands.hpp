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

/// Checks the settings and the catalogue and prints them, secrets masked.
int check_config(const std::optional<std::string>& env_file);

/// Asks Telegram what works with the token and says what doesn't.
int check_telegram(const std::optional<std::string>& env_file);

/// Prints every metric as Markdown: name, type, unit, labels, help.
int list_metrics();

/// Prints every payment and how the ledger contradicts itself, if it does: then 1.
int ledger(const std::optional<std::string>& env_file, bool as_json);

}  // namespace app
