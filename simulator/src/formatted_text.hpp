#pragma once
// Texts and captions as they come from a bot or a person, with their formatting, and the fields of a Message that show
// them. The one place where both are checked. Pure functions.

#include <cstddef>
#include <optional>
#include <string_view>

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include "api_error.hpp"

namespace simulator {

/// Where a formatted text stands, in a Message as in the parameters of a method.
struct TextPlace {
  std::string_view text;      ///< The field of its words.
  std::string_view entities;  ///< The field of its formatting.
  std::size_t limit;          ///< In characters.
  std::string_view too_long;  ///< Telegram's error.
};

inline constexpr TextPlace kMessageText{"text", "entities", 4096, "message is too long"};
inline constexpr TextPlace kCaption{"caption", "caption_entities", 1024, "message caption is too long"};

/// The fields of the Message that show `given`, without the white space around it; none where nothing is left. Commands
/// are found. The error of a bot's request is Telegram's.
ApiResult<boost::json::object> formatted(std::string_view given, const std::optional<boost::json::value>& entities,
                                         const TextPlace& place);

}  // namespace simulator
