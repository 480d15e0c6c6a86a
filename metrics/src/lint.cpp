// The rules of `promtool check metrics` (prometheus.io/docs/practices/naming), told in its words.

#include <algorithm>
#include <array>
#include <cstddef>
#include <set>
#include <utility>

#include "metrics/testing.hpp"

namespace metrics::testing {

namespace {

struct Unit {
  std::string_view name, base;
};
constexpr std::array kUnits{
    Unit{"amperes", "amperes"}, Unit{"bytes", "bytes"},     Unit{"celsius", "celsius"}, Unit{"grams", "grams"},
    Unit{"joules", "joules"},   Unit{"kelvin", "kelvin"},   Unit{"meters", "meters"},   Unit{"metres", "metres"},
    Unit{"seconds", "seconds"}, Unit{"volts", "volts"},     Unit{"minutes", "seconds"}, Unit{"hours", "seconds"},
    Unit{"days", "seconds"},    Unit{"weeks", "seconds"},   Unit{"kelvins", "kelvin"},  Unit{"fahrenheit", "celsius"},
    Unit{"rankine", "celsius"}, Unit{"inches", "meters"},   Unit{"yards", "meters"},    Unit{"miles", "meters"},
    Unit{"bits", "bytes"},      Unit{"calories", "joules"}, Unit{"pounds", "grams"},    Unit{"ounces", "grams"},
};
constexpr std::array<std::string_view, 19> kUnitPrefixes{"",     "pico",  "nano", "micro", "milli", "centi", "deci",
                                                         "deca", "hecto", "kilo", "kibi",  "mega",  "mibi",  "giga",
                                                         "gibi", "tera",  "tebi", "peta",  "pebi"};
constexpr std::array<std::string_view, 14> kUnitAbbreviations{"s",  "ms", "us", "ns", "sec", "b", "kb",
                                                              "mb", "gb", "tb", "pb", "m",   "h", "d"};
constexpr std::array<std::string_view, 5> kTypeNames{"counter", "gauge", "summary", "histogram", "gauge_histogram"};

bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

bool is_camel_case(std::string_view name) {
  return std::ranges::adjacent_find(name, [](char a, char b) { return is_lower(a) && is_upper(b); }) != name.end();
}

std::string to_lower(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(),
                         [](char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; });
  return lower;
}

/// Whether `word` stands in `name` between underscores or at its end, though not at its begin.
bool has_word(std::string_view name, std::string_view word) {
  const std::string inner = '_' + std::string(word);
  return name.ends_with(inner) || name.find(inner + '_') != std::string_view::npos;
}

/// The base unit of a unit, with or without a prefix; nothing if `word` is none.
std::optional<std::string_view> base_unit_of(std::string_view word) {
  for (const Unit& unit : kUnits) {
    if (!word.ends_with(unit.name)) continue;
    const std::string_view prefix = word.substr(0, word.size() - unit.name.size());
    if (std::ranges::find(kUnitPrefixes, prefix) != kUnitPrefixes.end()) return unit.base;
  }
  return std::nullopt;
}

/// Collects what is wrong with one family.
class FamilyLint {
 public:
  explicit FamilyLint(const Description& family) : family_(family) {
    for (const Label& label : family.constant_labels) labels_.push_back(label.name);
    labels_.insert(labels_.end(), family.labels.begin(), family.labels.end());
    if (family.type == MetricType::state_set) labels_.push_back(family.name);
  }

  std::set<std::string> problems() && {
    check_help();
    check_units();
    check_suffixes();
    check_reserved_labels();
    check_spelling();
    return std::move(problems_);
  }

 private:
  void check_help() {
    if (family_.help.empty()) add("no help text");
  }

  void check_units() {
    for (std::size_t begin = 0; begin <= family_.name.size();) {
      const std::size_t end = std::min(family_.name.find('_', begin), family_.name.size());
      const std::string word = family_.name.substr(begin, end - begin);
      if (const auto base = base_unit_of(word); base && *base != word)
        add("use base unit \"" + std::string(*base) + "\" instead of \"" + word + '"');
      begin = end + 1;
    }
    const std::string name = to_lower(family_.name);
    if (std::ranges::any_of(kUnitAbbreviations, [&](std::string_view unit) { return has_word(name, unit); }))
      add("metric names should not contain abbreviated units");
  }

  void check_suffixes() {
    const std::string_view name = family_.name;
    const bool is_counter = family_.type == MetricType::counter;
    if (is_counter && !name.ends_with("_total")) add("counter metrics should have \"_total\" suffix");
    if (!is_counter && name.ends_with("_total")) add("non-counter metrics should not have \"_total\" suffix");
    if (!is_histogram() && name.ends_with("_bucket")) add("non-histogram metrics should not have \"_bucket\" suffix");
    if (is_histogram() || is_summary()) return;
    for (const std::string suffix : {"_count", "_sum"}) {
      if (name.ends_with(suffix))
        add("non-histogram and non-summary metrics should not have \"" + suffix + "\" suffix");
    }
  }

  void check_reserved_labels() {
    if (!is_histogram() && has_label("le")) add("non-histogram metrics should not have \"le\" label");
    if (!is_summary() && has_label("quantile")) add("non-summary metrics should not have \"quantile\" label");
  }

  void check_spelling() {
    const std::string name = to_lower(family_.name);
    for (const std::string_view type : kTypeNames) {
      if (has_word(name, type)) add("metric name should not include type '" + std::string(type) + '\'');
    }
    if (family_.name.find(':') != std::string::npos) add("metric names should not contain ':'");
    if (is_camel_case(family_.name)) add("metric names should be written in 'snake_case' not 'camelCase'");
    if (std::ranges::any_of(labels_, is_camel_case))
      add("label names should be written in 'snake_case' not 'camelCase'");
  }

  bool is_histogram() const { return family_.type == MetricType::histogram; }
  bool is_summary() const { return family_.type == MetricType::summary; }
  bool has_label(std::string_view label) const { return std::ranges::find(labels_, label) != labels_.end(); }
  void add(const std::string& problem) { problems_.insert(family_.name + ' ' + problem); }

  const Description& family_;
  std::vector<std::string_view> labels_;
  std::set<std::string> problems_;
};

}  // namespace

std::vector<std::string> lint(const Registry& registry) {
  std::vector<std::string> problems;
  for (const Description& family : registry.describe())
    for (const std::string& problem : FamilyLint(family).problems()) problems.push_back(problem);
  return problems;
}

}  // namespace metrics::testing
