#include "quote.hpp"

#include <cstddef>

namespace metrics {

namespace {
constexpr std::size_t kLongestShown = 100;
}

std::string quote(std::string_view text) {
  static constexpr std::string_view kHexDigits = "0123456789abcdef";
  std::string quoted = "'";
  for (const char character : text.substr(0, kLongestShown)) {
    const auto byte = static_cast<unsigned char>(character);
    if (byte >= 0x20 && byte < 0x7F) {
      quoted += character;
    } else {
      quoted += "\\x";
      quoted += kHexDigits[byte >> 4U];
      quoted += kHexDigits[byte & 0xFU];
    }
  }
  if (text.size() > kLongestShown) quoted += "…";
  return quoted += '\'';
}

}  // namespace metrics
