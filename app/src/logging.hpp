#pragma once
// The log, on standard error: a line of text or a JSON object each. Secrets are removed from every line, whoever wrote
// it.
//
// `start_logging` is called once, before other threads log.

#include <vector>

#include "settings.hpp"
#include "values/secret.hpp"

namespace app {

void start_logging(const Settings& settings, std::vector<values::Secret> secrets);

}  // namespace app
