#pragma once
// Names with colons between their parts, as buttons and subjects have them. Pure.
//
//   split_at_colons("silence:12:1h")   // {"silence", "12", "1h"}

#include <string_view>
#include <vector>

namespace bot {

/// One part more than there are colons; parts may be empty.
inline std::vector<std::string_view> split_at_colons(std::string_view text) {
  std::vector<std::string_view> parts;
  for (std::size_t colon = text.find(':'); colon != std::string_view::npos; colon = text.find(':')) {
    parts.push_back(text.substr(0, colon));
    text.remove_prefix(colon + 1);
  }
  parts.push_back(text);
  return parts;
}

}  // namespace bot
