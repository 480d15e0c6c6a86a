#pragma once
// Where the UTF-16 code units of a text lie among its bytes: Telegram counts in the former, strings in the latter.
//
//   const Utf16Index index("héy");
//   index.units();      // 3
//   index.byte_of(2);   // 3: "y" stands behind three bytes

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace shop {

/// Bytes of the UTF-8 sequence that begins with `lead`.
constexpr std::size_t sequence_length(char lead) {
  const auto byte = static_cast<std::uint8_t>(lead);
  return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

constexpr bool is_continuation_byte(char byte) {
  return (static_cast<std::uint8_t>(byte) & 0xC0) == 0x80;
}

/// The code point at the beginning of `text`, which is well-formed and not empty.
constexpr char32_t first_code_point(std::string_view text) {
  const std::size_t length = sequence_length(text[0]);
  if (length == 1) return static_cast<std::uint8_t>(text[0]);
  auto point = static_cast<char32_t>(static_cast<std::uint8_t>(text[0]) & (0xFFU >> (length + 1)));
  for (std::size_t i = 1; i < length; ++i) point = (point << 6) | (static_cast<std::uint8_t>(text[i]) & 0x3FU);
  return point;
}

class Utf16Index {
 public:
  /// `text` is well-formed UTF-8.
  explicit Utf16Index(std::string_view text) {
    bytes_.reserve(text.size() + 1);
    for (std::size_t byte = 0; byte < text.size(); byte += sequence_length(text[byte])) {
      bytes_.push_back(static_cast<std::uint32_t>(byte));
      // The second half of a surrogate pair has no place of its own.
      if (sequence_length(text[byte]) == 4) bytes_.push_back(static_cast<std::uint32_t>(byte));
    }
    bytes_.push_back(static_cast<std::uint32_t>(text.size()));
  }

  std::size_t units() const { return bytes_.size() - 1; }
  /// Of the unit, or of the text's end if there are fewer.
  std::size_t byte_of(std::size_t unit) const { return bytes_[std::min(unit, units())]; }
  /// False in the middle of a surrogate pair.
  bool is_boundary(std::size_t unit) const { return unit == 0 || unit >= units() || bytes_[unit] != bytes_[unit - 1]; }

 private:
  std::vector<std::uint32_t> bytes_;
};

}  // namespace shop
