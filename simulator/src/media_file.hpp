#pragma once
// A photo, a video or another file that passed between the bot and people, and the fields of a Message that show it
// ("PhotoSize", "Video", "Document" in core.telegram.org/bots/api). Values and pure functions.

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include <boost/json/object.hpp>

#include "identifiers.hpp"
#include "upload.hpp"

namespace simulator {

enum class FileKind { photo, video, document };

inline constexpr std::array kFileKinds{FileKind::photo, FileKind::video, FileKind::document};

/// The field of a Message, and the parameter of a method, that holds such a file.
std::string_view field_of(FileKind kind);

/// In how many sizes Telegram keeps every photo here; other files are kept in one.
inline constexpr std::size_t kPhotoSizes = 3;

struct MediaFile {
  FileKind kind = FileKind::document;
  std::vector<FileIdentifiers> identifiers;  ///< Of each size, the smallest first.
  Upload upload;                             ///< Its content may be forgotten.
  std::size_t size = 0;                      ///< In bytes.
  bool by_person = false;                    ///< Not uploaded by the bot.
  bool is_refused = false;                   ///< Telegram does not take its identifiers any more.
};

/// `{"photo":[…]}`, `{"video":{…}}` or `{"document":{…}}`. Sizes in pixels and the length of a video are invented.
boost::json::object media_content(const MediaFile& file);

/// Whether a message shows a photo, a video or another file: it can have a caption then.
bool has_media(const boost::json::object& message);

/// Whether the bytes begin as those of a picture do that Telegram takes for a photo: JPEG, PNG, GIF, WebP or BMP.
bool is_picture(std::string_view bytes);

}  // namespace simulator
