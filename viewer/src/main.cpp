// coursebot-viewer: dashboards in the browser and charts as pictures, from Prometheus and Grafana's dashboard files.

#include <csignal>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <iostream>
#include <optional>
#include <stdexcept>
#include <string>

#include <CLI/CLI.hpp>
#include <malloc.h>

#include "application.hpp"
#include "logging/logging.hpp"
#include "net/health_check.hpp"
#include "settings.hpp"

namespace {

constexpr int kFailed = 1;
constexpr int kWrongUsage = 2;

struct Arguments {
  std::optional<std::string> env_file;
  viewer::Options options;
  bool check_health = false;
};

void describe(CLI::App& cli, Arguments& arguments) {
  viewer::Options& options = arguments.options;
  cli.name("coursebot-viewer");
  cli.set_version_flag("--version", "coursebot-viewer " + std::string(viewer::version()));
  cli.add_option("--dashboards", options.dashboards, "Dashboards in Grafana's JSON, read again when they change")
      ->type_name("FOLDER")
      ->capture_default_str();
  cli.add_option("--page", options.page, "The page as it was built")->type_name("FOLDER")->capture_default_str();
  cli.add_option("--env-file", arguments.env_file, "Read settings from this file instead of .env")->type_name("FILE");
  cli.add_flag("--charts-only", options.charts_only,
               "Serve pictures only, without a log-in: for a network that only the bot is in");
  cli.add_option("--prometheus-http-config", options.prometheus_http_config,
                 "Log-in and certificates for Prometheus, as promtool's --http.config.file has them")
      ->type_name("FILE");
  cli.add_flag("--check-health", arguments.check_health,
               "Ask the viewer that runs with these settings whether it is healthy; exit with 0 if it is");
  cli.footer(
      "Settings, from the environment or .env:\n"
      "  VIEWER_ADDRESS   what to listen on (127.0.0.1)\n"
      "  VIEWER_PORT      (3000)\n"
      "  VIEWER_USER      log-in of the page (admin)\n"
      "  VIEWER_PASSWORD  (admin123; another one before others than this machine can connect)\n"
      "  PROMETHEUS_URL   (http://127.0.0.1:9090)\n"
      "  TIME_ZONE        of pictures, such as Europe/Moscow (this machine's)\n"
      "  LOG_LEVEL        trace, debug, info, warn or error (info)\n"
      "  LOG_FORMAT       text or json (text)");
}

/// Large answers come and go: their memory goes back to the system at once. (glibc would keep more and more of it.)
void keep_memory_small() {
  ::mallopt(M_MMAP_THRESHOLD, 128 << 10);
  ::mallopt(M_TRIM_THRESHOLD, 128 << 10);
}

void use_time_zone(const std::string& name) {
  if (!name.empty()) ::setenv("TZ", name.c_str(), 1);
  ::tzset();
}

int check_health(const viewer::Settings& settings) {
  const net::Url server = net::own_server(settings.address, settings.port);
  const auto health = net::ask_for_health(server, {.program = "viewer", .port_setting = "VIEWER_PORT"});
  if (!health) throw std::runtime_error(health.error().message);
  std::cout << health->answer << "\n";
  return health->is_healthy ? 0 : kFailed;
}

int run(const Arguments& arguments) {
  const auto settings = viewer::load_settings(arguments.env_file);
  if (!settings) throw std::runtime_error(settings.error().message);
  if (arguments.check_health) return check_health(*settings);
  use_time_zone(settings->time_zone);
  logging::start("coursebot-viewer", settings->log, {settings->password});
  viewer::Application application(*settings, arguments.options);
  return application.run();
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);
  keep_memory_small();
  Arguments arguments;
  CLI::App cli{"Shows CourseBot's dashboards in the browser, and draws its charts as pictures."};
  describe(cli, arguments);
  try {
    cli.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return cli.exit(error) == 0 ? 0 : kWrongUsage;
  }
  try {
    return run(arguments);
  } catch (const std::exception& error) {
    std::cerr << "coursebot-viewer: " << error.what() << "\n";
    return kFailed;
  }
}
