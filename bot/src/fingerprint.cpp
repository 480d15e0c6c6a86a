#include "fingerprint.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace bot {

std::string fingerprint_of(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char c : text) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 0x100000001b3;
  }
  std::string digits(16, '0');
  std::array<char, 16> written{};
  const auto [end, error] = std::to_chars(written.data(), written.data() + written.size(), hash, 16);
  std::copy(written.data(), end, digits.end() - (end - written.data()));
  return digits;
}

}  // namespace bot
