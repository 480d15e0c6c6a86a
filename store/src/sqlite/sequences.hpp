#pragma once
// The numbers that rows get. Counted in memory: never given twice while a store is open, not even after a rollback, and
// a row that was removed does not lend its number to another that somebody may confuse with it.

#include <cstdint>

#include "sqlite/statement.hpp"

namespace store::sqlite {

class Sequence {
 public:
  /// Goes on after the largest id in `table`.
  Sequence(Database& database, const char* table)
      : last_(last_in(Statement(database, std::string("SELECT max(id) FROM ") + table))) {}

  std::int64_t next() { return ++last_; }

 private:
  static std::int64_t last_in(Statement statement) {
    Rows rows = statement.query();
    return rows.next() ? rows.get<std::int64_t>(0) : 0;
  }

  std::int64_t last_;
};

struct Sequences {
  explicit Sequences(Database& database)
      : orders(database, "orders"),
        outbox(database, "outbox"),
        timers(database, "timers"),
        broadcasts(database, "broadcasts"),
        alerts(database, "alerts") {}

  Sequence orders;
  Sequence outbox;
  Sequence timers;
  Sequence broadcasts;
  Sequence alerts;
};

}  // namespace store::sqlite
