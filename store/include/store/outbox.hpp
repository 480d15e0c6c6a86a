#pragma once
// Messages that must go out: written in the transaction that decided them, removed once Telegram has answered. What is
// in here at a crash is sent again after it.
//
//   transaction->enqueue({.bot = bot, .chat = chat, .lane = Lane::receipt, .method = "sendMessage", .body = json});
//
// Values.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "values/id.hpp"
#include "values/time.hpp"

namespace store {

/// What is sent first: a pre-checkout answer has 10 seconds, a receipt is a promise, a reply is awaited, a broadcast
/// can wait.
enum class Lane : std::uint8_t { pre_checkout, receipt, reply, broadcast };

/// "pre_checkout", "receipt", "reply", "broadcast".
std::string_view to_string(Lane lane);
std::optional<Lane> parse_lane(std::string_view name);

/// A file that goes with a call: its content, or where the catalogue has it.
struct Attachment {
  std::string name;  ///< "payments.csv"
  std::string content;
  std::string parameter = "document";  ///< What the method calls it.
  std::string path = {};               ///< Below the catalogue's folder: read when it is sent. Empty: `content` it is.

  friend bool operator==(const Attachment&, const Attachment&) = default;
};

/// A call of the Bot API that must be made.
struct OutboxMessage {
  values::OutboxId id;  ///< Given by the store.
  values::BotId bot;
  std::optional<values::ChatId> chat;  ///< Messages to one chat keep their order.
  Lane lane = Lane::reply;
  std::string method;                         ///< "sendMessage"
  std::string body;                           ///< Its parameters, a JSON object.
  std::optional<Attachment> attachment = {};  ///< A file that goes with it.
  std::string subject = {};                   ///< What its answer is about: empty if nobody waits for that.
  std::optional<values::Timestamp> deadline;  ///< Useless afterwards: dropped then.
  values::Timestamp not_before;               ///< Postponed until then.
  int attempts = 0;                           ///< How often it was tried.
  bool begun = false;                         ///< It was being sent when this was written: Telegram may have it.
};

}  // namespace store
