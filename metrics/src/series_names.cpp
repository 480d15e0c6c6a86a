#include "series_names.hpp"

#include <cstddef>
#include <string_view>

#include "metrics/error.hpp"
#include "name_escaping.hpp"
#include "quote.hpp"
#include "validation.hpp"

namespace metrics {

namespace {

std::string without_suffix(const std::string& name, std::string_view suffix) {
  return name.substr(0, name.size() - suffix.size());
}

/// Of a family whose name is exposed as `name`.
std::vector<std::string> text_names(MetricType type, const std::string& name) {
  if (type == MetricType::histogram) return {name, name + "_bucket", name + "_sum", name + "_count"};
  if (type == MetricType::summary) return {name, name + "_sum", name + "_count"};
  return {name};
}

/// What OpenMetrics takes in addition.
std::vector<std::string> openmetrics_names(MetricType type, const std::string& name) {
  if (type == MetricType::histogram || type == MetricType::summary) return {name + "_created"};
  if (type == MetricType::info) return {without_suffix(name, "_info")};
  if (type != MetricType::counter) return {};
  const std::string family = without_suffix(name, "_total");
  return {family, family + "_created"};
}

std::string way_out(const Description& newcomer, const Description& present) {
  for (const Description* family : {&present, &newcomer}) {
    if (family->type == MetricType::counter && family->openmetrics_type == OpenMetricsType::same) {
      return "rename one of them, or register counter " + quote(family->name) +
             " with .openmetrics_type = metrics::OpenMetricsType::unknown";
    }
  }
  return "rename one of them";
}

}  // namespace

SeriesNames::SeriesNames() {
  // In the order of how plainly an error says what is wrong.
  for (const EscapingScheme& scheme : kEscapingSchemes) {
    for (const bool is_openmetrics : {false, true})
      views_.push_back({.scheme = scheme, .is_openmetrics = is_openmetrics});
  }
}

void SeriesNames::claim(std::span<const Description> families, const std::source_location& where) {
  std::size_t claimed = 0;
  try {
    for (; claimed < families.size(); ++claimed) claim(families[claimed], where);
  } catch (...) {
    for (const Description& family : families.first(claimed)) release(family);
    throw;
  }
}

void SeriesNames::claim(const Description& family, const std::source_location& where) {
  const auto newcomer = std::make_shared<const Owner>(Owner{.title = title_of(family, where), .family = family});
  std::size_t claimed = 0;
  try {
    for (; claimed < views_.size(); ++claimed) views_[claimed].claim(newcomer);
  } catch (...) {
    for (View& view : std::span(views_).first(claimed)) view.release(family);
    throw;
  }
}

void SeriesNames::release(const Description& family) {
  for (View& view : views_) view.release(family);
}

std::vector<std::string> SeriesNames::View::names_of(const Description& family) const {
  const std::string name = escape_name(family.name, scheme.escaping);
  std::vector<std::string> names = text_names(family.type, name);
  if (!is_openmetrics || family.openmetrics_type == OpenMetricsType::unknown) return names;
  for (std::string& more : openmetrics_names(family.type, name)) names.push_back(std::move(more));
  return names;
}

void SeriesNames::View::claim(const std::shared_ptr<const Owner>& newcomer) {
  const std::vector<std::string> names = names_of(newcomer->family);
  for (const std::string& name : names) {
    const auto present = owners.find(name);
    if (present != owners.end()) throw DuplicateSeries(clash(*newcomer, *present->second, name));
  }
  for (const std::string& name : names) owners.emplace(name, newcomer);
}

void SeriesNames::View::release(const Description& family) {
  for (const std::string& name : names_of(family)) owners.erase(name);
}

std::string SeriesNames::View::clash(const Owner& newcomer, const Owner& present, const std::string& name) const {
  const bool is_as_registered = scheme.escaping == Escaping::allow_utf8;
  if (is_as_registered && !is_openmetrics) {
    const bool is_obvious = name == newcomer.family.name && name == present.family.name;
    return newcomer.title + " would expose the series " + (is_obvious ? "" : quote(name) + ' ') + "that " +
           present.title + " already exposes";
  }
  return newcomer.title + " would expose the name " + quote(name) + (is_openmetrics ? " in OpenMetrics" : "") +
         (is_as_registered ? "" : " with escaping " + quote(scheme.name)) + " that " + present.title +
         " already exposes there: " +
         (is_openmetrics ? way_out(newcomer.family, present.family) : "rename one of them");
}

}  // namespace metrics
