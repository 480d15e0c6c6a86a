// Serves a histogram of known observations to a real Prometheus, for tests/e2e/native_histograms_test.py.
//
//   net_exposer_sample FILE
//
// A line of FILE is a label value and an observation in seconds. Every scrape finds each of them once more, so that any
// stretch of time has the same quantiles as FILE. Prints its port.

#include <exception>
#include <fstream>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include <boost/asio/io_context.hpp>

#include "metrics/registry.hpp"
#include "net/http_server.hpp"
#include "net/metrics_exposer.hpp"

namespace {

std::vector<std::pair<metrics::Histogram*, double>> read_observations(const char* file, metrics::Registry& registry) {
  auto& family = registry.histogram({
      .name = "message_processing_time_seconds",
      .help = "Observations that a test knows.",
      .labels = {"distribution"},
      .unit = "seconds",
      .buckets = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10},
      .native = metrics::NativeOptions{},
  });
  std::vector<std::pair<metrics::Histogram*, double>> observations;
  std::ifstream lines(file);
  std::string distribution;
  for (double seconds = 0; lines >> distribution >> seconds;)
    observations.emplace_back(&family.with(distribution), seconds);
  return observations;
}

int serve(const char* file) {
  metrics::Registry registry;
  const auto observations = read_observations(file, registry);
  if (observations.empty()) {
    std::cerr << "no observations in '" << file << "'\n";
    return 1;
  }

  boost::asio::io_context io;
  net::HttpServer server(io.get_executor(), [&](const net::Request& request) -> boost::asio::awaitable<net::Response> {
    for (const auto& [histogram, seconds] : observations) histogram->observe(seconds);
    co_return net::metrics_response(registry, request);
  });
  std::cout << "port " << server.listen("127.0.0.1", 0).value() << std::endl;
  io.run();
  return 0;
}

}  // namespace

int main(int argument_count, char** arguments) {
  if (argument_count != 2) {
    std::cerr << "usage: net_exposer_sample FILE\n";
    return 2;
  }
  try {
    return serve(arguments[1]);
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}
