#include "build_info.hpp"

#include <string>

#include "metrics/build_info.hpp"

namespace app {

std::string_view version() {
  return COURSEBOT_VERSION;
}

void add_build_info(metrics::Registry& registry) {
  metrics::add_build_info(registry,
                          {.name = "coursebot", .version = std::string(version()), .compiler = COURSEBOT_COMPILER});
}

}  // namespace app
