#include "page_files.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string_view>
#include <utility>
#include <vector>

#include <openssl/evp.h>

#include "compression.hpp"
#include "values/quote.hpp"

namespace viewer {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kMaxBytes = 8U << 20U;
constexpr std::size_t kMaxEntries = 1'000;
constexpr std::string_view kGzipExtension = ".gz";
constexpr std::string_view kHashedFiles = "/assets/";

constexpr std::array<std::pair<std::string_view, std::string_view>, 10> kContentTypes{{
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json"},
    {".webmanifest", "application/manifest+json"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".txt", "text/plain; charset=utf-8"},
}};

/// Empty for a file that no page needs.
std::string_view content_type_of(const fs::path& file) {
  const std::string extension = file.extension().string();
  const auto* const known = std::ranges::find(kContentTypes, extension, [](const auto& type) { return type.first; });
  return known == kContentTypes.end() ? std::string_view{} : known->second;
}

/// The first 16 bytes of the content's SHA-256, in quotes.
std::string etag_of(const std::string& content) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  EVP_Digest(content.data(), content.size(), digest.data(), nullptr, EVP_sha256(), nullptr);
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string etag = "\"";
  for (std::size_t i = 0; i < 16; ++i) etag += {kDigits[digest.at(i) >> 4U], kDigits[digest.at(i) & 0xfU]};
  return etag + "\"";
}

/// Reads files until they are more than a page can be.
class Reader {
 public:
  explicit Reader(std::string folder) : folder_(std::move(folder)) {}

  std::string read(const fs::path& file) {
    std::error_code failure;
    const std::uintmax_t size = fs::file_size(file, failure);
    if (!failure && size > kMaxBytes - taken_) {
      throw std::runtime_error("the folder " + values::quote(folder_) +
                               " holds more than 8 MB: --page needs the folder of the page that ./run builds");
    }
    std::string content(failure ? 0 : size, '\0');
    std::ifstream stream(file, std::ios::binary);
    if (failure || !stream.read(content.data(), static_cast<std::streamsize>(size))) {
      throw std::runtime_error("the file " + values::quote(file.string()) + " can't be read");
    }
    taken_ += size;
    return content;
  }

 private:
  std::string folder_;
  std::uintmax_t taken_ = 0;
};

std::vector<fs::path> list_files(const std::string& folder) {
  std::vector<fs::path> files;
  std::error_code failure;
  if (!fs::exists(folder, failure)) return files;
  for (fs::recursive_directory_iterator entry(folder, failure), end; !failure && entry != end;
       entry.increment(failure)) {
    if (entry->is_regular_file()) files.push_back(entry->path());
    if (files.size() > kMaxEntries) break;
  }
  if (failure) throw std::runtime_error("the folder " + values::quote(folder) + " can't be read: " + failure.message());
  return files;
}

bool matches(std::string_view if_none_match, const std::string& etag) {
  return if_none_match == "*" || if_none_match.find(etag) != std::string_view::npos;
}

}  // namespace

PageFiles PageFiles::read(const std::string& folder) {
  PageFiles page;
  Reader reader(folder);
  for (const fs::path& path : list_files(folder)) {
    const std::string_view content_type = content_type_of(path);
    if (content_type.empty()) continue;
    File file{.content_type = std::string(content_type), .content = reader.read(path)};
    file.etag = etag_of(file.content);
    const fs::path compressed = path.string() + std::string(kGzipExtension);
    if (fs::is_regular_file(compressed)) {
      file.gzip = reader.read(compressed);
      file.gzip_etag = etag_of(file.gzip);
    }
    page.files_.emplace("/" + path.lexically_relative(folder).generic_string(), std::move(file));
  }
  return page;
}

std::optional<net::Response> PageFiles::answer(const net::Request& request) const {
  const std::string_view path = request.path() == "/" ? "/index.html" : request.path();
  const auto found = files_.find(path);
  if (found == files_.end()) return std::nullopt;
  const File& file = found->second;
  const bool zipped = !file.gzip.empty() && accepts_gzip(request.headers.get("Accept-Encoding"));
  const std::string& etag = zipped ? file.gzip_etag : file.etag;

  net::Response response{.headers = {{"ETag", etag}, {"Vary", "Accept-Encoding"}}};
  response.headers.set("Cache-Control",
                       path.starts_with(kHashedFiles) ? "private, max-age=31536000, immutable" : "private, no-cache");
  if (matches(request.headers.get("If-None-Match"), etag)) {
    response.status = 304;
    return response;
  }
  response.headers.set("Content-Type", file.content_type);
  if (zipped) response.headers.set("Content-Encoding", "gzip");
  response.body = zipped ? file.gzip : file.content;
  return response;
}

}  // namespace viewer
