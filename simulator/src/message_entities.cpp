#include "message_entities.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <limits>
#include <numeric>
#include <optional>
#include <string>

#include <boost/json.hpp>

namespace simulator {
namespace {

namespace json = boost::json;

constexpr std::size_t kMaxEntities = 1000;

constexpr std::array<std::string_view, 20> kTypes{
    "mention", "hashtag", "cashtag",   "bot_command",   "url",          "email",      "phone_number",
    "bold",    "italic",  "underline", "strikethrough", "spoiler",      "blockquote", "expandable_blockquote",
    "code",    "pre",     "text_link", "text_mention",  "custom_emoji", "date_time"};

struct Range {
  std::int64_t offset = 0;
  std::int64_t length = 0;

  std::int64_t end() const { return offset + length; }
};

std::optional<std::int64_t> integer_field(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  // Telegram reads them as 32-bit numbers.
  constexpr std::int64_t kMost = std::numeric_limits<std::int32_t>::max();
  if (value == nullptr || !value->is_int64() || std::abs(value->get_int64()) > kMost) return std::nullopt;
  return value->get_int64();
}

Range range_of(const json::value& entity) {
  return {entity.at("offset").to_number<std::int64_t>(), entity.at("length").to_number<std::int64_t>()};
}

bool overlaps(const json::value& one, const json::value& other) {
  const Range first = range_of(one);
  const Range second = range_of(other);
  return first.offset < second.end() && second.offset < first.end();
}

std::optional<ApiError> fault_of(const json::value& entity) {
  if (!entity.is_object()) return bad_request("can't parse MessageEntity: expected an Object");
  const json::object& object = entity.get_object();
  const json::value* type = object.if_contains("type");
  if (type == nullptr || !type->is_string()) {
    return bad_request("can't parse MessageEntity: Field \"type\" must be of type String");
  }
  if (std::ranges::find(kTypes, std::string_view(type->get_string())) == kTypes.end()) {
    return bad_request("can't parse MessageEntity: Unsupported type specified");
  }
  for (const char* const name : {"offset", "length"}) {
    if (integer_field(object, name)) continue;
    return bad_request("can't parse MessageEntity: Field \"" + std::string(name) + "\" must be of type Number");
  }
  return std::nullopt;
}

}  // namespace

std::size_t utf16_units_of_byte(char byte) {
  // Code points beyond the basic plane, which take four bytes of UTF-8, are two units of UTF-16.
  const auto bits = static_cast<unsigned char>(byte);
  if ((bits & 0xC0U) == 0x80U) return 0;
  return bits >= 0xF0U ? 2 : 1;
}

std::size_t count_utf16_units(std::string_view text) {
  return std::transform_reduce(text.begin(), text.end(), std::size_t{0}, std::plus<>{}, utf16_units_of_byte);
}

ApiResult<json::array> parse_entities(const json::value& entities, std::string_view given, std::string_view shown) {
  if (!entities.is_array()) return bad_request("can't parse entities JSON object");
  if (entities.get_array().size() > kMaxEntities) return bad_request("too many entities");
  const auto text_length = static_cast<std::int64_t>(count_utf16_units(given));
  const auto shown_begin = static_cast<std::int64_t>(
      count_utf16_units(given.substr(0, static_cast<std::size_t>(shown.data() - given.data()))));
  const std::int64_t shown_end = shown_begin + static_cast<std::int64_t>(count_utf16_units(shown));
  json::array kept;
  for (const json::value& entity : entities.get_array()) {
    if (auto fault = fault_of(entity)) return *std::move(fault);
    const Range range = range_of(entity);
    if (range.offset < 0 || range.length <= 0) continue;
    if (range.end() > text_length) {
      return bad_request("entity beginning at UTF-16 offset " + std::to_string(range.offset) +
                         " ends after the end of the text at UTF-16 offset " + std::to_string(range.end()));
    }
    const std::int64_t begin = std::max(range.offset, shown_begin);
    const std::int64_t end = std::min(range.end(), shown_end);
    if (begin >= end) continue;
    json::object visible = entity.get_object();
    visible["offset"] = begin - shown_begin;
    visible["length"] = end - begin;
    kept.push_back(std::move(visible));
  }
  return kept;
}

json::array merge_entities(json::array given, const json::array& found) {
  const std::size_t own = given.size();
  for (const json::value& entity : found) {
    const bool is_covered = std::any_of(given.begin(), given.begin() + static_cast<std::ptrdiff_t>(own),
                                        [&entity](const json::value& other) { return overlaps(entity, other); });
    if (!is_covered) given.push_back(entity);
  }
  std::ranges::stable_sort(given, {}, [](const json::value& entity) { return range_of(entity).offset; });
  return given;
}

}  // namespace simulator
