#include "alertmanager_calls.hpp"

#include <utility>

#include "alert_translation.hpp"
#include "net/url.hpp"
#include "values/utf8.hpp"

namespace app {
namespace {

namespace asio = boost::asio;

constexpr std::size_t kConnections = 4;
constexpr std::size_t kMaxAnswerBytes = 4U << 20U;
// Of a silence's parts, as many code points as a person reads; somebody else may have written them.
constexpr std::size_t kMaxSilenceText = 300;

std::string shortened(std::string_view text) {
  return values::truncate_code_points(text, kMaxSilenceText);
}

values::Result<std::string> text(std::string value) {
  return {boost::system::in_place_value, std::move(value)};
}

}  // namespace

bot::AlertOverview overview_of(const std::vector<monitoring::ActiveAlert>& alerts,
                               const std::vector<monitoring::Silence>& silences, values::Timestamp running_since) {
  bot::AlertOverview overview{.firing = {}, .silences = {}, .running_since = running_since};
  for (const monitoring::ActiveAlert& active : alerts) {
    auto alert = translated(active.alert);
    if (alert && overview.firing.size() < bot::kMaxAlertsInOverview) {
      overview.firing.push_back(
          {.alert = std::move(*alert), .silenced_by = active.silenced_by, .inhibited = active.inhibited});
    } else {
      ++overview.left_out;
    }
  }
  for (const monitoring::Silence& silence : silences) {
    if (overview.silences.size() < bot::kMaxAlertsInOverview) {
      overview.silences.push_back({.id = silence.id,
                                   .until = silence.ends_at,
                                   .created_by = shortened(silence.created_by),
                                   .comment = shortened(silence.comment),
                                   .matchers = shortened(monitoring::to_text(silence.matchers))});
    } else {
      ++overview.left_out;
    }
  }
  return overview;
}

AlertmanagerCalls::AlertmanagerCalls(const asio::any_io_executor& executor, const std::string& url)
    : client_(executor, net::parse_url(url).value(),
              {.max_connections = kConnections, .max_response_bytes = kMaxAnswerBytes}),
      alertmanager_(client_, {.address = net::parse_url(url).value().authority()}) {}

bool AlertmanagerCalls::is_for(std::string_view method) {
  return method == bot::kSilenceAlert || method == bot::kExpireSilence || method == bot::kReadAlerts;
}

asio::awaitable<telegram::ApiResult> AlertmanagerCalls::carry_out(telegram::Call call) {
  values::Result<std::string> answer = co_await ask(std::move(call));
  if (answer) co_return boost::json::value(*answer);
  co_return telegram::ApiError{.kind = telegram::ApiErrorKind::rejected, .description = answer.error().message};
}

asio::awaitable<values::Result<std::string>> AlertmanagerCalls::ask(telegram::Call call) {
  if (call.method == bot::kSilenceAlert) co_return co_await silence(std::move(call.body));
  if (call.method == bot::kReadAlerts) co_return co_await overview();
  const values::Result<void> expired = co_await alertmanager_.expire(std::move(call.body));
  if (!expired) co_return expired.error();
  co_return text("");
}

asio::awaitable<values::Result<std::string>> AlertmanagerCalls::silence(std::string body) {
  const auto request = bot::parse_silence_request(body);
  if (!request) co_return request.error();
  if (request->labels.empty()) co_return values::Error{"an alert without labels can't be silenced"};
  monitoring::Silence wanted{.matchers = matchers_of(request->labels),
                             .ends_at = request->until,
                             .created_by = request->created_by,
                             .comment = request->comment};
  co_return co_await alertmanager_.silence(std::move(wanted));
}

asio::awaitable<values::Result<std::string>> AlertmanagerCalls::overview() {
  const auto alerts = co_await alertmanager_.alerts();
  if (!alerts) co_return alerts.error();
  const auto silences = co_await alertmanager_.silences();
  if (!silences) co_return silences.error();
  const auto running_since = co_await alertmanager_.running_since();
  if (!running_since) co_return running_since.error();
  co_return text(bot::to_text(overview_of(*alerts, *silences, *running_since)));
}

}  // namespace app
