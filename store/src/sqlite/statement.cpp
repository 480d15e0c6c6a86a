#include "sqlite/statement.hpp"

#include <cassert>

namespace store::sqlite {

Rows::~Rows() {
  statement_->reset();
}

bool Rows::next() {
  return statement_->step();
}

std::int64_t Rows::integer(int column) const {
  return sqlite3_column_int64(statement_->handle_.get(), column);
}

std::string_view Rows::text(int column) const {
  sqlite3_stmt* row = statement_->handle_.get();
  const void* bytes = sqlite3_column_text(row, column);
  return {static_cast<const char*>(bytes), static_cast<std::size_t>(sqlite3_column_bytes(row, column))};
}

Blob Rows::blob(int column) const {
  sqlite3_stmt* row = statement_->handle_.get();
  const void* bytes = sqlite3_column_blob(row, column);
  return {{static_cast<const char*>(bytes), static_cast<std::size_t>(sqlite3_column_bytes(row, column))}};
}

bool Rows::is_null(int column) const {
  return sqlite3_column_type(statement_->handle_.get(), column) == SQLITE_NULL;
}

Statement::Statement(Database& database, std::string_view sql) : database_(&database) {
  sqlite3_stmt* handle = nullptr;
  const int code = sqlite3_prepare_v3(database.handle(), sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &handle, nullptr);
  handle_.reset(handle);
  if (code != SQLITE_OK) database.fail(code, std::string("prepare '").append(sql).append("'"));
}

void Statement::bind(int index, std::string_view text) {
  // A null pointer would be bound as NULL, which an empty text isn't.
  const char* bytes = text.data() == nullptr ? "" : text.data();
  check(sqlite3_bind_text64(handle_.get(), index, bytes, text.size(), SQLITE_STATIC, SQLITE_UTF8));
}

void Statement::bind(int index, Blob blob) {
  // As above.
  const char* bytes = blob.bytes.data() == nullptr ? "" : blob.bytes.data();
  check(sqlite3_bind_blob64(handle_.get(), index, bytes, blob.bytes.size(), SQLITE_STATIC));
}

bool Statement::step() {
  const int code = sqlite3_step(handle_.get());
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) fail(code);
  return false;
}

void Statement::expect_parameters(int count) const {
  // A statement that takes another number of parameters would silently run with NULL or with what was bound before.
  assert(sqlite3_bind_parameter_count(handle_.get()) == count);
  static_cast<void>(count);
}

void Statement::fail(int code) const {
  database_->fail(code, std::string("run '") + sqlite3_sql(handle_.get()) + "'");
}

}  // namespace store::sqlite
