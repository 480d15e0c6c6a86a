// coursebot: a Telegram bot that sells courses, and exports what it does to Prometheus.

#include <csignal>
#include <exception>
#include <iostream>
#include <string>

#include <CLI/CLI.hpp>

#include "build_info.hpp"
#include "commands.hpp"

namespace {

constexpr int kUsageError = 2;

void add_demo_options(CLI::App& command, app::DemoOptions& options) {
  command.add_option("--customers", options.customers, "How many customers the demo has")
      ->check(CLI::Range(1, 100'000))
      ->capture_default_str();
  command.add_option("--rate", options.rate, "What they do, all together, in events a second")
      ->check(CLI::Range(0.0, 10'000.0))
      ->capture_default_str();
}

CLI::App* add_alertmanager_config(CLI::App& cli, app::AlertmanagerConfigOptions& options) {
  auto* command = cli.add_subcommand("alertmanager-config",
                                     "Write Alertmanager's configuration, with the owners and the bot filled in");
  command->add_option("TEMPLATE", options.template_file, "The project's alertmanager.yml")->required();
  command->add_option("--output", options.output, "What to start Alertmanager with")->type_name("FILE")->required();
  command
      ->add_option("--token-file", options.token_file,
                   "Write the token there, and another secret beside it (Alertmanager 0.26 or newer)")
      ->type_name("FILE");
  command->add_option("--bot-url", options.bot_url, "Where Alertmanager finds the bot, if not on http://coursebot:8000")
      ->type_name("URL");
  command->add_flag("--group-readable", options.group_readable, "Let the files' group read them (mode 0640)");
  return command;
}

int run(int argc, char** argv) {
  CLI::App cli{"CourseBot sells courses in Telegram and exports its metrics to Prometheus."};
  cli.footer(
      "Settings are read from .env and from the environment; see README.md. Without a token, try: coursebot demo");
  cli.set_version_flag("--version", "coursebot " + std::string(app::version()));
  cli.require_subcommand(1);
  std::optional<std::string> env_file;
  cli.add_option("--env-file", env_file, "Read settings from this file instead of .env")->type_name("FILE");
  cli.fallthrough();

  app::DemoOptions demo_options;
  app::AlertmanagerConfigOptions alertmanager_options;
  bool ledger_as_json = false;
  bool ledger_with_telegram = false;
  int exit_code = 0;

  cli.add_subcommand("serve", "Serve the bot of BOT_TOKEN")->callback([&] { exit_code = app::serve(env_file); });
  auto* demo = cli.add_subcommand("demo", "Serve simulated customers, without a token and without Telegram");
  add_demo_options(*demo, demo_options);
  demo->callback([&] { exit_code = app::demo(env_file, demo_options); });
  auto* start = cli.add_subcommand("start", "Serve with a BOT_TOKEN, show the demo without one");
  add_demo_options(*start, demo_options);
  start->callback([&] { exit_code = app::start(env_file, demo_options); });
  cli.add_subcommand("check-config", "Check the settings and the catalogue, and print them")->callback([&] {
    exit_code = app::check_config(env_file);
  });
  cli.add_subcommand("check-telegram", "Ask Telegram what works with the token, and what doesn't")->callback([&] {
    exit_code = app::check_telegram(env_file);
  });
  cli.add_subcommand("check-health", "Ask the running bot whether it is healthy; exit with 0 if it is")->callback([&] {
    exit_code = app::check_health(env_file);
  });
  add_alertmanager_config(cli, alertmanager_options)->callback([&] {
    exit_code = app::alertmanager_config(env_file, alertmanager_options);
  });
  cli.add_subcommand("list-metrics", "Print every metric: name, type, unit, labels, meaning")->callback([&] {
    exit_code = app::list_metrics();
  });
  auto* ledger =
      cli.add_subcommand("ledger", "Print payments and refunds, and check that the ledger agrees with itself");
  ledger->add_flag("--json", ledger_as_json, "Print one JSON object");
  ledger->add_flag("--telegram", ledger_with_telegram, "Compare it with Telegram's account of the bot's Stars instead");
  ledger->callback(
      [&] { exit_code = (ledger_with_telegram ? app::compare_ledger : app::ledger)(env_file, ledger_as_json); });

  try {
    cli.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return cli.exit(error) == 0 ? 0 : kUsageError;
  }
  return exit_code;
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "coursebot: " << error.what() << "\n";
    return 1;
  }
}
