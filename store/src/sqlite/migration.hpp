#pragma once
// The schema's history: migrations/NNN_name.sql, in order. How many of them a database has seen is its `user_version`.

#include <span>

#include "sqlite/database.hpp"

namespace store::sqlite {

struct Migration {
  const char* name;
  const char* sql;
};

/// Those of the migrations folder; number N is at index N - 1.
std::span<const Migration> embedded_migrations();

/// Applies what is missing, each in a transaction of its own. A migration may make a table anew that others refer to
/// (sqlite.org/lang_altertable.html, "Making Other Kinds Of Table Schema Changes"): foreign keys are off meanwhile, and
/// checked before it is committed. Throws StoreError for a database that a newer version made and for one that isn't
/// ours.
void migrate(Database& database, std::span<const Migration> migrations);

/// Throws StoreError unless `database` has seen exactly `migrations`.
void require_current_schema(Database& database, std::span<const Migration> migrations);

}  // namespace store::sqlite
