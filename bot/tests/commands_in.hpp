#pragma once
// The commands that a text names.

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace bot {

/// With their slashes, sorted; each as often as it occurs.
inline std::vector<std::string> commands_in(std::string_view text) {
  std::vector<std::string> found;
  for (std::size_t at = text.find('/'); at != std::string_view::npos; at = text.find('/', at + 1)) {
    const std::size_t end = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_", at + 1);
    found.emplace_back(text.substr(at, std::min(end, text.size()) - at));
  }
  std::ranges::sort(found);
  return found;
}

}  // namespace bot
