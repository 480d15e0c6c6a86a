#pragma once
// A program's settings as a table: each row takes a variable's text over into a struct, or says what would be right.
//
//   const std::vector<values::Setting<Settings>> kSettings{
//       {"VIEWER_PORT", values::port_setter(&Settings::port), values::port_getter(&Settings::port)}};
//   values::Result<Settings> settings = values::read_settings(kSettings, variables);
//
// Pure functions.

#include <charconv>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "values/environment.hpp"
#include "values/quote.hpp"
#include "values/result.hpp"

namespace values {

template <class Settings>
struct Setting {
  /// Takes the text over; or says what would be right, as the end of a sentence ("a port number … is needed").
  using Setter = std::function<std::optional<std::string>(Settings&, const std::string&)>;
  /// The value as a person would write it, a secret masked.
  using Getter = std::function<std::string(const Settings&)>;

  std::string_view name;
  Setter set;
  Getter get;
  bool is_secret = false;
};

/// Reads what the table knows from `variables`; others are ignored. An empty value counts as not set. The error names
/// the setting, its value unless it is a secret, and what would be right.
template <class Settings>
Result<Settings> read_settings(const std::vector<Setting<Settings>>& table, const Variables& variables) {
  Settings settings;
  for (const Setting<Settings>& setting : table) {
    const auto variable = variables.find(setting.name);
    if (variable == variables.end() || variable->second.empty()) continue;
    if (const auto expected = setting.set(settings, variable->second)) {
      const std::string shown =
          setting.is_secret ? "not a valid value (it is not shown here)" : quote(variable->second);
      return Error{std::string(setting.name) + " is " + shown + ": " + *expected};
    }
  }
  return settings;
}

/// The names of the table, comma-separated.
template <class Settings>
std::string listed_names(const std::vector<Setting<Settings>>& table) {
  std::string names;
  for (const Setting<Settings>& setting : table) names += (names.empty() ? "" : ", ") + std::string(setting.name);
  return names;
}

/// The whole of `text` as a number, or nothing.
template <class Number>
std::optional<Number> parse_number(std::string_view text) {
  Number number{};
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

template <class Settings>
typename Setting<Settings>::Setter port_setter(std::uint16_t Settings::* member) {
  return [member](Settings& settings, const std::string& text) -> std::optional<std::string> {
    const auto port = parse_number<std::uint16_t>(text);
    if (!port || *port == 0) return "a port number from 1 to 65535 is needed";
    settings.*member = *port;
    return std::nullopt;
  };
}

template <class Settings>
typename Setting<Settings>::Getter port_getter(std::uint16_t Settings::* member) {
  return [member](const Settings& settings) { return std::to_string(settings.*member); };
}

template <class Settings>
typename Setting<Settings>::Setter text_setter(std::string Settings::* member) {
  return [member](Settings& settings, const std::string& text) -> std::optional<std::string> {
    settings.*member = text;
    return std::nullopt;
  };
}

template <class Settings>
typename Setting<Settings>::Getter text_getter(std::string Settings::* member) {
  return [member](const Settings& settings) { return settings.*member; };
}

}  // namespace values
