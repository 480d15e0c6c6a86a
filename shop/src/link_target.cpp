#include "link_target.hpp"

#include <algorithm>
#include <cctype>
#include <initializer_list>
#include <optional>

#include "values/utf8.hpp"

namespace shop {
namespace {

constexpr std::size_t kMaxUrl = 2048;      // bytes
constexpr std::size_t kMaxFileName = 100;  // bytes
constexpr std::size_t kMaxFileId = 256;    // bytes
constexpr std::string_view kTelegramFile = "telegram:";
constexpr MediaKind kKinds[]{MediaKind::photo, MediaKind::video, MediaKind::document};

std::string lower(std::string_view text) {
  std::string lowered(text);
  std::transform(lowered.begin(), lowered.end(), lowered.begin(),
                 [](unsigned char byte) { return static_cast<char>(std::tolower(byte)); });
  return lowered;
}

values::Error refused(std::string_view target, std::string_view why) {
  return {"'" + values::truncate_code_points(target, 80) + "' " + std::string(why)};
}

std::string_view scheme_of(std::string_view target) {
  const std::size_t colon = target.find(':');
  if (colon == std::string_view::npos) return {};
  const std::string_view scheme = target.substr(0, colon);
  const bool is_scheme = !scheme.empty() && std::all_of(scheme.begin(), scheme.end(), [](unsigned char byte) {
    return std::isalnum(byte) || byte == '+' || byte == '-' || byte == '.';
  });
  return is_scheme ? scheme : std::string_view{};
}

bool is_url_text(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](unsigned char byte) {
    return byte <= ' ' || byte == 0x7F || byte == '<' || byte == '>' || byte == '"';
  });
}

bool ends_with_one_of(std::string_view name, std::initializer_list<std::string_view> endings) {
  return std::any_of(endings.begin(), endings.end(), [name](std::string_view end) { return name.ends_with(end); });
}

MediaKind kind_of(std::string_view file, bool embedded) {
  const std::string name = lower(file);
  if (!embedded) return MediaKind::document;
  if (ends_with_one_of(name, {".jpg", ".jpeg", ".png", ".webp"})) return MediaKind::photo;
  return name.ends_with(".mp4") ? MediaKind::video : MediaKind::document;
}

std::optional<std::string_view> problem_of_file_name(std::string_view name) {
  if (name.empty()) return "names no file";
  if (name.size() > kMaxFileName) return "is too long for the name of a file: at most 100 bytes";
  if (name.find_first_of("/\\") != std::string_view::npos) return "is a path: the file must stand beside the lesson's";
  if (name.find_first_of(":?#%*<>|\"") != std::string_view::npos)
    return "has a character that no name of a file may have";
  if (name.front() == '.' || name.find('.') == std::string_view::npos || name.back() == '.') {
    return "is no name of a file: write one such as photo.jpg";
  }
  return std::nullopt;
}

values::Result<MediaFile> read_telegram_file(std::string_view target) {
  const std::string_view rest = target.substr(kTelegramFile.size());
  const std::size_t colon = rest.find(':');
  const std::string_view id = colon == std::string_view::npos ? std::string_view{} : rest.substr(colon + 1);
  const bool valid = !id.empty() && id.size() <= kMaxFileId &&
                     std::all_of(id.begin(), id.end(),
                                 [](unsigned char byte) { return std::isalnum(byte) || byte == '-' || byte == '_'; });
  for (const MediaKind kind : kKinds) {
    if (valid && rest.substr(0, colon) == to_string(kind))
      return MediaFile{.kind = kind, .telegram_file = std::string(id)};
  }
  return refused(target, "is no file of Telegram's: write telegram:photo:…, telegram:video:… or telegram:document:…");
}

}  // namespace

bool has_scheme(std::string_view target) {
  return !scheme_of(target).empty();
}

bool is_telegram_file(std::string_view target) {
  return target.starts_with(kTelegramFile);
}

values::Result<std::string> read_web_link(std::string_view target) {
  const std::string scheme = lower(scheme_of(target));
  if (scheme != "http" && scheme != "https" && scheme != "tg") {
    return refused(target, "can't be linked: Telegram takes https://, http:// and tg://");
  }
  if (target.size() > kMaxUrl) return refused(target, "is too long for a link: at most 2048 bytes");
  const std::string_view rest = target.substr(scheme.size() + 1);
  if (!rest.starts_with("//") || rest.size() == 2 || !is_url_text(rest)) return refused(target, "is no address");
  const std::string_view host = rest.substr(2, rest.find_first_of("/?#", 2) - 2);
  if (scheme != "tg" && (host.find('.') == std::string_view::npos || host.front() == '.' || host.back() == '.')) {
    return refused(target, "can't be linked: Telegram knows no host without a dot; write it as code");
  }
  return {boost::system::in_place_value, target};
}

values::Result<MediaFile> read_media(std::string_view target, bool embedded) {
  if (is_telegram_file(target)) return read_telegram_file(target);
  if (has_scheme(target)) return refused(target, "can't be shown from elsewhere: put the file beside the lesson's");
  if (const auto problem = problem_of_file_name(target)) return refused(target, *problem);
  return MediaFile{.kind = kind_of(target, embedded), .file = std::string(target)};
}

std::string write_media_target(const MediaFile& media) {
  if (media.telegram_file.empty()) return media.file;
  return std::string(kTelegramFile) + std::string(to_string(media.kind)) + ":" + media.telegram_file;
}

}  // namespace shop
