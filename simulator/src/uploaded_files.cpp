#include "uploaded_files.hpp"

#include <algorithm>
#include <utility>

namespace simulator {

const UploadedFile& UploadedFiles::keep(FileIdentifiers identifiers, Upload upload) {
  bytes_ += upload.content.size();
  files_.push_back({std::move(identifiers), std::move(upload)});
  while (files_.size() > 1 && (files_.size() > kKept || bytes_ > kKeptBytes)) {
    bytes_ -= files_.front().upload.content.size();
    files_.pop_front();
  }
  return files_.back();
}

const UploadedFile* UploadedFiles::find(std::string_view id) const {
  const auto found = std::ranges::find_if(files_, [id](const UploadedFile& file) { return file.identifiers.id == id; });
  return found == files_.end() ? nullptr : &*found;
}

}  // namespace simulator
