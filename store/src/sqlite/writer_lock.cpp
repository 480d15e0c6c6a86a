#include "sqlite/writer_lock.hpp"

#include <cerrno>
#include <string>
#include <system_error>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/store.hpp"

namespace store::sqlite {

WriterLock::WriterLock(const std::filesystem::path& database) {
  const std::string file = database.string() + ".lock";
  descriptor_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (descriptor_ < 0) {
    throw StoreError("database " + database.string() + ": can't create " + file + ": " +
                     std::generic_category().message(errno) + ": make its folder writable for this user");
  }
  if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
    const int error = errno;
    ::close(descriptor_);
    throw StoreError("database " + database.string() + ": " +
                     (error == EWOULDBLOCK ? "another CourseBot is running on it: stop that one, or set DATABASE_URL "
                                             "to a database of its own"
                                           : "can't lock " + file + ": " + std::generic_category().message(error)));
  }
}

WriterLock::~WriterLock() {
  ::close(descriptor_);
}

}  // namespace store::sqlite
