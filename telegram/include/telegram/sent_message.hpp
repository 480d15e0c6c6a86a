#pragma once
// What Telegram says of a message that it has taken (Bot API, "Message", and "MessageId" of copyMessage).
//
//   values::Result<telegram::SentMessage> sent = telegram::read_sent_message(R"({"message_id":7,"text":"Hello"})");
//   sent->message_id;   // 7
//
// Values and pure functions.

#include <optional>
#include <string>
#include <string_view>

#include "values/id.hpp"
#include "values/result.hpp"

namespace telegram {

struct SentMessage {
  values::MessageId message_id;
  std::optional<std::string> text = {};
  std::optional<std::string> caption = {};
  bool is_invoice = false;
  std::optional<std::string> file_id = {};             ///< Of a photo (its largest size), a video or a document.
  std::optional<values::UserId> original_sender = {};  ///< Of a forwarded message, if Telegram says whose it was.
};

/// From a call's result as JSON. An error if it isn't JSON, or no message.
values::Result<SentMessage> read_sent_message(std::string_view json);

}  // namespace telegram
