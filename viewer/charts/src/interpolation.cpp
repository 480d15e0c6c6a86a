#include "interpolation.hpp"

#include <algorithm>
#include <cctype>
#include <optional>

namespace charts {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kScrapeInterval{15'000};

bool is_name_letter(char letter) {
  return std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '_';
}

std::string in_seconds(milliseconds duration) {
  return std::to_string(std::max<std::int64_t>(1, duration.count() / 1000)) + "s";
}

std::optional<std::string> value_of(const std::string& name, const Interpolation& values) {
  if (const auto found = values.variables.find(name); found != values.variables.end()) return found->second;
  if (name == "__interval" || name == "__bar") return in_seconds(values.step);
  if (name == "__interval_ms") return std::to_string(values.step.count());
  // Grafana's rule: four scrapes, so that a rate always finds two.
  if (name == "__rate_interval") return in_seconds(std::max(values.step + kScrapeInterval, 4 * kScrapeInterval));
  if (name == "__range") return in_seconds(values.range);
  if (name == "__range_s") return std::to_string(values.range.count() / 1000);
  if (name == "__range_ms") return std::to_string(values.range.count());
  return std::nullopt;
}

struct Reference {
  std::string name;
  std::size_t size = 0;  ///< Of the text that is the reference; 0: there is none.
};

Reference enclosed(std::string_view text, std::string_view open, std::string_view close) {
  if (!text.starts_with(open)) return {};
  const std::size_t end = text.find(close);
  if (end == std::string_view::npos) return {};
  std::string_view name = text.substr(open.size(), end - open.size());
  name = name.substr(0, name.find(':'));
  return {.name = std::string(name), .size = end + close.size()};
}

Reference reference_at(std::string_view text) {
  if (Reference found = enclosed(text, "${", "}"); found.size > 0) return found;
  if (Reference found = enclosed(text, "[[", "]]"); found.size > 0) return found;
  if (!text.starts_with('$')) return {};
  std::size_t end = 1;
  while (end < text.size() && is_name_letter(text[end])) ++end;
  return {.name = std::string(text.substr(1, end - 1)), .size = end > 1 ? end : 0};
}

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

}  // namespace

std::string interpolate(std::string_view text, const Interpolation& values) {
  std::string result;
  while (!text.empty()) {
    const Reference reference = reference_at(text);
    const std::optional<std::string> value =
        reference.size > 0 ? value_of(reference.name, values) : std::optional<std::string>();
    const std::size_t taken = value ? reference.size : 1;
    result += value ? *value : std::string(text.substr(0, 1));
    text.remove_prefix(taken);
  }
  return result;
}

std::string fill_legend(std::string_view legend, const monitoring::Labels& labels) {
  std::string result;
  while (!legend.empty()) {
    const std::size_t open = legend.find("{{");
    const std::size_t close = legend.find("}}", open);
    if (open == std::string_view::npos || close == std::string_view::npos) break;
    result += legend.substr(0, open);
    const auto label = labels.find(std::string(trimmed(legend.substr(open + 2, close - open - 2))));
    if (label != labels.end()) result += label->second;
    legend.remove_prefix(close + 2);
  }
  result += legend;
  return result;
}

}  // namespace charts
