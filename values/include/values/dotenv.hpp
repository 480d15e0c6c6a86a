#pragma once
// Reads `.env` files: NAME=value lines, # comments, quotes. Nothing in them is executed or expanded.
//
// Pure functions.

#include <string>
#include <string_view>
#include <vector>

#include "values/result.hpp"

namespace values {

struct DotenvEntry {
  std::string name;
  std::string value;
  int line = 0;
};

/// The syntax that Docker Compose reads too: an optional "export ", single quotes (literal), double quotes (with \n,
/// \",
/// \\), and unquoted values that end at " #". Errors name `file` and the line, never the value: it may be a secret.
values::Result<std::vector<DotenvEntry>> parse_dotenv(std::string_view text, std::string_view file);

}  // namespace values
