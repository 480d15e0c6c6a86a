#include "monitoring/alertmanager.hpp"

#include <algorithm>
#include <string_view>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "alertmanager_answer.hpp"

namespace monitoring {
namespace {

namespace asio = boost::asio;
namespace json = boost::json;
using values::Error;

constexpr std::string_view kAlerts = "/api/v2/alerts";
constexpr std::string_view kSilences = "/api/v2/silences";
constexpr std::string_view kSilence = "/api/v2/silence/";
constexpr std::string_view kStatus = "/api/v2/status";
constexpr int kOk = 200;
constexpr int kNotFound = 404;

std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c == '\n' ? ' ' : c;
  }
  return result + "\"";
}

std::string_view operator_of(const Matcher& matcher) {
  if (matcher.is_regex) return matcher.is_equal ? "=~" : "!~";
  return matcher.is_equal ? "=" : "!=";
}

std::string body_of(const Silence& silence) {
  json::array matchers;
  for (const Matcher& matcher : silence.matchers) {
    matchers.push_back(json::object{{"name", matcher.name},
                                    {"value", matcher.value},
                                    {"isRegex", matcher.is_regex},
                                    {"isEqual", matcher.is_equal}});
  }
  // A beginning in the past is at once, whatever the clocks say.
  return json::serialize(json::object{{"matchers", std::move(matchers)},
                                      {"startsAt", values::format_rfc3339(values::Timestamp{})},
                                      {"endsAt", values::format_rfc3339(silence.ends_at)},
                                      {"createdBy", silence.created_by},
                                      {"comment", silence.comment}});
}

std::vector<Matcher> sorted(std::vector<Matcher> matchers) {
  std::ranges::sort(matchers);
  return matchers;
}

bool is_like(const Silence& a, const Silence& b) {
  return a.created_by == b.created_by && a.comment == b.comment && sorted(a.matchers) == sorted(b.matchers);
}

/// What may stand in a path; the ids of Alertmanager are UUIDs.
bool is_id(std::string_view text) {
  return !text.empty() && text.size() <= 64 && std::ranges::all_of(text, [](unsigned char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
  });
}

std::string named(const AlertmanagerOptions& options) {
  return "Alertmanager on " + options.address;
}

Error not_answered(const AlertmanagerOptions& options, const net::HttpError& error) {
  switch (error.failure) {
    case net::HttpFailure::timeout:
      return {named(options) + " does not answer in time"};
    case net::HttpFailure::too_large:
      return {"the answer of " + named(options) + " is too large"};
    case net::HttpFailure::malformed:
      return {named(options) + " answers nonsense: it is not HTTP"};
    default:
      return {named(options) + " does not answer"};
  }
}

Error nonsense(const AlertmanagerOptions& options, const Error& wrong) {
  return {named(options) + " answers nonsense: " + wrong.message};
}

Error refused(const AlertmanagerOptions& options, const net::Response& answer) {
  const std::string words = read_refusal(answer.body);
  const std::string status = "HTTP status " + std::to_string(answer.status);
  return {named(options) + " refuses: " + (words.empty() ? status : words)};
}

template <class T>
values::Result<T> explained(const AlertmanagerOptions& options, values::Result<T> read) {
  if (!read) return nonsense(options, read.error());
  return read;
}

}  // namespace

std::string to_text(const std::vector<Matcher>& matchers) {
  std::string text;
  for (const Matcher& matcher : matchers) {
    if (!text.empty()) text += ", ";
    text.append(matcher.name).append(operator_of(matcher)).append(quoted(matcher.value));
  }
  return text;
}

asio::awaitable<values::Result<net::Response>> Alertmanager::ask(net::Request request) {
  net::HttpResult answer = co_await client_->send(std::move(request), options_.timeout);
  if (!answer) co_return not_answered(options_, answer.error());
  if (answer->body.size() > options_.max_answer_bytes) {
    co_return Error{"the answer of " + named(options_) + " is too large"};
  }
  co_return std::move(*answer);
}

asio::awaitable<values::Result<std::string>> Alertmanager::get(std::string target) {
  net::Request request{.target = std::move(target)};
  values::Result<net::Response> answer = co_await ask(std::move(request));
  if (!answer) co_return answer.error();
  if (answer->status != kOk) co_return refused(options_, *answer);
  co_return values::Result<std::string>(boost::system::in_place_value, std::move(answer->body));
}

asio::awaitable<values::Result<std::vector<ActiveAlert>>> Alertmanager::alerts() {
  const auto body = co_await get(std::string(kAlerts));
  if (!body) co_return body.error();
  co_return explained(options_, read_alerts(*body));
}

asio::awaitable<values::Result<std::vector<Silence>>> Alertmanager::silences() {
  const auto body = co_await get(std::string(kSilences));
  if (!body) co_return body.error();
  co_return explained(options_, read_silences(*body));
}

asio::awaitable<values::Result<std::string>> Alertmanager::silence(Silence wanted) {
  const auto in_force = co_await silences();
  if (!in_force) co_return in_force.error();
  const auto same = std::ranges::find_if(*in_force, [&](const Silence& each) { return is_like(each, wanted); });
  if (same != in_force->end()) co_return values::Result<std::string>(boost::system::in_place_value, same->id);
  net::Request request{.method = "POST",
                       .target = std::string(kSilences),
                       .headers = {{"Content-Type", "application/json"}},
                       .body = body_of(wanted)};
  const values::Result<net::Response> answer = co_await ask(std::move(request));
  if (!answer) co_return answer.error();
  if (answer->status != kOk) co_return refused(options_, *answer);
  co_return explained(options_, read_silence_id(answer->body));
}

asio::awaitable<values::Result<void>> Alertmanager::expire(std::string id) {
  if (!is_id(id)) co_return Error{"this is no id of a silence"};
  net::Request deletion{.method = "DELETE", .target = std::string(kSilence) + id};
  const values::Result<net::Response> deleted = co_await ask(std::move(deletion));
  if (!deleted) co_return deleted.error();
  if (deleted->status == kOk || deleted->status == kNotFound) co_return values::Result<void>();
  // Some versions call it a failure that it is over, or unknown.
  net::Request look{.target = std::string(kSilence) + id};
  const values::Result<net::Response> shown = co_await ask(std::move(look));
  if (!shown) co_return shown.error();
  if (shown->status == kNotFound) co_return values::Result<void>();
  const values::Result<bool> is_expired = read_is_expired(shown->body);
  if (shown->status == kOk && is_expired && *is_expired) co_return values::Result<void>();
  co_return refused(options_, *deleted);
}

asio::awaitable<values::Result<values::Timestamp>> Alertmanager::running_since() {
  const auto body = co_await get(std::string(kStatus));
  if (!body) co_return body.error();
  co_return explained(options_, read_start(*body));
}

}  // namespace monitoring
