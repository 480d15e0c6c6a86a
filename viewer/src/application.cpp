#include "application.hpp"

#include <filesystem>
#include <stdexcept>
#include <utility>

#include <boost/asio/signal_set.hpp>
#include <spdlog/spdlog.h>

#include "values/quote.hpp"

namespace viewer {
namespace {

namespace asio = boost::asio;

// Each answer may be as large as 16 MB: further questions wait for a free connection.
constexpr std::size_t kConnectionsToPrometheus = 4;

net::HttpClientOptions client_options(const PrometheusHttpConfig& config) {
  return {.max_connections = kConnectionsToPrometheus,
          .max_response_bytes = 16U << 20U,
          .trusted_certificates_file = config.ca_file,
          .server_name = config.server_name,
          .user_agent = "coursebot-viewer"};
}

net::HttpServerOptions server_options() {
  return {.max_connections = 64,
          .max_header_bytes = 32U << 10U,  // an expression of 8 KB, each byte of it escaped
          .max_body_bytes = 64U << 10U,    // of what is refused for its method
          .check_head = Site::check_head};
}

GateOptions gate_options(const Settings& settings, const Options& options, Login& login) {
  GateOptions gate;
  if (settings.is_for_this_machine()) gate.loopback_address = settings.address;
  if (!options.charts_only) gate.login = &login;
  return gate;
}

void require_folder(const std::string& dashboards) {
  std::error_code ignored;
  if (std::filesystem::is_directory(dashboards, ignored)) return;
  throw std::runtime_error(values::quote(dashboards) + " is no folder: --dashboards needs the one of the dashboards");
}

}  // namespace

std::string_view version() {
  return COURSEBOT_VERSION;
}

Application::Application(const Settings& settings, const Options& options)
    : settings_(settings),
      options_(options),
      io_(1),
      http_config_(read_prometheus_http_config(options.prometheus_http_config)),
      client_(io_.get_executor(), settings.prometheus(), client_options(http_config_)),
      proxy_(client_, {.url = settings.prometheus_url, .authorization = http_config_.authorization}),
      dashboards_(options.dashboards, clock_),
      prometheus_(client_, {.authorization = http_config_.authorization.reveal()}),
      renderer_(
          prometheus_, [this](const std::string& uid) { return dashboard(uid); }, clock_),
      page_(options.charts_only ? PageFiles{} : PageFiles::read(options.page)),
      login_(settings.user, settings.password, clock_),
      gate_(gate_options(settings, options, login_)),
      site_(parts()),
      server_(
          io_.get_executor(), [this](const net::Request& request) { return site_.answer(request); }, server_options()) {
  if (!options_.charts_only) {
    require_folder(options_.dashboards);
    if (const auto refused = refuse_known_password(settings)) throw std::runtime_error(refused->message);
  }
}

std::optional<std::string> Application::dashboard(const std::string& uid) {
  const auto wanted = uid.empty() ? dashboards_.first_uid() : uid;
  if (!wanted) return std::nullopt;
  auto text = dashboards_.text(*wanted);
  return text ? std::optional(*std::move(text)) : std::nullopt;
}

SiteParts Application::parts() {
  SiteParts parts{.gate = gate_, .pictures = [this](const net::Request& request) { return renderer_.answer(request); }};
  if (options_.charts_only) return parts;
  parts.page = &page_;
  parts.dashboards = &dashboards_;
  parts.prometheus = &proxy_;
  parts.config = {{"version", version()},
                  {"prometheusUrl", settings_.prometheus_url},
                  {"timeZone", settings_.time_zone_of_browser()},
                  {"userName", settings_.user}};
  return parts;
}

int Application::run() {
  asio::signal_set signals(io_, SIGINT, SIGTERM);
  signals.async_wait([&](const boost::system::error_code& cancelled, int) {
    if (cancelled) return;
    stop();
    signals.clear();  // A second one ends the process, even while a client is slow in taking its answer.
  });
  listen();
  io_.run();
  spdlog::info("stopped");
  return 0;
}

void Application::listen() {
  const auto port = server_.listen(settings_.address, settings_.port);
  if (!port) throw std::runtime_error(port.error().message + " (VIEWER_ADDRESS, VIEWER_PORT)");
  const bool is_ipv6 = settings_.address.find(':') != std::string::npos;
  spdlog::info("listening on http://{}:{}", is_ipv6 ? "[" + settings_.address + "]" : settings_.address, *port);
  if (!options_.charts_only && !page_.has_page()) {
    spdlog::warn("there is no page in {}: ./run builds it", options_.page);
  }
}

void Application::stop() {
  server_.stop();
  client_.close();
}

}  // namespace viewer
