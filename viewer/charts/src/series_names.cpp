#include "series_names.hpp"

#include <algorithm>
#include <set>

namespace charts {
namespace {

std::set<std::string> telling_labels(const std::vector<monitoring::Labels>& series) {
  std::set<std::string> all;
  for (const monitoring::Labels& labels : series) {
    for (const auto& label : labels) all.insert(label.first);
  }
  const auto is_common = [&](const std::string& name) {
    const auto value_in = [&](const monitoring::Labels& labels) {
      const auto found = labels.find(name);
      return found == labels.end() ? std::string() : found->second;
    };
    return std::all_of(series.begin(), series.end(),
                       [&](const monitoring::Labels& labels) { return value_in(labels) == value_in(series[0]); });
  };
  std::erase_if(all, is_common);
  return all;
}

std::string name_of(const monitoring::Labels& labels, const std::set<std::string>& telling) {
  std::string name;
  for (const std::string& each : telling) {
    const auto found = labels.find(each);
    if (found == labels.end()) continue;
    if (!name.empty()) name += ", ";
    name += found->second;
  }
  return name;
}

}  // namespace

std::vector<std::string> names_of(const std::vector<monitoring::Labels>& series, const std::string& otherwise) {
  const std::set<std::string> telling = telling_labels(series);
  std::vector<std::string> names;
  for (const monitoring::Labels& labels : series) {
    std::string name = name_of(labels, telling);
    names.push_back(name.empty() ? otherwise : std::move(name));
  }
  return names;
}

}  // namespace charts
