#include "alert_translation.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "values/quote.hpp"
#include "values/utf8.hpp"

namespace app {
namespace {

using values::Error;

/// Long enough to be recognised.
constexpr std::size_t kShownOfName = 80;

std::string_view find(const monitoring::Labels& labels, const std::string& name) {
  const auto found = labels.find(name);
  return found == labels.end() ? std::string_view() : std::string_view(found->second);
}

std::string text_in(const monitoring::Labels& annotations, const std::string& name) {
  return values::truncate_code_points(find(annotations, name), kMaxAlertText);
}

/// Empty unless it is an http or https address.
std::string url_in(const monitoring::Labels& annotations, const std::string& name) {
  const std::string_view url = find(annotations, name);
  const bool is_web = url.starts_with("https://") || url.starts_with("http://");
  const bool is_one_word = std::ranges::all_of(url, [](char c) { return c > ' ' && c != '\x7F'; });
  return is_web && is_one_word && url.size() <= kMaxAlertUrl ? std::string(url) : std::string();
}

std::string expression_in(const monitoring::Alert& alert) {
  std::string expression = monitoring::expression_of(alert);
  const bool usable = expression.size() <= kMaxAlertExpression && values::is_valid_utf8(expression);
  return usable ? expression : std::string();
}

/// Why an alert with these labels can't be kept, if it can't.
std::optional<std::string> refuse(const monitoring::Labels& labels) {
  if (labels.size() > kMaxAlertLabels) {
    return "it has " + std::to_string(labels.size()) + " labels, and " + std::to_string(kMaxAlertLabels) +
           " are allowed";
  }
  for (const auto& [name, value] : labels) {
    if (name.empty() || name.size() > kMaxAlertLabelName) return "a label's name is empty or too long";
    if (value.size() > kMaxAlertLabelValue) {
      return "the label " + values::quote(name) + " has " + std::to_string(value.size()) + " bytes, and " +
             std::to_string(kMaxAlertLabelValue) + " are allowed";
    }
  }
  return std::nullopt;
}

}  // namespace

values::Result<shop::Alert> translated(const monitoring::Alert& alert) {
  if (const auto reason = refuse(alert.labels)) {
    const std::string name = values::truncate_code_points(find(alert.labels, "alertname"), kShownOfName);
    return Error{"alert " + values::quote(name) + " is left out: " + *reason};
  }
  shop::Alert result{.fingerprint = alert.fingerprint,
                     .began_at = alert.starts_at,
                     .labels = {alert.labels.begin(), alert.labels.end()},
                     .texts = {.summary = text_in(alert.annotations, "summary"),
                               .summary_in_russian = text_in(alert.annotations, "summary_ru"),
                               .description = text_in(alert.annotations, "description"),
                               .description_in_russian = text_in(alert.annotations, "description_ru"),
                               .value = text_in(alert.annotations, "value"),
                               .runbook = text_in(alert.annotations, "runbook"),
                               .runbook_url = url_in(alert.annotations, "runbook_url"),
                               .expression = expression_in(alert)}};
  // Prometheus may have seen the end before the beginning that it told of.
  if (alert.ended_at) result.over_at = std::max(*alert.ended_at, alert.starts_at);
  return result;
}

std::vector<monitoring::Matcher> matchers_of(const shop::AlertLabels& labels) {
  std::vector<monitoring::Matcher> matchers;
  for (const auto& [name, value] : labels) matchers.push_back({.name = name, .value = value});
  return matchers;
}

}  // namespace app
