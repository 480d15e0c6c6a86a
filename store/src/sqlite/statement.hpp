#pragma once
// A prepared statement, its parameters and its rows, in our own types.
//
//   Statement order(database, "SELECT price, paid FROM orders WHERE id = ?");
//   auto rows = order.query(id);
//   if (rows.next()) use(rows.get<values::Stars>(0), rows.get<bool>(1));
//
// Prepare once, run often. Text and blobs are bound without being copied: they must live as long as the call, and for
// `query` as long as the Rows.

#include <chrono>
#include <concepts>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include <sqlite3.h>

#include "sqlite/database.hpp"
#include "values/id.hpp"
#include "values/nanostars.hpp"
#include "values/stars.hpp"
#include "values/time.hpp"

namespace store::sqlite {

class Statement;

/// Bytes of any kind, for and from a column of type BLOB.
struct Blob {
  std::string_view bytes;
};

/// The result of a query. The statement can be run again once it is gone.
class Rows {
 public:
  explicit Rows(Statement& statement) : statement_(&statement) {}
  ~Rows();
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;

  /// Moves to the next row, the first included; false if there is none.
  bool next();

  /// The value in `column`, counted from 0. A string_view and a Blob are valid until `next`.
  template <class T>
  T get(int column) const;

 private:
  template <class T>
  struct Read;

  std::int64_t integer(int column) const;
  std::string_view text(int column) const;
  Blob blob(int column) const;
  bool is_null(int column) const;

  Statement* statement_;
};

class Statement {
 public:
  Statement(Database& database, std::string_view sql);

  /// Runs it to its end.
  template <class... Parameters>
  void run(const Parameters&... parameters);

  /// Runs it to its end and returns how many rows it inserted, changed or removed, its triggers' not included.
  template <class... Parameters>
  int run_and_count(const Parameters&... parameters);

  template <class... Parameters>
  [[nodiscard]] Rows query(const Parameters&... parameters);

 private:
  friend class Rows;

  struct Finalize {
    void operator()(sqlite3_stmt* handle) const { sqlite3_finalize(handle); }
  };

  template <class... Parameters>
  void bind_all(const Parameters&... parameters);

  template <std::integral T>
  void bind(int index, T value) {
    check(sqlite3_bind_int64(handle_.get(), index, static_cast<sqlite3_int64>(value)));
  }
  void bind(int index, std::string_view text);
  void bind(int index, Blob blob);
  void bind(int index, values::Timestamp at) { bind(index, at.time_since_epoch().count()); }
  void bind(int index, values::Stars stars) { bind(index, stars.amount()); }
  void bind(int index, values::Nanostars amount) { bind(index, amount.amount()); }
  template <class Tag, class Representation>
  void bind(int index, const values::Id<Tag, Representation>& id) {
    bind(index, id.value());
  }
  template <class T>
  void bind(int index, const std::optional<T>& value) {
    value ? bind(index, *value) : check(sqlite3_bind_null(handle_.get(), index));
  }

  bool step();
  void reset() noexcept { sqlite3_reset(handle_.get()); }
  void expect_parameters(int count) const;
  void check(int code) const {
    if (code != SQLITE_OK) fail(code);
  }
  [[noreturn]] void fail(int code) const;

  Database* database_;
  std::unique_ptr<sqlite3_stmt, Finalize> handle_;
};

template <class T>
struct Rows::Read {
  static T from(const Rows& rows, int column) {
    if constexpr (std::is_same_v<T, bool>) {
      return rows.integer(column) != 0;
    } else if constexpr (std::is_integral_v<T>) {
      return static_cast<T>(rows.integer(column));
    } else {
      return T(rows.text(column));
    }
  }
};

template <>
struct Rows::Read<values::Timestamp> {
  static values::Timestamp from(const Rows& rows, int column) {
    return values::Timestamp{std::chrono::milliseconds{rows.integer(column)}};
  }
};

template <>
struct Rows::Read<values::Stars> {
  static values::Stars from(const Rows& rows, int column) { return values::Stars{rows.integer(column)}; }
};

template <>
struct Rows::Read<values::Nanostars> {
  static values::Nanostars from(const Rows& rows, int column) { return values::Nanostars{rows.integer(column)}; }
};

template <>
struct Rows::Read<Blob> {
  static Blob from(const Rows& rows, int column) { return rows.blob(column); }
};

template <class Tag, class Representation>
struct Rows::Read<values::Id<Tag, Representation>> {
  static values::Id<Tag, Representation> from(const Rows& rows, int column) {
    return values::Id<Tag, Representation>{Read<Representation>::from(rows, column)};
  }
};

template <class T>
struct Rows::Read<std::optional<T>> {
  static std::optional<T> from(const Rows& rows, int column) {
    if (rows.is_null(column)) return std::nullopt;
    return Read<T>::from(rows, column);
  }
};

template <class T>
T Rows::get(int column) const {
  return Read<T>::from(*this, column);
}

template <class... Parameters>
void Statement::bind_all(const Parameters&... parameters) {
  expect_parameters(sizeof...(parameters));
  [[maybe_unused]] int index = 0;  // NOLINT(misc-const-correctness): changed unless the pack is empty
  (bind(++index, parameters), ...);
}

template <class... Parameters>
void Statement::run(const Parameters&... parameters) {
  Rows rows = query(parameters...);
  while (rows.next()) {
  }
}

template <class... Parameters>
int Statement::run_and_count(const Parameters&... parameters) {
  run(parameters...);
  return sqlite3_changes(database_->handle());
}

template <class... Parameters>
Rows Statement::query(const Parameters&... parameters) {
  bind_all(parameters...);
  return Rows(*this);
}

}  // namespace store::sqlite
