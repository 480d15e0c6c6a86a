#include "telegram/api.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <stdexcept>
#include <utility>

#include <boost/throw_exception.hpp>

#include "answer.hpp"
#include "error_text.hpp"
#include "multipart.hpp"

namespace telegram {
namespace {

using SteadyClock = std::chrono::steady_clock;

/// The methods that the bot calls. As label values they are few; anything else is "other".
constexpr auto kMethods = std::to_array<std::string_view>({
    "getMe",
    "getUpdates",
    "deleteWebhook",
    "setWebhook",
    "getWebhookInfo",
    "sendMessage",
    "sendInvoice",
    "sendPhoto",
    "sendVideo",
    "sendDocument",
    "sendChatAction",
    "editMessageText",
    "editMessageReplyMarkup",
    "copyMessage",
    "forwardMessage",
    "deleteMessage",
    "createInvoiceLink",
    "answerPreCheckoutQuery",
    "answerCallbackQuery",
    "setMyCommands",
    "getChat",
    "getChatMember",
    "createChatInviteLink",
    "revokeChatInviteLink",
    "approveChatJoinRequest",
    "declineChatJoinRequest",
    "banChatMember",
    "unbanChatMember",
    "refundStarPayment",
    "editUserStarSubscription",
    "getStarTransactions",
    "getMyStarBalance",
});
constexpr std::size_t kOtherMethod = kMethods.size();

std::size_t index_of(std::string_view method) {
  return static_cast<std::size_t>(std::ranges::find(kMethods, method) - kMethods.begin());
}

constexpr std::array<ApiErrorKind, 8> kErrorKinds = {
    ApiErrorKind::transport,    ApiErrorKind::malformed, ApiErrorKind::server,    ApiErrorKind::flood,
    ApiErrorKind::unauthorized, ApiErrorKind::conflict,  ApiErrorKind::forbidden, ApiErrorKind::rejected,
};

/// What may stand in a path as it is. A token has nothing else; a mistyped one must not break the request line.
bool is_plain_in_path(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-' || c == ':';
}

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view kHexDigits = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    if (is_plain_in_path(c)) {
      encoded += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    encoded += {'%', kHexDigits[byte >> 4U], kHexDigits[byte & 0xFU]};
  }
  return encoded;
}

/// Without a connection there was no request.
bool was_never_sent(net::HttpFailure failure) {
  return failure == net::HttpFailure::resolve || failure == net::HttpFailure::connect ||
         failure == net::HttpFailure::tls;
}

ApiError transport_error(const net::HttpError& error) {
  return {.kind = ApiErrorKind::transport,
          .code = 0,
          .description = error.message,
          .may_have_happened = !was_never_sent(error.failure)};
}

ApiError fit_to_show(ApiError error, const values::Secret& token) {
  error.description = error_text(error.description, token.reveal());
  return error;
}

}  // namespace

std::string_view to_string(ApiErrorKind kind) {
  switch (kind) {
    case ApiErrorKind::transport:
      return "transport";
    case ApiErrorKind::malformed:
      return "malformed";
    case ApiErrorKind::server:
      return "server";
    case ApiErrorKind::flood:
      return "flood";
    case ApiErrorKind::unauthorized:
      return "unauthorized";
    case ApiErrorKind::conflict:
      return "conflict";
    case ApiErrorKind::forbidden:
      return "forbidden";
    case ApiErrorKind::rejected:
      return "rejected";
  }
  return "unknown";
}

bool ApiError::may_succeed_later() const {
  return kind == ApiErrorKind::transport || kind == ApiErrorKind::malformed || kind == ApiErrorKind::server ||
         kind == ApiErrorKind::flood;
}

void throw_exception_from_error(const ApiError& error, const boost::source_location& where) {
  boost::throw_exception(std::runtime_error(std::string(to_string(error.kind)) + ": " + error.description), where);
}

/// All series, resolved once: a call finds its own by two indices.
class Api::Metrics {
 public:
  explicit Metrics(metrics::Registry& registry) {
    auto& requests = registry.counter({
        .name = "telegram_api_requests_total",
        .help = "Calls of the Bot API by method and by how they ended.",
        .labels = {"method", "outcome"},
    });
    auto& durations = registry.histogram({
        .name = "telegram_api_request_duration_seconds",
        .help =
            "Time from a call of the Bot API to its answer, or to giving up; of getUpdates mostly waiting for updates.",
        .labels = {"method"},
        .unit = "seconds",
        // From the answer of a server nearby to a long poll that Telegram held.
        .buckets = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60},
        .native = metrics::NativeOptions{},
    });
    for (std::size_t i = 0; i < methods_.size(); ++i) {
      const std::string_view method = i == kOtherMethod ? "other" : kMethods[i];
      methods_[i].ok = &requests.with(method, "ok");
      methods_[i].duration = &durations.with(method);
      for (const ApiErrorKind kind : kErrorKinds) error_counter(i, kind) = &requests.with(method, to_string(kind));
    }
  }

  void observe(std::size_t method, const ApiResult& result, SteadyClock::duration took) {
    methods_[method].duration->observe(std::chrono::duration<double>(took).count());
    (result ? methods_[method].ok : error_counter(method, result.error().kind))->inc();
  }

 private:
  struct Series {
    metrics::Counter* ok = nullptr;
    std::array<metrics::Counter*, kErrorKinds.size()> errors{};
    metrics::Histogram* duration = nullptr;
  };

  metrics::Counter*& error_counter(std::size_t method, ApiErrorKind kind) {
    return methods_[method].errors[static_cast<std::size_t>(kind)];
  }

  std::array<Series, kMethods.size() + 1> methods_;
};

Api::Api(net::HttpClient& client, values::Secret token, metrics::Registry& registry)
    : client_(client),
      token_(std::move(token)),
      path_prefix_("/bot" + percent_encoded(token_.reveal()) + "/"),
      metrics_(std::make_unique<Metrics>(registry)) {}

Api::~Api() = default;

boost::asio::awaitable<ApiResult> Api::call(Call call, std::chrono::milliseconds timeout) {
  const std::size_t method = index_of(call.method);
  const bool wants_result = call.wants_result;
  net::Request request;
  request.method = "POST";
  request.target = path_prefix_.reveal() + call.method;
  if (call.document) {
    Multipart form = to_multipart(call);
    request.headers.set("Content-Type", std::move(form.content_type));
    request.body = std::move(form.body);
  } else {
    request.headers.set("Content-Type", "application/json");
    request.body = std::move(call.body);
  }

  const SteadyClock::time_point begun = SteadyClock::now();
  const net::HttpResult response = co_await client_.send(std::move(request), timeout);
  ApiResult result = boost::json::value();
  if (!response) {
    result = transport_error(response.error());
  } else if (wants_result || !is_plain_success(*response)) {
    result = read_answer(*response, method != kOtherMethod);
  }
  if (!result) result = fit_to_show(result.error(), token_);
  metrics_->observe(method, result, SteadyClock::now() - begun);
  co_return result;
}

}  // namespace telegram
