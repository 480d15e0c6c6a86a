#include "file_replacement.hpp"

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace app {
namespace {

void check(bool success) {
  if (!success) throw std::system_error(errno, std::system_category());
}

std::string beside(const std::string& path) {
  const std::filesystem::path file(path);
  return (file.parent_path() / ("." + file.filename().string() + ".XXXXXX")).string();
}

/// A new file beside `path`, which takes its place once it is complete, and is removed otherwise.
class Replacement {
 public:
  explicit Replacement(const std::string& path)
      : path_(path), name_(beside(path)), descriptor_(::mkostemp(name_.data(), O_CLOEXEC)) {
    check(descriptor_ >= 0);
  }
  ~Replacement() {
    if (descriptor_ < 0) return;
    ::close(descriptor_);
    if (!complete_) ::unlink(name_.c_str());
  }
  Replacement(const Replacement&) = delete;
  Replacement& operator=(const Replacement&) = delete;

  void write(std::string_view content, mode_t mode) {
    check(::fchmod(descriptor_, mode) == 0);
    while (!content.empty()) {
      const ssize_t written = ::write(descriptor_, content.data(), content.size());
      check(written >= 0 || errno == EINTR);
      if (written > 0) content.remove_prefix(static_cast<std::size_t>(written));
    }
    check(::fsync(descriptor_) == 0);
    check(::rename(name_.c_str(), path_.c_str()) == 0);
    complete_ = true;
  }

 private:
  std::string path_;
  std::string name_;
  int descriptor_;
  bool complete_ = false;
};

}  // namespace

void replace_file(const std::string& path, std::string_view content, mode_t mode) {
  Replacement(path).write(content, mode);
}

void sync_folder(const std::string& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  check(descriptor >= 0);
  const bool synced = ::fsync(descriptor) == 0;
  const int error = errno;
  ::close(descriptor);
  errno = error;
  check(synced);
}

}  // namespace app
