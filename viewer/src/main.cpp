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

#include "application.hpp"
#include "logging/logging.hpp"
#include "settings.hpp"

namespace {

constexpr int kFailed = 1;
constexpr int kWrongUsage = 2;

struct Arguments {
  std::optional<std::string> env_file;
  viewer::Options options;
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
  cli.add_option("--prometheus-ca", options.prometheus_ca,
                 "Certificates (PEM) to trust instead of the system's, if PROMETHEUS_URL is https")
      ->type_name("FILE");
  cli.add_option("--prometheus-login", options.prometheus_login,
                 "A file that holds user:password, if Prometheus wants a log-in")
      ->type_name("FILE");
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

void use_time_zone(const std::string& name) {
  if (!name.empty()) ::setenv("TZ", name.c_str(), 1);
  ::tzset();
}

int serve(const Arguments& arguments) {
  const auto settings = viewer::load_settings(arguments.env_file);
  if (!settings) throw std::runtime_error(settings.error().message);
  use_time_zone(settings->time_zone);
  logging::start("coursebot-viewer", settings->log, {settings->password});
  viewer::Application application(*settings, arguments.options);
  return application.run();
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);
  Arguments arguments;
  CLI::App cli{"Shows CourseBot's dashboards in the browser, and draws its charts as pictures."};
  describe(cli, arguments);
  try {
    cli.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return cli.exit(error) == 0 ? 0 : kWrongUsage;
  }
  try {
    return serve(arguments);
  } catch (const std::exception& error) {
    std::cerr << "coursebot-viewer: " << error.what() << "\n";
    return kFailed;
  }
}
