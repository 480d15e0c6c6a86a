#pragma once
// Draws charts of what Prometheus knows, as PNG pictures for a chat: the answers to GET /render/….
//
//   charts::Renderer renderer(prometheus, [](const std::string& uid) { return dashboard_json(uid); }, clock);
//   net::Response picture = co_await renderer.answer(request);
//
//   /render/chart.png?name=users_online&range=6h      a chart by name, or any metric by its own
//   /render/chart.png?query=sum(up)<1&title=Bots      a query; a comparison at its end becomes a line in the chart
//   /render/panel.png?dashboard=coursebot&panel=12    a time series panel of a dashboard
//   /render/dashboard.png?uid=coursebot               a dashboard's time series and figures; no uid: the first one
//
// For all: range (90m, 6h, 7d; 5m to 366d), end (unix seconds), theme (light, dark), lang (en, ru), width and height in
// pixels (320 to 2560 each, 4,194,304 in all; a dashboard is only as high as it needs to be). A refusal is {"error":
// one sentence in that language} with 400 (the parameters, or PromQL), 404 (no such chart, panel or dashboard;
// {"names": […]} says which there are), 422 (nothing to draw), 502 (no Prometheus) or 503 (too many at once).
//
// Use it from the executor of Prometheus's client only. Times are shown in the process's time zone (TZ; after a change
// of it, tzset()). Drawing takes some tens of milliseconds of the caller's thread. Few pictures are made at once; the
// others wait in line.

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include <boost/asio/awaitable.hpp>

#include "monitoring/prometheus.hpp"
#include "net/http_message.hpp"
#include "values/time.hpp"

namespace charts {

/// The JSON model of the dashboard with this uid, or, for an empty uid, of the first one; none if there is no such.
using DashboardSource = std::function<std::optional<std::string>(const std::string& uid)>;

class Renderer {
 public:
  /// What is passed by reference must outlive it.
  Renderer(monitoring::Prometheus& prometheus, DashboardSource dashboards, const values::Clock& clock);
  ~Renderer();
  Renderer(const Renderer&) = delete;
  Renderer& operator=(const Renderer&) = delete;

  /// `request` must live until the answer is there.
  boost::asio::awaitable<net::Response> answer(const net::Request& request);

 private:
  class State;
  std::unique_ptr<State> state_;
};

}  // namespace charts
