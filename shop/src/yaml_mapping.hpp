#pragma once
// One mapping of a catalogue file, read strictly: every key known, none twice, every value within its bounds.
// Everything throws CatalogueRefused with the line, the value, and what would be right.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "yaml_document.hpp"

namespace shop {

/// What a text may be: code points, and whether it may run over several lines.
struct TextLimits {
  std::size_t max_code_points;
  bool multiline = false;
};

/// Both ends included. `of` says in messages what is counted: "days".
struct NumberLimits {
  std::int64_t min;
  std::int64_t max;
  std::string_view of;
};

/// A key and its value. Messages point at the key: an empty value has no line of its own.
struct YamlEntry {
  std::string name;  ///< The key, or what messages call it.
  YAML::Mark mark;
  YamlValue value;
};

/// What `node` holds if it is a mapping with words for keys; `what` names it in messages, `mark` is its place in the
/// file, and `keys` says which keys it may have. A key may still stand twice.
std::vector<YamlEntry> entries_of(std::string_view file, const YamlValue& node, std::string_view what,
                                  const YAML::Mark& mark, std::string_view keys);

class YamlMapping {
 public:
  /// The whole file. `keys` are all it may have; they refer to the caller's.
  YamlMapping(std::string_view file, const YamlValue& document, std::initializer_list<std::string_view> keys);
  /// The value of `entry`, whose name is what messages call it: "plan 'lite'".
  YamlMapping(std::string_view file, const YamlEntry& entry, std::initializer_list<std::string_view> keys);

  bool has(std::string_view key) const { return find(key).has_value(); }

  /// The mapping at `key`, which messages call `what`.
  YamlMapping mapping(std::string_view key, std::string what, std::initializer_list<std::string_view> keys) const;
  /// The items of the list at `key`, at most `max_items`; empty if the key isn't there.
  std::vector<YamlEntry> items(std::string_view key, std::string_view example, std::size_t max_items) const;
  std::string text(std::string_view key, TextLimits limits) const;
  std::optional<std::string> optional_text(std::string_view key, TextLimits limits) const;
  /// A single value as it stands there.
  std::string word(std::string_view key) const;
  std::int64_t number(std::string_view key, NumberLimits limits) const;
  std::optional<std::int64_t> optional_number(std::string_view key, NumberLimits limits) const;
  /// None for `word`, which stands where a number could: "unlimited".
  std::optional<std::int64_t> number_or(std::string_view word, std::string_view key, NumberLimits limits) const;
  /// `missing` if the key isn't there.
  std::optional<std::int64_t> optional_number_or(std::string_view word, std::string_view key, NumberLimits limits,
                                                 std::optional<std::int64_t> missing) const;
  /// "yes" or "true", "no" or "false".
  std::optional<bool> optional_flag(std::string_view key) const;
  /// A date such as 2026-03-31: its first moment in UTC.
  std::optional<std::chrono::sys_days> optional_date(std::string_view key) const;
  /// A list of at most `max_items` different numbers, as they stand there.
  std::optional<std::vector<std::int64_t>> optional_numbers(std::string_view key, NumberLimits limits,
                                                            std::size_t max_items) const;
  /// A list of different words among `known`, at least one.
  std::optional<std::vector<std::string>> optional_words(std::string_view key,
                                                         std::initializer_list<std::string_view> known) const;

  /// "<key> is '<its value>', <why>". The key must be there.
  [[noreturn]] void refuse(std::string_view key, std::string_view why) const;
  /// The line of `key`, or of the mapping if the key isn't there.
  YAML::Mark mark(std::string_view key) const;

  /// "<the mapping> <why>".
  [[noreturn]] void refuse(std::string_view why) const;

 private:
  std::optional<YamlEntry> find(std::string_view key) const;
  YamlEntry require(std::string_view key, const std::string& name) const;
  std::string name_of(std::string_view key) const;
  std::string scalar(const YamlEntry& entry) const;
  std::int64_t parse_number(const YamlEntry& entry, NumberLimits limits, std::string_view alternative) const;
  std::vector<YamlEntry> items_of(const YamlEntry& list, std::string_view example) const;
  [[noreturn]] void refuse(const YamlEntry& entry, std::string_view why) const;

  std::string_view file_;
  YamlEntry self_;
  std::vector<YamlEntry> entries_;
};

}  // namespace shop
