#pragma once
// What the rows of a database say against each other.

#include <string>
#include <vector>

#include "sqlite/database.hpp"

namespace store::sqlite {

/// One line each; the first hundred of a kind.
std::vector<std::string> find_contradictions(Database& database);

}  // namespace store::sqlite
