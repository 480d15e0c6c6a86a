#pragma once
// Files that a bot has sent, kept so that a test can look into them. Bounded: the newest kKept, of together at most
// kKeptBytes. Not thread-safe.

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>

#include "identifiers.hpp"

namespace simulator {

/// A file in a request.
struct Upload {
  std::string file_name;  ///< Without folders.
  std::string mime_type;
  std::string content;
};

struct UploadedFile {
  FileIdentifiers identifiers;
  Upload upload;
};

class UploadedFiles {
 public:
  static constexpr std::size_t kKept = 100;
  static constexpr std::size_t kKeptBytes = 256U << 20U;

  const UploadedFile& keep(FileIdentifiers identifiers, Upload upload);
  /// By its `file_id`; nullptr where it is not kept.
  const UploadedFile* find(std::string_view id) const;

 private:
  std::deque<UploadedFile> files_;  // oldest first
  std::size_t bytes_ = 0;
};

}  // namespace simulator
