#pragma once
// How the viewer logs in to Prometheus, if Prometheus (or a proxy in front of it) wants that.

#include <string>

#include "values/secret.hpp"

namespace viewer {

/// The Authorization header's value made of a file that holds "user:password"; empty if `file` is. Throws
/// std::runtime_error, which names the file and nothing of its content.
values::Secret read_prometheus_login(const std::string& file);

}  // namespace viewer
