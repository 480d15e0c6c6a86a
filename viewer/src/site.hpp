#pragma once
// What the viewer answers to each path.
//
//   net::HttpServer server(executor, [&](const net::Request& request) { return site.answer(request); });
//
// Used from one executor.

#include <functional>
#include <optional>
#include <string>

#include <boost/asio/awaitable.hpp>
#include <boost/json/object.hpp>

#include "dashboards.hpp"
#include "gate.hpp"
#include "net/http_message.hpp"
#include "page_files.hpp"
#include "prometheus_proxy.hpp"

namespace viewer {

/// The parts that answer; all must outlive the site. Without a page only pictures are served.
struct SiteParts {
  Gate& gate;
  std::function<boost::asio::awaitable<net::Response>(const net::Request&)> pictures;
  const PageFiles* page = nullptr;
  Dashboards* dashboards = nullptr;
  PrometheusProxy* prometheus = nullptr;
  boost::json::object config;  ///< What /api/config answers.
};

class Site {
 public:
  explicit Site(SiteParts parts) : parts_(std::move(parts)) {}

  /// `request` must live until the answer is there. Every answer carries the headers that protect a page.
  boost::asio::awaitable<net::Response> answer(const net::Request& request);

  /// The answer to a request that is refused before its body is read.
  static std::optional<net::Response> check_head(const net::Request& head);

 private:
  boost::asio::awaitable<net::Response> route(const net::Request& request);
  net::Response answer_dashboards(std::string_view path);
  net::Response answer_page(const net::Request& request) const;

  SiteParts parts_;
};

}  // namespace viewer
