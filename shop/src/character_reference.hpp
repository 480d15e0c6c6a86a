#pragma once
// A character by its name or number: `&nbsp;`, `&#8212;`, `&#x2014;` (CommonMark 0.30, section 2.5).

#include <optional>
#include <string>
#include <string_view>

namespace shop {

/// The character, or nothing for a name that isn't among those that a text needs, and for a control character.
std::optional<std::string> character_of(std::string_view reference);

}  // namespace shop
