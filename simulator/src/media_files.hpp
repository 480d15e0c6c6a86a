#pragma once
// The files that a bot has sent and was sent, by their `file_id`s, and how often it uploaded each. Bounded: the newest
// kKept files are known, and the contents of the newest are kept, of together at most kKeptBytes. Not thread-safe.

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "media_file.hpp"

namespace simulator {

class MediaFiles {
 public:
  static constexpr std::size_t kKept = 10'000;
  static constexpr std::size_t kKeptBytes = 256U << 20U;

  /// What the bot uploaded, the same again and again.
  struct Uploads {
    FileKind kind = FileKind::document;
    std::string name;
    std::string sha256;
    std::size_t size = 0;  ///< In bytes.
    std::uint64_t times = 0;
  };

  /// What a bot uploads is counted. `file.size` is that of its content.
  const MediaFile& keep(MediaFile file);
  /// By any of its identifiers; nullptr where it is not known.
  const MediaFile* find(std::string_view id) const;
  /// The content of a known file; nullptr where it is forgotten.
  const std::string* content_of(std::string_view id) const;
  /// What a person sent under that name; nullptr where nobody did.
  const MediaFile* find_by_person(FileKind kind, std::string_view name) const;
  /// Telegram takes none of its identifiers from now on; whether the file is known.
  bool refuse(std::string_view id);

  /// In the order of their names; at most kKept, further ones are not counted.
  const std::map<std::string, Uploads>& uploads() const { return uploads_; }

 private:
  void count(const MediaFile& file);
  void forget_contents();
  void forget_oldest();
  bool has_content(std::size_t index) const { return index >= files_.size() - with_content_; }

  std::deque<MediaFile> files_;   // oldest first
  std::size_t with_content_ = 0;  // of files_: so many of the newest
  std::size_t bytes_ = 0;         // of their contents
  std::map<std::string, MediaFile*, std::less<>> by_id_;
  std::map<std::string, Uploads> uploads_;  // by name and digest
};

}  // namespace simulator
