#pragma once
// The content of Message objects: what a person or a bot can put into a chat. Pure functions.

#include <cstdint>
#include <string>
#include <string_view>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

namespace simulator {

/// `{"text":…,"entities":[…]}`; entities only where there are some.
boost::json::object text_content(std::string_view text);

/// The `bot_command` entities of `text`, with offsets and lengths in UTF-16 code units ("MessageEntity" in the Bot
/// API).
boost::json::array bot_commands_in(std::string_view text);

/// `{"sticker":{…}}`: a message without any text.
boost::json::object sticker_content(std::string_view emoji);

/// The `forward_origin` of a message that was found in a channel of that title at that time, in seconds since the
/// epoch.
boost::json::object origin_in_channel(std::string_view title, std::int64_t at);

/// `text` without the white space around it, which is how Telegram keeps it.
std::string_view trimmed(std::string_view text);

}  // namespace simulator
