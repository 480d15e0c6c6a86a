#include "media_file.hpp"

#include <algorithm>
#include <utility>

#include <boost/json.hpp>

namespace simulator {
namespace {

namespace json = boost::json;
using namespace std::string_view_literals;

struct Pixels {
  int width;
  int height;
};
constexpr std::array<Pixels, kPhotoSizes> kPhotoPixels{{{90, 67}, {320, 240}, {1280, 960}}};
constexpr Pixels kVideoPixels{1280, 720};
constexpr int kVideoSeconds = 60;

json::object identified(const FileIdentifiers& identifiers) {
  return {{"file_id", identifiers.id}, {"file_unique_id", identifiers.unique_id}};
}

/// Smaller pictures have fewer bytes.
std::size_t bytes_of_size(const MediaFile& photo, const Pixels& pixels) {
  const Pixels& largest = kPhotoPixels.back();
  const double share = static_cast<double>(pixels.width) / largest.width;
  return std::max(std::size_t{1}, static_cast<std::size_t>(static_cast<double>(photo.size) * share * share));
}

json::array photo_sizes(const MediaFile& photo) {
  json::array sizes;
  for (std::size_t i = 0; i < photo.identifiers.size() && i < kPhotoSizes; ++i) {
    json::object size = identified(photo.identifiers[i]);
    size["file_size"] = bytes_of_size(photo, kPhotoPixels[i]);
    size["width"] = kPhotoPixels[i].width;
    size["height"] = kPhotoPixels[i].height;
    sizes.push_back(std::move(size));
  }
  return sizes;
}

json::object file_json(const MediaFile& file) {
  json::object shown{{"file_name", file.upload.file_name}, {"mime_type", file.upload.mime_type}};
  for (auto& field : identified(file.identifiers.front())) shown[field.key()] = field.value();
  shown["file_size"] = file.size;
  return shown;
}

}  // namespace

std::string_view field_of(FileKind kind) {
  switch (kind) {
    case FileKind::photo:
      return "photo";
    case FileKind::video:
      return "video";
    case FileKind::document:
      break;
  }
  return "document";
}

json::object media_content(const MediaFile& file) {
  if (file.kind == FileKind::photo) return {{"photo", photo_sizes(file)}};
  json::object shown = file_json(file);
  if (file.kind == FileKind::video) {
    shown["duration"] = kVideoSeconds;
    shown["width"] = kVideoPixels.width;
    shown["height"] = kVideoPixels.height;
  }
  return {{field_of(file.kind), std::move(shown)}};
}

bool has_media(const json::object& message) {
  return std::ranges::any_of(kFileKinds, [&](FileKind kind) { return message.contains(field_of(kind)); });
}

bool is_picture(std::string_view bytes) {
  constexpr std::array kBeginnings{"\xFF\xD8\xFF"sv, "\x89PNG\r\n\x1A\n"sv, "GIF8"sv, "BM"sv};
  const bool is_webp = bytes.starts_with("RIFF") && bytes.substr(0, 12).ends_with("WEBP");
  return is_webp || std::ranges::any_of(kBeginnings, [&](std::string_view each) { return bytes.starts_with(each); });
}

}  // namespace simulator
