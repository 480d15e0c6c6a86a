#pragma once
// The formatting of a text as a bot gives it ("MessageEntity" in core.telegram.org/bots/api). Pure functions.

#include <cstddef>
#include <string_view>

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include "api_error.hpp"

namespace simulator {

/// How many UTF-16 code units the code point has that begins with this byte of UTF-8; 0 of a byte amid a code point.
std::size_t utf16_units_of_byte(char byte);

/// The length of UTF-8 `text` in UTF-16 code units, in which entities are measured.
std::size_t count_utf16_units(std::string_view text);

/// The checked `entities` of `given`, which is shown as `shown`: the part of it without the white space around.
ApiResult<boost::json::array> parse_entities(const boost::json::value& entities, std::string_view given,
                                             std::string_view shown);

/// `given` and those of `found` that overlap with none of `given`, in the order of the text.
boost::json::array merge_entities(boost::json::array given, const boost::json::array& found);

}  // namespace simulator
