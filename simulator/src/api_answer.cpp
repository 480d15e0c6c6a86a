#include "api_answer.hpp"

#include <string>
#include <utility>

#include <boost/json.hpp>

namespace simulator {

namespace json = boost::json;

net::Response failure_answer(const ApiError& error) {
  json::object body{{"ok", false}, {"error_code", error.code}, {"description", error.description}};
  net::Headers headers{{"Content-Type", "application/json"}};
  if (error.retry_after) {
    body["parameters"] = json::object{{"retry_after", error.retry_after->count()}};
    headers.set("Retry-After", std::to_string(error.retry_after->count()));
  }
  return {.status = error.code, .headers = std::move(headers), .body = json::serialize(body)};
}

net::Response success_answer(std::string_view result) {
  constexpr std::string_view kOpening = R"({"ok":true,"result":)";
  std::string body;
  body.reserve(kOpening.size() + result.size() + 1);
  body.append(kOpening).append(result).append("}");
  return {.status = 200, .headers = {{"Content-Type", "application/json"}}, .body = std::move(body)};
}

}  // namespace simulator
