#pragma once
// Reads protocol buffers without a schema, for tests: fields by number, in order. Independent of what the library
// writes with. Throws std::out_of_range or std::invalid_argument if the bytes are malformed.

#include <bit>
#include <cstddef>
#include <cstdint>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace metrics::testing {

class Message {
 public:
  explicit Message(std::string_view bytes) {
    while (!bytes.empty()) {
      const std::uint64_t tag = take_varint(bytes);
      std::vector<std::string>& values = fields_[tag >> 3U];
      switch (tag & 7U) {
        case 0:
          values.push_back(std::to_string(take_varint(bytes)));
          break;
        case 1:
          values.push_back(take(bytes, 8));
          break;
        case 2:
          values.push_back(take(bytes, take_varint(bytes)));
          break;
        default:
          throw std::invalid_argument("wire type");
      }
    }
  }

  /// Messages that each have their length before them.
  static std::vector<Message> delimited(std::string_view bytes) {
    std::vector<Message> messages;
    while (!bytes.empty()) messages.emplace_back(take(bytes, take_varint(bytes)));
    return messages;
  }

  bool has(std::uint64_t field) const { return fields_.contains(field); }
  std::size_t count(std::uint64_t field) const { return has(field) ? fields_.at(field).size() : 0; }
  const std::string& text(std::uint64_t field) const { return fields_.at(field).at(0); }
  Message message(std::uint64_t field, std::size_t index = 0) const { return Message(fields_.at(field).at(index)); }
  std::uint64_t number(std::uint64_t field) const { return std::stoull(text(field)); }
  std::int64_t zigzag(std::uint64_t field) const { return zigzag_of(text(field)); }

  std::vector<std::int64_t> zigzags(std::uint64_t field) const {
    std::vector<std::int64_t> values;
    for (std::size_t i = 0; i < count(field); ++i) values.push_back(zigzag_of(fields_.at(field)[i]));
    return values;
  }

  double real(std::uint64_t field) const {
    std::uint64_t bits = 0;
    for (std::size_t i = 8; i > 0; --i) bits = bits << 8U | static_cast<unsigned char>(text(field).at(i - 1));
    return std::bit_cast<double>(bits);
  }

 private:
  static std::int64_t zigzag_of(const std::string& text) {
    const std::uint64_t value = std::stoull(text);
    const auto half = static_cast<std::int64_t>(value >> 1U);
    return value % 2 == 0 ? half : -half - 1;
  }

  static std::string take(std::string_view& bytes, std::uint64_t size) {
    if (size > bytes.size()) throw std::out_of_range("truncated");
    std::string taken(bytes.substr(0, size));
    bytes.remove_prefix(size);
    return taken;
  }

  static std::uint64_t take_varint(std::string_view& bytes) {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      const auto byte = static_cast<unsigned char>(take(bytes, 1)[0]);
      value |= std::uint64_t{byte & 0x7FU} << shift;
      if (byte < 0x80) return value;
    }
    throw std::invalid_argument("varint");
  }

  std::map<std::uint64_t, std::vector<std::string>> fields_;
};

}  // namespace metrics::testing
