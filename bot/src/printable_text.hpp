#pragma once
// Foreign text as it can be printed on paper.

#include <cstddef>
#include <string>
#include <string_view>

namespace bot {

/// `text` as well-formed UTF-8 of at most `most_letters` code points, words between single spaces. Control characters
/// count as spaces; those that only steer how others are shown (joiners, marks of direction, variation selectors) are
/// left out.
std::string printable(std::string_view text, std::size_t most_letters);

}  // namespace bot
