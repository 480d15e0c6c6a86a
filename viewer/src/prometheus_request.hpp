#pragma once
// Which questions the page may put to Prometheus, and how large they may be. Pure functions.
//
//   auto target = viewer::check_prometheus_request(request.path(), request.query());
//   if (!target) co_return viewer::prometheus_error(target.error().status, "bad_data", target.error().message);
//   co_await client.send({.target = *target});

#include <stdexcept>
#include <string>
#include <string_view>

#include "values/result.hpp"

namespace viewer {

/// Why a question is not passed on: 404 (no such path), 400 (malformed), or 422 (larger than allowed; the sentence says
/// what would be allowed).
struct RefusedRequest {
  int status;
  std::string message;
};

/// Called by Result::value() where there is none.
[[noreturn]] inline void throw_exception_from_error(const RefusedRequest& error, const boost::source_location&) {
  throw std::runtime_error(error.message);
}

/// The target to ask Prometheus for: the same path, with the parameters that its HTTP API has there, written anew.
/// Times are unix seconds; a step is seconds or a duration ("15s"). At most 2,000 points a series, 366 days, 8 KB an
/// expression. Prometheus is told to give up after kPrometheusTimeoutSeconds.
values::Result<std::string, RefusedRequest> check_prometheus_request(std::string_view path, std::string_view query);

constexpr int kPrometheusTimeoutSeconds = 20;

}  // namespace viewer
