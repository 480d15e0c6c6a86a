#include "site.hpp"

#include <exception>
#include <utility>

#include <spdlog/spdlog.h>

#include "answers.hpp"

namespace viewer {
namespace {

namespace asio = boost::asio;

constexpr std::string_view kDashboards = "/api/dashboards";

net::Response not_found() {
  return error_answer(404, "there is nothing here");
}

}  // namespace

asio::awaitable<net::Response> Site::answer(const net::Request& request) {
  net::Response response;
  try {
    response = co_await route(request);
  } catch (const std::exception& error) {
    // Without the query: what somebody asks for is nobody else's business.
    spdlog::error("{} could not be answered: {}", request.path(), error.what());
    response = error_answer(500, "the viewer made a mistake; its log says more");
  }
  protect(response);
  co_return response;
}

std::optional<net::Response> Site::check_head(const net::Request& head) {
  auto refused = Gate::refuse_method(head);
  if (refused) protect(*refused);
  return refused;
}

asio::awaitable<net::Response> Site::route(const net::Request& request) {
  if (auto refused = parts_.gate.refuse(request)) co_return *std::move(refused);
  const std::string_view path = request.path();
  if (path == "/health") co_return json_answer(200, boost::json::object{{"status", "healthy"}});
  if (path.starts_with("/render/")) co_return co_await parts_.pictures(request);
  if (parts_.page == nullptr) co_return not_found();
  if (path.starts_with("/api/v1/")) co_return co_await parts_.prometheus->answer(request);
  if (path == "/api/config") co_return json_answer(200, parts_.config);
  if (path.starts_with(kDashboards)) co_return answer_dashboards(path.substr(kDashboards.size()));
  co_return answer_page(request);
}

net::Response Site::answer_dashboards(std::string_view path) {
  if (path.empty()) return json_answer(200, parts_.dashboards->list());
  if (!path.starts_with('/')) return not_found();
  auto text = parts_.dashboards->text(path.substr(1));
  if (!text) return error_answer(text.error().status, text.error().message);
  return {.headers = {{"Content-Type", "application/json"}}, .body = *std::move(text)};
}

net::Response Site::answer_page(const net::Request& request) const {
  if (auto file = parts_.page->answer(request)) return *std::move(file);
  if (request.path() == "/" && !parts_.page->has_page()) {
    return text_answer(503, "The page is not built. ./run builds it and starts the viewer with it.");
  }
  return not_found();
}

}  // namespace viewer
