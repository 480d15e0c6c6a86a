#pragma once
// Asks Prometheus for what a panel shows.
//
//   Outcome<Chart> chart = co_await fetch_chart(prometheus, panel, options);

#include <string>
#include <vector>

#include <boost/asio/awaitable.hpp>

#include "chart.hpp"
#include "monitoring/prometheus.hpp"
#include "panel.hpp"
#include "parameters.hpp"
#include "refusal.hpp"

namespace charts {

/// One number of a panel.
struct Figure {
  std::string name;
  double value = 0;
};

/// So many points of a line at most.
inline constexpr std::size_t kMostPoints = 600;

/// The lines over the range; those with the smallest values are left out where there are many. 422 where there is
/// nothing to draw. The arguments must outlive it.
boost::asio::awaitable<Outcome<Chart>> fetch_chart(monitoring::Prometheus& prometheus, const Panel& panel,
                                                   const PictureOptions& options, std::size_t most_points);

/// The values at the end of the range, at most 20 of them.
boost::asio::awaitable<Outcome<std::vector<Figure>>> fetch_figures(monitoring::Prometheus& prometheus,
                                                                   const Panel& panel, const PictureOptions& options);

/// A failure of Prometheus as an answer to who wanted a picture.
Refusal refusal_for(const monitoring::PrometheusError& error, Language language);

}  // namespace charts
