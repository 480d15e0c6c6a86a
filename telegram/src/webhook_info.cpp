#include "webhook_info.hpp"

#include <chrono>

#include <boost/describe.hpp>

#include "json_mapper.hpp"
#include "net/http_message.hpp"
#include "net/url.hpp"

namespace telegram {
namespace {

// Telegram waits at most two minutes before it tries an update again (tdlib's WebhookActor: 60 s, doubled at random):
// so long without an error, and none of its queues is waiting.
constexpr std::chrono::minutes kLongestRetry{2};

}  // namespace

BOOST_DESCRIBE_STRUCT(WebhookInfo, (), (url, pending_update_count, last_error_date, last_error_message))

values::Result<WebhookInfo> read_webhook_info(const boost::json::value& answer) {
  return read_json<WebhookInfo>(answer);
}

bool is_same_webhook(const std::string& left, const std::string& right) {
  const auto one = net::parse_url(left);
  const auto other = net::parse_url(right);
  return one && other && one->tls == other->tls && net::same_field_name(one->host, other->host) &&
         one->port == other->port && one->path == other->path;
}

DeliveryWatch::Verdict DeliveryWatch::look(const WebhookInfo& info, Moment now) {
  const bool is_first = !seen_;
  const Seen before = seen_.value_or(Seen{info.last_error_date, now.accepted});
  seen_ = Seen{info.last_error_date, now.accepted};
  if (is_first) undisturbed_since_ = now.at;

  Verdict verdict;
  if (info.last_error_date && info.last_error_date > before.error) {
    undisturbed_since_ = now.at;
    verdict.new_error = info.last_error_message.value_or("no reason given");
    trouble_ = verdict.new_error;
  }
  const bool has_come = now.accepted > before.accepted;
  if (has_come || info.pending_update_count == 0) trouble_.reset();
  verdict.trouble = trouble_;
  verdict.caught_up = info.pending_update_count == 0 || (has_come && only_what_is_on_its_way(info, now.at));
  return verdict;
}

/// On a busy bot some updates always count as pending: those in the very requests that are being answered.
bool DeliveryWatch::only_what_is_on_its_way(const WebhookInfo& info, values::Timestamp now) const {
  return info.pending_update_count <= max_connections_ && now - undisturbed_since_ >= kLongestRetry;
}

}  // namespace telegram
