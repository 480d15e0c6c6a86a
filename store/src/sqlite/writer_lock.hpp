#pragma once
// Lets one bot write to a database: two would each count, send and confirm on their own.

#include <filesystem>

namespace store::sqlite {

/// Held from construction to destruction, and ended by the kernel if the process dies. A file beside the database
/// carries it ("coursebot.db.lock"), which stays: readers don't care for it, and SQLite's own locks are left alone.
class WriterLock {
 public:
  /// Throws StoreError if somebody holds it, or if its file can't be written.
  explicit WriterLock(const std::filesystem::path& database);
  ~WriterLock();
  WriterLock(const WriterLock&) = delete;
  WriterLock& operator=(const WriterLock&) = delete;

 private:
  int descriptor_;
};

}  // namespace store::sqlite
