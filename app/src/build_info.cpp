#include "build_info.hpp"

namespace app {

std::string_view version() {
  return COURSEBOT_VERSION;
}

void add_build_info(metrics::Registry& registry) {
  registry
      .gauge({.name = "coursebot_build_info",
              .help = "Always 1; its labels say which program this is.",
              .labels = {"version", "compiler"}})
      .with(version(), COURSEBOT_COMPILER)
      .set(1);
}

}  // namespace app
