#include "sqlite/error.hpp"

#include <stdexcept>

#include "store/store.hpp"

namespace store::sqlite {
namespace {

/// What to do about a database that is out of order; nothing if `primary` is no such condition
/// (sqlite.org/rescode.html).
std::string_view advice_for(int primary) {
  switch (primary) {
    case SQLITE_FULL:
      return "free some space on its disk";
    case SQLITE_IOERR:
      return "check its disk (dmesg), and that space is left";
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
      return "another program holds it locked: end that program";
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return "make the file and its folder writable for this user";
    case SQLITE_CANTOPEN:
      return "check that the path is right and that this user may read and write there";
    case SQLITE_CORRUPT:
      return "restore it from a backup";
    case SQLITE_NOTADB:
      return "name a CourseBot database, or a file that doesn't exist yet";
    case SQLITE_NOLFS:
      return "the file system can't hold files of this size: move it to another";
    case SQLITE_NOMEM:
      return "give the process more memory";
    default:
      return "";
  }
}

}  // namespace

void throw_error(int code, std::string_view detail, const std::string& database, std::string_view tried) {
  const std::string_view advice = advice_for(code & 0xFF);
  std::string message = "database " + database + ": can't ";
  message.append(tried).append(": ").append(detail).append(" (SQLite error ").append(std::to_string(code)).append(")");
  if (advice.empty()) throw std::logic_error(message);
  throw StoreError(message.append(": ").append(advice));
}

}  // namespace store::sqlite
