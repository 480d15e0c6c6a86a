#pragma once
// What the process's environment and a `.env` file say, together.
//
//   values::Result<values::Variables> variables =
//       values::load_variables(env_file, {.accepts = is_setting, .listed = "BOT_TOKEN, PROMETHEUS_PORT"});
//
// Reads the environment: called before other threads start.

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "values/result.hpp"

namespace values {

using Variables = std::map<std::string, std::string, std::less<>>;

/// Which names a `.env` file may hold.
struct AcceptedNames {
  std::function<bool(std::string_view name)> accepts;
  std::string listed;  ///< For the error about any other: those that a person would look for.
};

/// Reads `env_file`, which must exist when it was named, and may be missing as the default `.env`; at most 1 MB.
/// Refuses names in it that are not accepted, and lets the process's environment override it, whatever names stand
/// there.
Result<Variables> load_variables(const std::optional<std::string>& env_file, const AcceptedNames& names);

}  // namespace values
