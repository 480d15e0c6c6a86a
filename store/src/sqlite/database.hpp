#pragma once
// One connection to an SQLite database. Used by one thread at a time.

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include <sqlite3.h>

namespace store::sqlite {

enum class Access { read_write, read_only };

class Database {
 public:
  /// Creates the file (not its folder), readable to its owner only, for read_write. Throws StoreError.
  Database(const std::filesystem::path& path, Access access, std::chrono::milliseconds busy_timeout);

  const std::string& path() const { return path_; }
  sqlite3* handle() const { return handle_.get(); }

  /// Runs one or several statements that return nothing of interest. `tried` says in errors what it is for.
  void execute(const char* sql, std::string_view tried);

  bool in_transaction() const { return sqlite3_get_autocommit(handle_.get()) == 0; }

  /// Undoes the open transaction, if there is one.
  void roll_back() noexcept;

  /// Throws what the extended result `code` of the last call means.
  [[noreturn]] void fail(int code, std::string_view tried) const;

 private:
  struct Close {
    void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
  };

  std::string path_;
  std::unique_ptr<sqlite3, Close> handle_;
};

}  // namespace store::sqlite
