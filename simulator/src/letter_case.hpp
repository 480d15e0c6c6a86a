#pragma once
// Letters of ASCII without regard to their case, as HTTP and the names of methods have it. Pure functions.

#include <algorithm>
#include <string>
#include <string_view>

namespace simulator {

inline char letter_in_lower_case(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

inline std::string in_lower_case(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(), letter_in_lower_case);
  return lower;
}

}  // namespace simulator
