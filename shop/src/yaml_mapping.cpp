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

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// YYYY-MM-DD, if there is such a day.
std::optional<std::chrono::sys_days> parse_date(const std::string& text) {
  constexpr std::string_view kPattern = "dddd-dd-dd";
  const auto fits = [](char c, char pattern) { return pattern == 'd' ? is_digit(c) : c == pattern; };
  if (!std::ranges::equal(text, kPattern, fits)) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{std::stoi(text.substr(0, 4))},
                                         std::chrono::month{static_cast<unsigned>(std::stoi(text.substr(5, 2)))},
                                         std::chrono::day{static_cast<unsigned>(std::stoi(text.substr(8, 2)))}};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days{date};
}

}  // namespace

std::vector<YamlEntry> entries_of(std::string_view file, const YamlValue& node, std::string_view what,
                                  const YAML::Mark& mark, std::string_view keys) {
  if (node->kind != YamlNode::Kind::mapping) {
    throw CatalogueRefused(file, mark, std::string(what).append(" must be a mapping with the keys ").append(keys));
  }
  std::vector<YamlEntry> entries;
  entries.reserve(node->items.size() / 2);
  for (std::size_t i = 0; i + 1 < node->items.size(); i += 2) {
    const YamlNode& key = *node->items[i];
    if (key.kind != YamlNode::Kind::scalar) {
      throw CatalogueRefused(file, key.mark.is_null() ? mark : key.mark,
                             std::string(what).append(" has a key that is not a word; known: ").append(keys));
    }
    entries.push_back({key.scalar, key.mark, node->items[i + 1]});
  }
  return entries;
}

YamlMapping::YamlMapping(std::string_view file, const YamlValue& document, std::initializer_list<std::string_view> keys)
    : YamlMapping(file, YamlEntry{"the file", document->mark, document}, keys) {}

YamlMapping::YamlMapping(std::string_view file, const YamlEntry& entry, std::initializer_list<std::string_view> keys)
    : file_(file), self_(entry), entries_(entries_of(file, entry.value, entry.name, entry.mark, join(keys))) {
  std::set<std::string_view> seen;
  for (const auto& [key, mark, value] : entries_) {
    if (std::ranges::find(keys, key) == keys.end()) {
      throw CatalogueRefused(file_, mark,
                             self_.name + " has the unknown key " + quoted(key) + "; known: " + join(keys));
    }
    if (!seen.insert(key).second) {
      throw CatalogueRefused(file_, mark, self_.name + " has the key '" + key + "' twice: remove one");
    }
  }
}

YamlMapping YamlMapping::mapping(std::string_view key, std::string what,
                                 std::initializer_list<std::string_view> keys) const {
  YamlEntry entry = require(key, what);
  entry.name = std::move(what);
  return {file_, entry, keys};
}

std::string YamlMapping::text(std::string_view key, TextLimits limits) const {
  const YamlEntry entry = require(key, name_of(key));
  std::string value = scalar(entry);
  // A block scalar ("|") ends with a line break that nobody meant.
  while (value.ends_with('\n')) value.pop_back();

  const std::size_t length = values::count_code_points(value);
  if (length == 0 || length > limits.max_code_points) {
    refuse(entry, std::to_string(length) + " characters long: write 1 to " + std::to_string(limits.max_code_points));
  }
  const auto allowed = [&](char c) { return !is_control(c) || (limits.multiline && c == '\n'); };
  if (!std::ranges::all_of(value, allowed)) {
    refuse(entry,
           std::string("which has ") + (limits.multiline ? "" : "line breaks or ") + "control characters: remove them");
  }
  return value;
}

std::optional<std::string> YamlMapping::optional_text(std::string_view key, TextLimits limits) const {
  return has(key) ? std::optional(text(key, limits)) : std::nullopt;
}

std::string YamlMapping::word(std::string_view key) const {
  return scalar(require(key, name_of(key)));
}

YAML::Mark YamlMapping::mark(std::string_view key) const {
  const std::optional<YamlEntry> entry = find(key);
  return entry ? entry->mark : self_.mark;
}

std::vector<YamlEntry> YamlMapping::items(std::string_view key, std::string_view example, std::size_t max_items) const {
  const std::optional<YamlEntry> entry = find(key);
  if (!entry) return {};
  std::vector<YamlEntry> items = items_of(*entry, example);
  if (items.size() > max_items) {
    throw CatalogueRefused(file_, entry->mark,
                           entry->name + " has " + std::to_string(items.size()) + " items: at most " +
                               std::to_string(max_items) + " are allowed");
  }
  return items;
}

std::int64_t YamlMapping::number(std::string_view key, NumberLimits limits) const {
  return parse_number(require(key, name_of(key)), limits, "");
}

std::optional<std::int64_t> YamlMapping::optional_number(std::string_view key, NumberLimits limits) const {
  const std::optional<YamlEntry> entry = find(key);
  if (!entry) return std::nullopt;
  return parse_number(*entry, limits, "");
}

