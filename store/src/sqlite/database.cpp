#include "sqlite/database.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sqlite/error.hpp"

namespace store::sqlite {
namespace {

/// SQLite would create it readable to everybody whom the umask lets, and its -wal and -shm files take its mode. Does
/// nothing to a file that exists: closing a second descriptor of an open database would drop SQLite's locks on it.
void create_for_owner_only(const std::filesystem::path& path) {
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (descriptor >= 0) ::close(descriptor);
}

}  // namespace

Database::Database(const std::filesystem::path& path, Access access, std::chrono::milliseconds busy_timeout)
    : path_(path.string()) {
  if (access == Access::read_write) create_for_owner_only(path);
  const int mode = access == Access::read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;

  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(path_.c_str(), &handle, mode | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
  handle_.reset(handle);
  if (code != SQLITE_OK) fail(code, "open it");
  sqlite3_busy_timeout(handle, static_cast<int>(busy_timeout.count()));
}

void Database::execute(const char* sql, std::string_view tried) {
  const int code = sqlite3_exec(handle_.get(), sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(code, tried);
}

void Database::roll_back() noexcept {
  // SQLite itself has rolled back after some errors; a failure to do so leaves nothing better to do than to go on.
  if (in_transaction()) sqlite3_exec(handle_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Database::fail(int code, std::string_view tried) const {
  // Without a connection there is no message but the code's own.
  const char* detail = handle_ ? sqlite3_errmsg(handle_.get()) : sqlite3_errstr(code);
  throw_error(code, detail, path_, tried);
}

}  // namespace store::sqlite
