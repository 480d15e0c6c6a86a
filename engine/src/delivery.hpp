#pragma once
// What became of a message that was to go out: an event of its own, handled in the next transaction.

#include <optional>
#include <string>

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "bot/conversation.hpp"
#include "store/outbox.hpp"
#include "values/time.hpp"

namespace engine {

enum class DeliveryOutcome {
  sent,
  given_up,   ///< Telegram will never take it.
  too_late,   ///< Its deadline passed before it could be sent.
  dropped,    ///< Too much is waiting already.
  unknown,    ///< Telegram may have it or not, and it must not go out twice.
  postponed,  ///< To be tried again.
};

struct Delivery {
  store::OutboxMessage message;
  DeliveryOutcome outcome = DeliveryOutcome::sent;
  bool blocked_by_user = false;
  std::string reason;                 ///< Why it was not sent, in Telegram's words.
  std::optional<std::string> result;  ///< Of a message with a subject: a text as it is, anything else as JSON.
};

/// `Delivery::result` of what was answered.
inline std::string result_text(const boost::json::value& answer) {
  return answer.is_string() ? std::string(answer.get_string()) : boost::json::serialize(answer);
}

}  // namespace engine