std::optional<std::int64_t> YamlMapping::number_or(std::string_view word, std::string_view key,
                                                   NumberLimits limits) const {
  const YamlEntry entry = require(key, name_of(key));
  if (scalar(entry) == word) return std::nullopt;
  return parse_number(entry, limits, word);
}

std::optional<std::int64_t> YamlMapping::optional_number_or(std::string_view word, std::string_view key,
                                                            NumberLimits limits,
                                                            std::optional<std::int64_t> missing) const {
  return has(key) ? number_or(word, key, limits) : missing;
}

std::optional<bool> YamlMapping::optional_flag(std::string_view key) const {
  const std::optional<YamlEntry> entry = find(key);
  if (!entry) return std::nullopt;
  const std::string value = scalar(*entry);
  if (value == "yes" || value == "true") return true;
  if (value == "no" || value == "false") return false;
  refuse(*entry, "write yes or no");
}

std::optional<std::chrono::sys_days> YamlMapping::optional_date(std::string_view key) const {
  const std::optional<YamlEntry> entry = find(key);
  if (!entry) return std::nullopt;
  const auto date = parse_date(scalar(*entry));
  if (!date) refuse(*entry, "write a day of the calendar as YYYY-MM-DD");
  return date;
}

std::optional<std::vector<std::int64_t>> YamlMapping::optional_numbers(std::string_view key, NumberLimits limits,
                                                                       std::size_t max_items) const {
  if (!has(key)) return std::nullopt;
  std::vector<std::int64_t> numbers;
  for (const YamlEntry& item : items(key, "[7, 1]", max_items)) {
    const std::int64_t number = parse_number(item, limits, "");
    if (std::ranges::find(numbers, number) != numbers.end()) refuse(item, "which stands there twice: remove one");
    numbers.push_back(number);
  }
  return numbers;
}

std::optional<std::vector<std::string>> YamlMapping::optional_words(
    std::string_view key, std::initializer_list<std::string_view> known) const {
  const std::optional<YamlEntry> entry = find(key);
  if (!entry) return std::nullopt;
  const std::vector<YamlEntry> items = items_of(*entry, "[" + join(known) + "]");
  if (items.empty())
    throw CatalogueRefused(file_, entry->mark, entry->name + " is empty: write some of " + join(known));
  std::vector<std::string> words;
  for (const YamlEntry& item : items) {
    std::string word = scalar(item);
    if (std::ranges::find(known, word) == known.end()) refuse(item, "write one of " + join(known));
    if (std::ranges::find(words, word) != words.end()) refuse(item, "which stands there twice: remove one");
    words.push_back(std::move(word));
  }
  return words;
}

void YamlMapping::refuse(std::string_view key, std::string_view why) const {
  refuse(require(key, name_of(key)), why);
}

void YamlMapping::refuse(std::string_view why) const {
  throw CatalogueRefused(file_, self_.mark, (self_.name + " ").append(why));
}

void YamlMapping::refuse(const YamlEntry& entry, std::string_view why) const {
  throw CatalogueRefused(file_, entry.mark, (entry.name + " is " + quoted(scalar(entry)) + ", ").append(why));
}

std::optional<YamlEntry> YamlMapping::find(std::string_view key) const {
  const auto found = std::ranges::find(entries_, key, &YamlEntry::name);
  if (found == entries_.end()) return std::nullopt;
  return YamlEntry{name_of(key), found->mark, found->value};
}

YamlEntry YamlMapping::require(std::string_view key, const std::string& name) const {
  std::optional<YamlEntry> entry = find(key);
  if (!entry) throw CatalogueRefused(file_, self_.mark, name + " is missing");
  return *std::move(entry);
}

std::string YamlMapping::name_of(std::string_view key) const {
  return std::string(key) + " of " + self_.name;
}

std::string YamlMapping::scalar(const YamlEntry& entry) const {
  if (entry.value->kind == YamlNode::Kind::null) return "";
  if (entry.value->kind != YamlNode::Kind::scalar) {
    throw CatalogueRefused(file_, entry.mark, entry.name + " must be a single value");
  }
  return entry.value->scalar;
}

std::int64_t YamlMapping::parse_number(const YamlEntry& entry, NumberLimits limits,
                                       std::string_view alternative) const {
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

std::vector<YamlEntry> YamlMapping::items_of(const YamlEntry& list, std::string_view example) const {
  if (list.value->kind != YamlNode::Kind::list) {
    throw CatalogueRefused(file_, list.mark, (list.name + " must be a list such as ").append(example));
  }
  std::vector<YamlEntry> items;
  for (const YamlValue& item : list.value->items) {
    items.push_back({"an item of " + list.name, item->mark.is_null() ? list.mark : item->mark, item});
  }
  return items;
}

}  // namespace shop
