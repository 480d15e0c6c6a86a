#pragma once
// How a Bot API method fails: in Telegram's own words, with the HTTP status that goes with them.
//
//   return bad_request("chat not found");       // 400 "Bad Request: chat not found"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "values/result.hpp"

namespace simulator {

struct ApiError {
  int code = 400;  ///< HTTP status and `error_code` alike.
  std::string description;
  std::optional<std::chrono::seconds> retry_after;  ///< `parameters.retry_after`, with 429 only.
};

/// Called by Result::value() where there is none.
[[noreturn]] inline void throw_exception_from_error(const ApiError& error, const boost::source_location&) {
  throw std::runtime_error(error.description);
}

template <class T>
using ApiResult = values::Result<T, ApiError>;

inline ApiError bad_request(std::string_view what) {
  return {400, "Bad Request: " + std::string(what), {}};
}
inline ApiError unauthorized() {
  return {401, "Unauthorized", {}};
}
inline ApiError not_found() {
  return {404, "Not Found", {}};
}
inline ApiError forbidden(std::string_view what) {
  return {403, "Forbidden: " + std::string(what), {}};
}
inline ApiError blocked_by_user() {
  return forbidden("bot was blocked by the user");
}
inline ApiError conflict(std::string_view what) {
  return {409, "Conflict: " + std::string(what), {}};
}

inline ApiError too_many_requests(std::chrono::seconds retry_after) {
  return {429, "Too Many Requests: retry after " + std::to_string(retry_after.count()), retry_after};
}

/// What answerPreCheckoutQuery and answerCallbackQuery say to an id that is unknown, answered before, or too late.
inline ApiError query_too_old() {
  return bad_request("query is too old and response timeout expired or query ID is invalid");
}

}  // namespace simulator
