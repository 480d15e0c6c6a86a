#pragma once
// One mapping of a catalogue file, read strictly: every key known, none twice, every value within its bounds.
// Everything throws CatalogueRefused with the line, the value, and what would be right.

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

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

class YamlMapping {
 public:
  /// `what` names the mapping in messages: "plan 'lite'". `keys` are all it may have. They refer to the caller's.
  YamlMapping(std::string_view file, const YAML::Node& node, std::string what,
              std::initializer_list<std::string_view> keys);

  /// The mapping at `key`, which messages call `what`.
  YamlMapping mapping(std::string_view key, std::string what, std::initializer_list<std::string_view> keys) const;
  std::string text(std::string_view key, TextLimits limits) const;
  std::int64_t number(std::string_view key, NumberLimits limits) const;
  std::optional<std::int64_t> optional_number(std::string_view key, NumberLimits limits) const;
  /// None for `word`, which stands where a number could: "unlimited".
  std::optional<std::int64_t> number_or(std::string_view word, std::string_view key, NumberLimits limits) const;

 private:
  /// A key and its value. Messages point at the key: an empty value has no line of its own.
  struct Entry {
    std::string name;
    YAML::Mark mark;
    YAML::Node value;
  };

  std::optional<Entry> find(std::string_view key) const;
  Entry require(std::string_view key, const std::string& name) const;
  std::string name_of(std::string_view key) const;
  std::string scalar(const Entry& entry) const;
  std::int64_t parse_number(const Entry& entry, NumberLimits limits, std::string_view alternative) const;

  std::string_view file_;
  YAML::Node node_;
  std::string what_;
};

}  // namespace shop
