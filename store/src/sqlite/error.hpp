#pragma once
// What SQLite's result codes mean to whoever uses the store.

#include <string>
#include <string_view>

#include <sqlite3.h>

namespace store::sqlite {

/// Throws StoreError if the extended result `code` says that the database is out of order, std::logic_error if what was
/// asked of it is wrong (a constraint, a statement). `detail` is SQLite's own text, `tried` what was being done.
[[noreturn]] void throw_error(int code, std::string_view detail, const std::string& database, std::string_view tried);

}  // namespace store::sqlite
