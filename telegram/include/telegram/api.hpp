#pragma once
// Calls the Bot API once and says how it went. Who retries, and when, is the caller's to decide.
//
//   telegram::Api api(client, token, registry);
//   telegram::ApiResult me = co_await api.call({.method = "getMe", .body = "{}"});
//   if (!me && me.error().kind == telegram::ApiErrorKind::unauthorized) …
//
// Use it from the HTTP client's executor only.

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <boost/asio/awaitable.hpp>
#include <boost/json/value.hpp>

#include "metrics/registry.hpp"
#include "net/http_client.hpp"
#include "telegram/methods.hpp"
#include "values/id.hpp"
#include "values/result.hpp"
#include "values/secret.hpp"

namespace telegram {

enum class ApiErrorKind {
  transport,     ///< No answer: connection, TLS, time-out.
  malformed,     ///< An answer that is not the Bot API's: HTML of a proxy, half a JSON.
  server,        ///< 5xx: Telegram's own trouble.
  flood,         ///< 429: wait `retry_after`.
  unauthorized,  ///< 401, or 404 for every method: the token is wrong or revoked.
  conflict,      ///< 409: somebody else polls this bot, or a webhook is set.
  forbidden,     ///< 403: the user blocked the bot, or the like.
  rejected,      ///< 400 and the rest of 4xx: this call will never succeed as it is.
};

/// "transport", "flood", …: the label `outcome`; a success is "ok".
std::string_view to_string(ApiErrorKind kind);

struct ApiError {
  ApiErrorKind kind;
  int code = 0;                                           ///< Telegram's `error_code`, or the HTTP status, or 0.
  std::string description = {};                           ///< Telegram's own words, or what went wrong; no token in it.
  std::optional<std::chrono::seconds> retry_after = {};   ///< `parameters.retry_after`
  std::optional<values::ChatId> migrate_to_chat_id = {};  ///< `parameters.migrate_to_chat_id`
  bool may_have_happened = false;  ///< The request went out, and nothing tells whether it was carried out.

  /// True if the same call may succeed later: transport, malformed, server and flood.
  bool may_succeed_later() const;
};

/// Called by ApiResult::value() where there is none.
[[noreturn]] void throw_exception_from_error(const ApiError& error, const boost::source_location& where);

/// The value of `result`. It and all that is moved out of it share one arena (a boost::json::monotonic_resource), freed
/// with the last of them: read it from any thread, but change or copy its parts from one thread at a time.
using ApiResult = values::Result<boost::json::value, ApiError>;

class Api {
 public:
  /// Registers telegram_api_requests_total{method,outcome} and telegram_api_request_duration_seconds{method}.
  Api(net::HttpClient& client, values::Secret token, metrics::Registry& registry);
  ~Api();
  Api(const Api&) = delete;
  Api& operator=(const Api&) = delete;

  /// POSTs the call and waits for the answer. Another `method` than the bot's own counts as "other" in the metrics.
  boost::asio::awaitable<ApiResult> call(Call call, std::chrono::milliseconds timeout = std::chrono::seconds{30});

 private:
  class Metrics;
  net::HttpClient& client_;
  values::Secret token_;
  values::Secret path_prefix_;
  std::unique_ptr<Metrics> metrics_;
};

/// The bot's id is the number before the colon of its token. An error, which doesn't show the token, if that is not of
/// the form that BotFather gives out: a number, a colon, and letters, digits, '_' and '-'.
values::Result<values::BotId> bot_id_of(const values::Secret& token);

}  // namespace telegram
