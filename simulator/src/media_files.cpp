#include "media_files.hpp"

#include <algorithm>
#include <utility>

#include "sha256.hpp"

namespace simulator {

const MediaFile& MediaFiles::keep(MediaFile file) {
  file.size = file.upload.content.size();
  if (!file.by_person) count(file);
  bytes_ += file.size;
  ++with_content_;
  files_.push_back(std::move(file));
  for (const FileIdentifiers& identifiers : files_.back().identifiers) by_id_[identifiers.id] = &files_.back();
  forget_contents();
  while (files_.size() > kKept) forget_oldest();
  return files_.back();
}

void MediaFiles::count(const MediaFile& file) {
  const std::string digest = sha256_hex(file.upload.content);
  const std::string key = file.upload.file_name + '\n' + digest;
  if (!uploads_.contains(key) && uploads_.size() >= kKept) return;
  Uploads& uploads = uploads_[key];
  uploads = {.kind = file.kind,
             .name = file.upload.file_name,
             .sha256 = digest,
             .size = file.size,
             .times = uploads.times + 1};
}

void MediaFiles::forget_contents() {
  while (bytes_ > kKeptBytes && with_content_ > 1) {
    MediaFile& oldest = files_[files_.size() - with_content_];
    bytes_ -= oldest.size;
    oldest.upload.content = {};
    --with_content_;
  }
}

void MediaFiles::forget_oldest() {
  if (has_content(0)) {
    bytes_ -= files_.front().size;
    --with_content_;
  }
  for (const FileIdentifiers& identifiers : files_.front().identifiers) by_id_.erase(identifiers.id);
  files_.pop_front();
}

const MediaFile* MediaFiles::find(std::string_view id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : found->second;
}

const std::string* MediaFiles::content_of(std::string_view id) const {
  const MediaFile* file = find(id);
  const bool is_there = file != nullptr && file->upload.content.size() == file->size;
  return is_there ? &file->upload.content : nullptr;
}

const MediaFile* MediaFiles::find_by_person(FileKind kind, std::string_view name) const {
  const auto found = std::ranges::find_if(files_.rbegin(), files_.rend(), [&](const MediaFile& file) {
    return file.by_person && !file.is_refused && file.kind == kind && file.upload.file_name == name;
  });
  return found == files_.rend() ? nullptr : &*found;
}

bool MediaFiles::refuse(std::string_view id) {
  const auto found = by_id_.find(id);
  if (found == by_id_.end()) return false;
  found->second->is_refused = true;
  return true;
}

}  // namespace simulator
