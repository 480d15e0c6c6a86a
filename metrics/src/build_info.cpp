#include "metrics/build_info.hpp"

#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace metrics {

void add_build_info(Registry& registry, const BuildInfo& build, std::source_location where) {
  std::vector<std::string> labels;
  std::vector<std::string_view> values;
  const auto add = [&](const char* label, const std::string& value) {
    if (value.empty()) return;
    labels.emplace_back(label);
    values.emplace_back(value);
  };
  add("version", build.version);
  add("revision", build.revision);
  add("branch", build.branch);
  add("compiler", build.compiler);
  InfoFamily& family =
      registry.info({.name = build.name + "_build_info", .help = build.help, .labels = std::move(labels)}, where);
  try {
    family.with(std::span<const std::string_view>(values));
  } catch (...) {
    registry.remove(family.description().name);
    throw;
  }
}

}  // namespace metrics
