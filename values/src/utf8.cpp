#include "values/utf8.hpp"

#include <cstdint>
#include <cstring>

namespace values {
namespace {

// Eight bytes at a time: a catalogue of lessons is many megabytes.
constexpr std::size_t kWord = sizeof(std::uint64_t);
constexpr std::uint64_t kLowBits = 0x0101010101010101;
constexpr std::uint64_t kHighBits = 0x8080808080808080;

std::uint64_t word_of(std::string_view text) {
  std::uint64_t word = 0;
  std::memcpy(&word, text.data(), kWord);
  return word;
}

/// The sum of the bytes of `word`, each of which is 0 or 1.
std::size_t sum_of_bytes(std::uint64_t word) {
  return static_cast<std::size_t>((word * kLowBits) >> 56);
}

/// Bytes of the well-formed sequence at the start of `text` (RFC 3629, section 4), or 0 if there is none.
std::size_t sequence_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  const auto continues = [&](std::size_t i, std::uint8_t low = 0x80, std::uint8_t high = 0xBF) {
    return i < text.size() && byte(i) >= low && byte(i) <= high;
  };
  if (text.empty()) return 0;
  const std::uint8_t lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead < 0xC2) return 0;
  if (lead < 0xE0) return continues(1) ? 2 : 0;
  if (lead < 0xF0) {
    const std::uint8_t low = lead == 0xE0 ? 0xA0 : 0x80;
    const std::uint8_t high = lead == 0xED ? 0x9F : 0xBF;
    return continues(1, low, high) && continues(2) ? 3 : 0;
  }
  if (lead < 0xF5) {
    const std::uint8_t low = lead == 0xF0 ? 0x90 : 0x80;
    const std::uint8_t high = lead == 0xF4 ? 0x8F : 0xBF;
    return continues(1, low, high) && continues(2) && continues(3) ? 4 : 0;
  }
  return 0;
}

constexpr bool is_continuation(char c) {
  return (static_cast<std::uint8_t>(c) & 0xC0) == 0x80;
}

}  // namespace

bool is_valid_utf8(std::string_view text) {
  while (!text.empty()) {
    if (text.size() >= kWord && (word_of(text) & kHighBits) == 0) {
      text.remove_prefix(kWord);
      continue;
    }
    const std::size_t length = sequence_length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

std::size_t count_code_points(std::string_view text) {
  std::size_t count = text.size();
  for (; text.size() >= kWord; text.remove_prefix(kWord)) {
    const std::uint64_t word = word_of(text);
    count -= sum_of_bytes((word >> 7) & ~(word >> 6) & kLowBits);
  }
  for (const char c : text) count -= is_continuation(c) ? 1 : 0;
  return count;
}

std::size_t count_utf16_units(std::string_view text) {
  // Those of four bytes, which begin with 0xF0 or above, are beyond U+FFFF: two units.
  std::size_t count = count_code_points(text);
  for (; text.size() >= kWord; text.remove_prefix(kWord)) {
    const std::uint64_t word = word_of(text);
    count += sum_of_bytes((word >> 7) & (word >> 6) & (word >> 5) & (word >> 4) & kLowBits);
  }
  for (const char c : text) count += static_cast<unsigned char>(c) >= 0xF0 ? 1 : 0;
  return count;
}

std::string truncate_code_points(std::string_view text, std::size_t limit) {
  if (count_code_points(text) <= limit) return std::string(text);
  if (limit == 0) return "";
  std::size_t end = 0;
  for (std::size_t kept = 0; kept < limit; ++kept) {
    if (kept == limit - 1) break;
    ++end;
    while (end < text.size() && is_continuation(text[end])) ++end;
  }
  return std::string(text.substr(0, end)) + "…";
}

std::string to_valid_utf8(std::string_view text) {
  std::string valid;
  valid.reserve(text.size());
  while (!text.empty()) {
    const std::size_t length = sequence_length(text);
    if (length == 0) {
      valid += "\xEF\xBF\xBD";
      text.remove_prefix(1);
    } else {
      valid += text.substr(0, length);
      text.remove_prefix(length);
    }
  }
  return valid;
}

}  // namespace values
