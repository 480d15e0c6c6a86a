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
  bool ledger_as_json = false;
  int exit_code = 0;

  cli.add_subcommand("serve", "Serve the bot of BOT_TOKEN")->callback([&] { exit_code = app::serve(env_file); });
  auto* demo = cli.add_subcommand("demo", "Serve simulated customers, without a token and without Telegram");
  demo->add_option("--customers", demo_options.customers, "How many customers there are")
      ->check(CLI::Range(1, 100'000))
      ->capture_default_str();
  demo->add_option("--rate", demo_options.rate, "What they do, all together, in events a second")
      ->check(CLI::Range(0.0, 10'000.0))
      ->capture_default_str();
  demo->callback([&] { exit_code = app::demo(env_file, demo_options); });
  cli.add_subcommand("check-config", "Check the settings and the catalogue, and print them")->callback([&] {
    exit_code = app::check_config(env_file);
  });
  cli.add_subcommand("check-telegram", "Ask Telegram what works with the token, and what doesn't")->callback([&] {
    exit_code = app::check_telegram(env_file);
  });
  cli.add_subcommand("list-metrics", "Print every metric: name, type, unit, labels, meaning")->callback([&] {
    exit_code = app::list_metrics();
  });
  auto* ledger = cli.add_subcommand("ledger", "Print the payments, and check that the ledger agrees with itself");
  ledger->add_flag("--json", ledger_as_json, "Print one JSON object");
  ledger->callback([&] { exit_code = app::ledger(env_file, ledger_as_json); });

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
