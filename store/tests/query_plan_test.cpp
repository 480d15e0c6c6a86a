// Every statement of the store finds its rows in an index, so that none of them becomes slow with the years.

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>

#include "sqlite/store.hpp"
#include "temporary_database.hpp"

namespace store {
namespace {

// Read as a whole, for what they hold is little at any time.
constexpr std::string_view kShortScans[] = {
    // The ledger's one row, or none.
    "SCAN ledger",
    "SCAN CONSTANT ROW",
    // Checkouts that were approved within the deadline and are not paid yet, and what was found with them.
    "SCAN checkouts USING COVERING INDEX open_checkouts",
    "SCAN waiting",
    "SCAN left_out",
    // What is about to be sent, and the parts of one update; only when somebody asks to be forgotten.
    "SCAN outbox",
    "SCAN json_tree VIRTUAL TABLE",
    // Who is in a segment, counted one by one when an owner writes to them.
    "SCAN (subquery-",
};

// What one person has, a few rows; and whoever acted last, once in a while, for an owner: an index of that would be
// written with every action of every user.
constexpr std::string_view kSmallSorts[] = {
    "FROM enrolments WHERE bot = ? AND user = ? ORDER BY",
    "FROM lessons_read WHERE bot = ? AND user = ? AND course = ? ORDER BY",
    "FROM quiz_answers WHERE bot = ? AND user = ? AND course = ? ORDER BY",
    "FROM users WHERE bot = ? ORDER BY last_action_at",
};

class QueryPlan : public StoreTest {
 protected:
  static std::vector<std::string> statements_of(sqlite3* connection) {
    std::vector<std::string> statements;
    for (sqlite3_stmt* each = sqlite3_next_stmt(connection, nullptr); each != nullptr;
         each = sqlite3_next_stmt(connection, each)) {
      statements.emplace_back(sqlite3_sql(each));
    }
    return statements;
  }

  static std::vector<std::string> plan_of(sqlite3* connection, const std::string& sql) {
    std::vector<std::string> steps;
    const auto keep = [](void* to, int, char** columns, char**) {
      static_cast<std::vector<std::string>*>(to)->emplace_back(columns[3]);
      return 0;
    };
    EXPECT_EQ(sqlite3_exec(connection, ("EXPLAIN QUERY PLAN " + sql).c_str(), keep, &steps, nullptr), SQLITE_OK) << sql;
    return steps;
  }

  static bool may_sort(const std::string& sql) {
    return std::any_of(std::begin(kSmallSorts), std::end(kSmallSorts),
                       [&](std::string_view part) { return sql.find(part) != std::string::npos; });
  }

  static bool is_short_scan(const std::string& step) {
    return std::any_of(std::begin(kShortScans), std::end(kShortScans),
                       [&](std::string_view scan) { return step.starts_with(scan); });
  }
};

TEST_F(QueryPlan, OfEveryStatementUsesAnIndexAndSortsNothing) {
  const auto store = open();
  sqlite3* connection = dynamic_cast<sqlite::SqliteStore&>(*store).database().handle();
  // A foreign key looks for what refers to a new row only while a violation is pending, which none ever is here.
  sqlite3_exec(connection, "PRAGMA foreign_keys = OFF", nullptr, nullptr, nullptr);
  const std::vector<std::string> statements = statements_of(connection);
  EXPECT_GT(statements.size(), 40U);
  for (const std::string& sql : statements) {
    for (const std::string& step : plan_of(connection, sql)) {
      EXPECT_FALSE(step.find("SCAN") != std::string::npos && !is_short_scan(step)) << step << "\nof " << sql;
      EXPECT_TRUE(step.find("B-TREE") == std::string::npos || may_sort(sql)) << step << "\nof " << sql;
    }
  }
}

}  // namespace
}  // namespace store
