#include "answers.hpp"

#include <array>
#include <utility>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "values/utf8.hpp"

namespace viewer {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kProtection{{
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src "
     "'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Cross-Origin-Embedder-Policy", "require-corp"},
    {"Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
}};

}  // namespace

net::Response text_answer(int status, std::string_view sentence) {
  return {.status = status,
          .headers = {{"Content-Type", "text/plain; charset=utf-8"}},
          .body = std::string(sentence) + "\n"};
}

net::Response json_answer(int status, const boost::json::value& value) {
  return {.status = status,
          .headers = {{"Content-Type", "application/json"}},
          .body = boost::json::serialize(value) + "\n"};
}

net::Response error_answer(int status, std::string_view sentence) {
  return json_answer(status, boost::json::object{{"error", values::to_valid_utf8(sentence)}});
}

net::Response prometheus_error(int status, std::string_view type, std::string_view sentence) {
  return json_answer(status, boost::json::object{
                                 {"status", "error"}, {"errorType", type}, {"error", values::to_valid_utf8(sentence)}});
}

void protect(net::Response& response) {
  for (const auto& [name, value] : kProtection) response.headers.set(std::string(name), std::string(value));
  if (response.headers.get("Cache-Control").empty()) response.headers.set("Cache-Control", "no-store");
}

}  // namespace viewer
