#include "sqlite/migration.hpp"

#include <cstdint>
#include <stdexcept>
#include <string>

#include "sqlite/statement.hpp"
#include "store/store.hpp"

namespace store::sqlite {
namespace {

// "CBot": tells our databases from any other program's (sqlite.org/pragma.html#pragma_application_id).
constexpr std::int64_t kApplicationId = 0x43426F74;

std::int64_t number_from(Database& database, const char* sql) {
  Statement statement(database, sql);
  Rows rows = statement.query();
  return rows.next() ? rows.get<std::int64_t>(0) : 0;
}

bool is_empty(Database& database) {
  return number_from(database, "SELECT count(*) FROM sqlite_schema") == 0;
}

[[noreturn]] void refuse(const Database& database, const std::string& why) {
  throw StoreError("database " + database.path() + ": " + why);
}

/// How many migrations the database has seen.
std::size_t version_of(Database& database, std::span<const Migration> migrations) {
  if (!is_empty(database) && number_from(database, "PRAGMA application_id") != kApplicationId) {
    refuse(database, "belongs to another program: name a CourseBot database, or a file that doesn't exist yet");
  }
  const std::int64_t version = number_from(database, "PRAGMA user_version");
  if (version < 0 || static_cast<std::size_t>(version) > migrations.size()) {
    refuse(database, "was made by a newer CourseBot (schema " + std::to_string(version) + ", this one knows " +
                         std::to_string(migrations.size()) + "): install that version or a later one");
  }
  return static_cast<std::size_t>(version);
}

/// Foreign keys can't be turned off within a transaction. Ends with the scope.
class ForeignKeysOff {
 public:
  explicit ForeignKeysOff(Database& database)
      : database_(database), were_on_(number_from(database, "PRAGMA foreign_keys") != 0) {
    database_.execute("PRAGMA foreign_keys = OFF", "turn its foreign keys off");
  }
  ~ForeignKeysOff() {
    if (were_on_) sqlite3_exec(database_.handle(), "PRAGMA foreign_keys = ON", nullptr, nullptr, nullptr);
  }
  ForeignKeysOff(const ForeignKeysOff&) = delete;
  ForeignKeysOff& operator=(const ForeignKeysOff&) = delete;

 private:
  Database& database_;
  bool were_on_;
};

/// Rows that refer to one that is not there.
std::int64_t dangling_references(Database& database) {
  return number_from(database, "SELECT count(*) FROM pragma_foreign_key_check");
}

void apply(Database& database, const Migration& migration, std::size_t number) {
  const std::string tried = std::string("apply migration ") + migration.name;
  database.execute("BEGIN IMMEDIATE", tried);
  try {
    // What somebody broke before, by hand, is no reason to refuse it for ever.
    const std::int64_t dangling_before = dangling_references(database);
    database.execute(migration.sql, tried);
    if (dangling_references(database) > dangling_before) {
      throw std::logic_error(std::string("migration ") + migration.name + " loses rows that others refer to");
    }
    database.execute(("PRAGMA application_id = " + std::to_string(kApplicationId) +
                      "; PRAGMA user_version = " + std::to_string(number) + "; COMMIT")
                         .c_str(),
                     tried);
  } catch (...) {
    database.roll_back();
    throw;
  }
}

}  // namespace

void migrate(Database& database, std::span<const Migration> migrations) {
  const ForeignKeysOff off(database);
  for (std::size_t seen = version_of(database, migrations); seen < migrations.size(); ++seen) {
    apply(database, migrations[seen], seen + 1);
  }
}

void require_current_schema(Database& database, std::span<const Migration> migrations) {
  const std::size_t seen = version_of(database, migrations);
  if (seen == migrations.size()) return;
  refuse(database, "was made by an older CourseBot (schema " + std::to_string(seen) + ", this one knows " +
                       std::to_string(migrations.size()) + "): start the bot once, which brings it up to date");
}

}  // namespace store::sqlite
