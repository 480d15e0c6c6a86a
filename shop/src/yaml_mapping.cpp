#include "yaml_mapping.hpp"

#include <algorithm>
#include <charconv>
#include <set>
#include <utility>

#include "values/utf8.hpp"

namespace shop {
namespace {

std::string join(std::initializer_list<std::string_view> words) {
  std::string joined;
  for (const std::string_view word : words) joined.append(joined.empty() ? "" : ", ").append(word);
  return joined;
}

bool is_control(char c) {
  return (c >= 0 && c < ' ') || c == '\x7F';
}

}  // namespace

YamlMapping::YamlMapping(std::string_view file, const YAML::Node& node, std::string what,
                         std::initializer_list<std::string_view> keys)
    : file_(file), node_(node), what_(std::move(what)) {
  if (!node_.IsMap()) {
    throw CatalogueRefused(file_, node_.Mark(), what_ + " must be a mapping with the keys " + join(keys));
  }
  std::set<std::string> seen;
  for (const auto& entry : node_) {
    if (!entry.first.IsScalar()) {
      throw CatalogueRefused(file_, entry.first.Mark(), what_ + " has a key that is not a word; known: " + join(keys));
    }
    const std::string& key = entry.first.Scalar();
    if (std::ranges::find(keys, key) == keys.end()) {
      throw CatalogueRefused(file_, entry.first.Mark(),
                             what_ + " has the unknown key " + quoted(key) + "; known: " + join(keys));
    }
    if (!seen.insert(key).second) {
      throw CatalogueRefused(file_, entry.first.Mark(), what_ + " has the key '" + key + "' twice: remove one");
    }
  }
}

YamlMapping YamlMapping::mapping(std::string_view key, std::string what,
                                 std::initializer_list<std::string_view> keys) const {
  const Entry entry = require(key, what);
  return {file_, entry.value, std::move(what), keys};
}

std::string YamlMapping::text(std::string_view key, TextLimits limits) const {
  const Entry entry = require(key, name_of(key));
  std::string value = scalar(entry);
  // A block scalar ("|") ends with a line break that nobody meant.
  while (value.ends_with('\n')) value.pop_back();

  const auto refuse = [&](const std::string& why) {
    throw CatalogueRefused(file_, entry.mark, entry.name + " is " + quoted(value) + why);
  };
  const std::size_t length = values::count_code_points(value);
  if (length == 0 || length > limits.max_code_points) {
    refuse(", " + std::to_string(length) + " characters long: write 1 to " + std::to_string(limits.max_code_points));
  }
  const auto allowed = [&](char c) { return !is_control(c) || (limits.multiline && c == '\n'); };
  if (!std::ranges::all_of(value, allowed)) {
    refuse(std::string(", which has ") + (limits.multiline ? "" : "line breaks or ") +
           "control characters: remove them");
  }
  return value;
}

std::int64_t YamlMapping::number(std::string_view key, NumberLimits limits) const {
  return parse_number(require(key, name_of(key)), limits, "");
}

std::optional<std::int64_t> YamlMapping::optional_number(std::string_view key, NumberLimits limits) const {
  const std::optional<Entry> entry = find(key);
  if (!entry) return std::nullopt;
  return parse_number(*entry, limits, "");
}

std::optional<std::int64_t> YamlMapping::number_or(std::string_view word, std::string_view key,
                                                   NumberLimits limits) const {
  const Entry entry = require(key, name_of(key));
  if (scalar(entry) == word) return std::nullopt;
  return parse_number(entry, limits, word);
}

std::optional<YamlMapping::Entry> YamlMapping::find(std::string_view key) const {
  for (const auto& entry : node_) {
    if (entry.first.Scalar() == key) return Entry{name_of(key), entry.first.Mark(), entry.second};
  }
  return std::nullopt;
}

YamlMapping::Entry YamlMapping::require(std::string_view key, const std::string& name) const {
  std::optional<Entry> entry = find(key);
  if (!entry) throw CatalogueRefused(file_, node_.Mark(), name + " is missing");
  return *std::move(entry);
}

std::string YamlMapping::name_of(std::string_view key) const {
  return std::string(key) + " of " + what_;
}

std::string YamlMapping::scalar(const Entry& entry) const {
  if (entry.value.IsNull()) return "";
  if (!entry.value.IsScalar()) throw CatalogueRefused(file_, entry.mark, entry.name + " must be a single value");
  return entry.value.Scalar();
}

std::int64_t YamlMapping::parse_number(const Entry& entry, NumberLimits limits, std::string_view alternative) const {
  const std::string value = scalar(entry);
  const char* const value_end = value.data() + value.size();
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(value.data(), value_end, number);
  if (error == std::errc{} && end == value_end && number >= limits.min && number <= limits.max) return number;

  std::string message = entry.name + " is " + quoted(value) + ": write a whole number of ";
  message.append(limits.of).append(" from ").append(std::to_string(limits.min)).append(" to ");
  message.append(std::to_string(limits.max));
  if (!alternative.empty()) message.append(", or '").append(alternative).append("'");
  throw CatalogueRefused(file_, entry.mark, message);
}

}  // namespace shop
