#pragma once
// The viewer, wired together: a browser ▸ gate ▸ page, dashboards, Prometheus, pictures.
//
//   viewer::Application application(settings, options);   // throws std::runtime_error
//   return application.run();                              // until SIGINT or SIGTERM
//
// Used by the main thread.

#include <optional>
#include <string>

#include <boost/asio/io_context.hpp>

#include "charts/renderer.hpp"
#include "dashboards.hpp"
#include "gate.hpp"
#include "login.hpp"
#include "monitoring/prometheus.hpp"
#include "net/http_client.hpp"
#include "net/http_server.hpp"
#include "page_files.hpp"
#include "prometheus_http_config.hpp"
#include "prometheus_proxy.hpp"
#include "settings.hpp"
#include "site.hpp"
#include "values/time.hpp"

namespace viewer {

/// What the command line says.
struct Options {
  std::string dashboards = "dashboards/grafana";
  std::string page = "viewer/page/dist";
  bool charts_only = false;            ///< Pictures only, for whoever can connect.
  std::string prometheus_http_config;  ///< A file as prometheus_http_config.hpp describes it; empty: none.
};

class Application {
 public:
  Application(const Settings& settings, const Options& options);

  /// Serves until it is told to stop: 0. Throws std::runtime_error if it can't listen.
  int run();

 private:
  void listen();
  void stop();
  SiteParts parts();
  /// For pictures: the dashboard's JSON; the first dashboard's if `uid` is empty.
  std::optional<std::string> dashboard(const std::string& uid);

  Settings settings_;
  Options options_;
  values::SystemClock clock_;
  boost::asio::io_context io_;
  PrometheusHttpConfig http_config_;
  net::HttpClient client_;
  PrometheusProxy proxy_;
  Dashboards dashboards_;
  monitoring::Prometheus prometheus_;
  charts::Renderer renderer_;
  PageFiles page_;
  Login login_;
  Gate gate_;
  Site site_;
  net::HttpServer server_;
};

/// "0.1.0"
std::string_view version();

}  // namespace viewer
