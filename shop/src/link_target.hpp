#pragma once
// What stands between the round brackets of a link or an image.

#include <string>
#include <string_view>

#include "shop/lesson.hpp"
#include "shop/web_link.hpp"
#include "values/result.hpp"

namespace shop {

inline constexpr std::string_view kMail = "mailto:";

/// True for `https://…`, `mailto:…`, `telegram:photo:…`; false for the name of a file.
bool has_scheme(std::string_view target);
/// True for what Telegram keeps, by its file_id.
bool is_telegram_file(std::string_view target);

/// A file beside the lesson's, or one that Telegram keeps. `embedded`: written as an image.
values::Result<MediaFile> read_media(std::string_view target, bool embedded);
/// What read_media makes the same of.
std::string write_media_target(const MediaFile& media);

}  // namespace shop
