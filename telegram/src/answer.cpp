#include "answer.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include <boost/describe.hpp>

#include "json_mapper.hpp"
#include "net/parse_json.hpp"

namespace telegram {
namespace {

/// Telegram's longest waits are hours; a day bounds what a broken server may ask for.
constexpr std::chrono::seconds kLongestRetryAfter = std::chrono::hours{24};

struct Parameters {
  std::optional<std::int64_t> retry_after;
  std::optional<values::ChatId> migrate_to_chat_id;
};
BOOST_DESCRIBE_STRUCT(Parameters, (), (retry_after, migrate_to_chat_id))

struct Envelope {
  std::optional<bool> ok;
  std::optional<std::int64_t> error_code;
  std::optional<std::string> description;
  std::optional<Parameters> parameters;
};
BOOST_DESCRIBE_STRUCT(Envelope, (), (ok, error_code, description, parameters))

/// Telegram answers a token it can't place with a bare "Not Found", a local Bot API server one without the method with
/// "Not Found: method not found".
ApiErrorKind kind_of_not_found(bool known_method, std::string_view description) {
  const bool about_the_method = !known_method || description.find("method") != std::string_view::npos;
  return about_the_method ? ApiErrorKind::rejected : ApiErrorKind::unauthorized;
}

ApiErrorKind kind_of(int code, bool known_method, std::string_view description) {
  switch (code) {
    case 401:
      return ApiErrorKind::unauthorized;
    case 403:
      return ApiErrorKind::forbidden;
    case 404:
      return kind_of_not_found(known_method, description);
    case 409:
      return ApiErrorKind::conflict;
    case 429:
      return ApiErrorKind::flood;
    default:
      break;
  }
  if (code >= 400 && code < 500) return ApiErrorKind::rejected;
  return code >= 500 ? ApiErrorKind::server : ApiErrorKind::malformed;
}

/// Without the Bot API's JSON only those statuses mean anything that a proxy in between would give for the same reason.
ApiError not_of_the_bot_api(int status) {
  const ApiErrorKind kind = status == 429   ? ApiErrorKind::flood
                            : status >= 500 ? ApiErrorKind::server
                                            : ApiErrorKind::malformed;
  return {.kind = kind,
          .code = status,
          .description = "the answer, HTTP status " + std::to_string(status) + ", is not the Bot API's JSON",
          .may_have_happened = kind != ApiErrorKind::flood};
}

std::optional<std::chrono::seconds> wait_asked_for(const Parameters& parameters) {
  if (!parameters.retry_after || *parameters.retry_after < 0) return std::nullopt;
  return std::min(std::chrono::seconds{*parameters.retry_after}, kLongestRetryAfter);
}

ApiError error_of(const Envelope& envelope, int status, bool known_method) {
  const std::int64_t named = envelope.error_code.value_or(status);
  const int code = named >= 100 && named <= 599 ? static_cast<int>(named) : status;
  const Parameters parameters = envelope.parameters.value_or(Parameters{});
  const std::string description = envelope.description.value_or("no description");
  return {.kind = kind_of(code, known_method, description),
          .code = code,
          .description = description,
          .retry_after = wait_asked_for(parameters),
          .migrate_to_chat_id = parameters.migrate_to_chat_id};
}

}  // namespace

ApiResult read_answer(const net::Response& response, bool known_method) {
  std::optional<boost::json::value> parsed = net::parse_json(response.body);
  if (!parsed) return not_of_the_bot_api(response.status);
  const values::Result<Envelope> envelope = read_json<Envelope>(*parsed);
  if (!envelope || !envelope->ok) return not_of_the_bot_api(response.status);
  if (!*envelope->ok) return error_of(*envelope, response.status, known_method);

  boost::json::value* result = parsed->get_object().if_contains("result");
  if (result == nullptr) return not_of_the_bot_api(response.status);
  return std::move(*result);
}

bool is_plain_success(const net::Response& response) {
  constexpr int kOk = 200;
  constexpr std::string_view kBeginning = R"({"ok":true,"result":)";
  return response.status == kOk && response.body.starts_with(kBeginning) && response.body.size() > kBeginning.size() &&
         response.body.ends_with('}');
}

}  // namespace telegram
