#include "series_names.hpp"

#include <cstddef>
#include <string_view>

#include "metrics/error.hpp"
#include "validation.hpp"

namespace metrics {

namespace {

std::string place(const std::source_location& where) {
  std::string_view file = where.file_name();
  file.remove_prefix(file.find_last_of('/') + 1);
  return std::string(file) + ':' + std::to_string(where.line());
}

}  // namespace

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
  const Owner newcomer = owner_of(family, where);
  for (const std::string& name : scrape_names(family)) {
    const auto present = scrape_.find(name);
    if (present == scrape_.end()) continue;
    const bool is_obvious = name == family.name && name == present->second.name;
    throw DuplicateSeries(newcomer.title + " would expose the series " + (is_obvious ? "" : "'" + name + "' ") +
                          "that " + present->second.title + " already exposes");
  }
  for (const std::string& name : openmetrics_names(family)) {
    const auto present = openmetrics_.find(name);
    if (present == openmetrics_.end()) continue;
    throw DuplicateSeries(newcomer.title + " would expose the name '" + name + "' in OpenMetrics that " +
                          present->second.title + " already exposes there: " + way_out(newcomer, present->second));
  }
  for (const std::string& name : scrape_names(family)) scrape_.emplace(name, newcomer);
  for (const std::string& name : openmetrics_names(family)) openmetrics_.emplace(name, newcomer);
}

void SeriesNames::release(const Description& family) {
  for (const std::string& name : scrape_names(family)) scrape_.erase(name);
  for (const std::string& name : openmetrics_names(family)) openmetrics_.erase(name);
}

SeriesNames::Owner SeriesNames::owner_of(const Description& family, const std::source_location& where) {
  return {.title = title_of(family) + " (" + place(where) + ')',
          .name = family.name,
          .type = family.type,
          .openmetrics_type = family.openmetrics_type};
}

std::vector<std::string> SeriesNames::scrape_names(const Description& family) {
  const std::string& name = family.name;
  if (family.type == MetricType::histogram) return {name, name + "_bucket", name + "_sum", name + "_count"};
  return {name};
}

std::vector<std::string> SeriesNames::openmetrics_names(const Description& family) {
  std::vector<std::string> names = scrape_names(family);
  if (family.openmetrics_type == OpenMetricsType::unknown) return names;
  if (family.type == MetricType::counter) {
    const std::string name = family.name.substr(0, family.name.size() - std::string_view("_total").size());
    names.push_back(name);
    names.push_back(name + "_created");
  }
  if (family.type == MetricType::histogram) names.push_back(family.name + "_created");
  return names;
}

std::string SeriesNames::way_out(const Owner& newcomer, const Owner& present) {
  for (const Owner& owner : {present, newcomer}) {
    if (owner.type == MetricType::counter && owner.openmetrics_type == OpenMetricsType::same) {
      return "rename one of them, or register counter '" + owner.name +
             "' with .openmetrics_type = metrics::OpenMetricsType::unknown";
    }
  }
  return "rename one of them";
}

}  // namespace metrics
