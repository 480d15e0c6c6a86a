#pragma once
// What a Message carries beside its text: formatting, media, a quiz (Bot API, "Message", "MessageEntity", "Poll").
//
// Each is none, or left out, where it is missing or not as documented: it must not make a payment's message unreadable.
// Pure functions.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/object.hpp>

#include "telegram/types.hpp"

namespace telegram {

/// The array `field` of `message`; only those that lie within `text`.
std::vector<TextEntity> entities_in(const boost::json::object& message, std::string_view field, std::string_view text);

/// The file_id of the photo's largest size.
std::optional<std::string> photo_in(const boost::json::object& message);

/// The video's file_id.
std::optional<std::string> video_in(const boost::json::object& message);

std::optional<AttachedDocument> document_in(const boost::json::object& message);

/// The channel from which the message was forwarded, or the group in whose name it was written.
std::optional<Chat> origin_in(const boost::json::object& message);

/// None for a poll of another kind.
std::optional<Quiz> quiz_in(const boost::json::object& message);

}  // namespace telegram
