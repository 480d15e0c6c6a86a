#pragma once
// What Telegram says about the webhook (getWebhookInfo), and what follows from a row of such answers.
//
//   DeliveryWatch watch({.max_connections = 40});
//   values::Result<WebhookInfo> info = read_webhook_info(answer);
//   DeliveryWatch::Verdict verdict = watch.look(*info, {.at = clock.now(), .accepted = accepted_so_far});
//
// Pure but for what a watch remembers of earlier looks.

#include <cstdint>
#include <optional>
#include <string>

#include <boost/json/value.hpp>

#include "values/result.hpp"
#include "values/time.hpp"

namespace telegram {

struct WebhookInfo {
  std::optional<std::string> url;  ///< Empty or none where no webhook is set.
  std::int64_t pending_update_count = 0;
  std::optional<values::Timestamp> last_error_date;  ///< Of the latest failed delivery, however long ago.
  std::optional<std::string> last_error_message;
};

values::Result<WebhookInfo> read_webhook_info(const boost::json::value& answer);

/// Whether two URLs name the same webhook, however they are spelled: Telegram writes the host in small letters and
/// completes the path.
bool is_same_webhook(const std::string& left, const std::string& right);

class DeliveryWatch {
 public:
  /// `max_connections`: as told to setWebhook.
  explicit DeliveryWatch(int max_connections) : max_connections_(max_connections) {}

  struct Moment {
    values::Timestamp at;
    std::uint64_t accepted = 0;  ///< Updates that have come and are durable, since the start.
  };

  struct Verdict {
    /// Telegram's words about a delivery that failed since the last look.
    std::optional<std::string> new_error;
    /// Telegram's words while updates wait, deliveries fail, and none succeeds.
    std::optional<std::string> trouble;
    /// Nothing waits at Telegram but, at most, what is on its way at this moment.
    bool caught_up = false;
  };

  /// What was before the first look is of no interest: the webhook had just been set.
  Verdict look(const WebhookInfo& info, Moment now);

 private:
  struct Seen {
    std::optional<values::Timestamp> error;
    std::uint64_t accepted = 0;
  };

  bool only_what_is_on_its_way(const WebhookInfo& info, values::Timestamp now) const;

  int max_connections_;
  std::optional<Seen> seen_;
  std::optional<std::string> trouble_;
  values::Timestamp undisturbed_since_;
};

}  // namespace telegram
