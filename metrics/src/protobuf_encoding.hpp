#pragma once
// Protocol buffers as bytes (protobuf.dev/programming-guides/encoding). Pure: all write to `at`, where there is room,
// and return where they ended.

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "output_buffer.hpp"

namespace metrics::protobuf {

/// A number with its tag takes no more.
inline constexpr std::size_t kLongestField = 16;

inline char* append_varint(char* at, std::uint64_t value) {
  constexpr std::uint64_t kMore = 0x80;
  while (value >= kMore) {
    *at++ = static_cast<char>(value | kMore);
    value >>= 7U;
  }
  *at++ = static_cast<char>(value);
  return at;
}

constexpr std::size_t varint_size(std::uint64_t value) {
  constexpr int kBitsAByte = 7;
  return value == 0 ? 1 : static_cast<std::size_t>((std::bit_width(value) + kBitsAByte - 1) / kBitsAByte);
}

enum class WireType : std::uint8_t { varint = 0, fixed64 = 1, length_delimited = 2 };

inline char* append_tag(char* at, unsigned field, WireType type) {
  return append_varint(at, field << 3U | static_cast<unsigned>(type));
}

/// Fields of type uint32, uint64 and enum, and of int32 and int64 that are not negative.
inline char* append_uint(char* at, unsigned field, std::uint64_t value) {
  return append_varint(append_tag(at, field, WireType::varint), value);
}

/// Fields of type int32 and int64.
inline char* append_int(char* at, unsigned field, std::int64_t value) {
  return append_uint(at, field, static_cast<std::uint64_t>(value));
}

/// Fields of type sint32 and sint64: 0, −1, 1, −2 … are encoded as 0, 1, 2, 3 …
inline char* append_sint(char* at, unsigned field, std::int64_t value) {
  return append_uint(at, field, static_cast<std::uint64_t>(value) << 1U ^ static_cast<std::uint64_t>(value >> 63U));
}

inline char* append_double(char* at, unsigned field, double value) {
  at = append_tag(at, field, WireType::fixed64);
  auto bits = std::bit_cast<std::uint64_t>(value);
  for (std::size_t i = 0; i < sizeof bits; ++i, bits >>= 8U) *at++ = static_cast<char>(bits);
  return at;
}

inline char* append_string(char* at, unsigned field, std::string_view text) {
  return append(append_varint(append_tag(at, field, WireType::length_delimited), text.size()), text);
}

/// Makes of the bytes from `begin` to `end` what a length stands before: one byte left free before `begin` is enough
/// for most, else they move on. Returns their new end; at most kLongestField further.
inline char* prefix_with_length(char* begin, char* end) {
  const auto size = static_cast<std::size_t>(end - begin);
  const std::size_t more = varint_size(size) - 1;
  if (more > 0) std::memmove(begin + more, begin, size);
  append_varint(begin - 1, size);
  return end + more;
}

/// A nested message that `write(at)` writes.
template <class Write>
char* append_message(char* at, unsigned field, const Write& write) {
  char* const begin = append_tag(at, field, WireType::length_delimited) + 1;
  return prefix_with_length(begin, write(begin));
}

}  // namespace metrics::protobuf
