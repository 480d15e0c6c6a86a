#pragma once
// Which program this is.

#include <string_view>

#include "metrics/registry.hpp"

namespace app {

/// "0.1.0"
std::string_view version();

/// Registers coursebot_build_info{version,compiler}, which is always 1.
void add_build_info(metrics::Registry& registry);

}  // namespace app
