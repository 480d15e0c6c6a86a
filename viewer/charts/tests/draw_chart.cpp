// Draws what a real Prometheus knows, by hand:
//
//   draw_chart http://127.0.0.1:9090 dashboards/grafana '/render/chart.png?name=payments&range=7d' > payments.png
//
// A refusal goes to standard error and ends it with 1. Dashboards are found by the names of their files.

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include "charts/renderer.hpp"

namespace {

std::optional<std::string> read_dashboard(const std::filesystem::path& folder, const std::string& uid) {
  std::ifstream file(folder / ((uid.empty() ? "coursebot" : uid) + ".json"));
  if (!file) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 4) {
    std::cerr << "usage: draw_chart PROMETHEUS_URL DASHBOARDS TARGET > picture.png\n";
    return 2;
  }
  const std::filesystem::path folder = arguments[2];
  boost::asio::io_context context;
  net::HttpClient client(context.get_executor(), net::parse_url(arguments[1]).value());
  monitoring::Prometheus prometheus(client);
  const values::SystemClock clock;
  charts::Renderer renderer(prometheus, [&](const std::string& uid) { return read_dashboard(folder, uid); }, clock);
  const net::Request request{.target = arguments[3]};
  net::Response response;
  boost::asio::co_spawn(context, renderer.answer(request),
                        [&](const std::exception_ptr& failure, net::Response answer) {
                          if (failure) std::rethrow_exception(failure);
                          response = std::move(answer);
                          client.close();
                        });
  context.run();
  (response.status == 200 ? std::cout : std::cerr) << response.body << std::flush;
  return response.status == 200 ? 0 : 1;
}
