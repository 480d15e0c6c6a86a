#include "private_file.hpp"

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "quote.hpp"
#include "startup.hpp"

namespace app {
namespace {

/// A new file beside `path`, which takes its place once it is complete, and is removed otherwise.
class Replacement {
 public:
  explicit Replacement(const std::string& path)
      : path_(path), name_(path + ".XXXXXX"), descriptor_(::mkostemp(name_.data(), O_CLOEXEC)) {
    check(descriptor_ >= 0);
  }
  ~Replacement() {
    if (descriptor_ >= 0) ::close(descriptor_);
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
  void check(bool success) const {
    if (success) return;
    const std::string reason = std::system_category().message(errno);
    throw StartError("the file " + quote(path_) + " can't be written: " + reason);
  }

  std::string path_;
  std::string name_;
  int descriptor_;
  bool complete_ = false;
};

}  // namespace

void write_private_file(const std::string& path, std::string_view content, Readers readers) {
  Replacement(path).write(content, readers == Readers::group ? 0640 : 0600);
}

}  // namespace app
