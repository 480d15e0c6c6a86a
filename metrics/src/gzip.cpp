#include "gzip.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>

#define ZLIB_CONST  // zlib then takes its input as const
#include <zlib.h>

namespace metrics {

namespace {

constexpr int kLevel = Z_BEST_SPEED;
constexpr int kLargestWindow = 15;
constexpr int kGzipFormat = 16;  // added to the window's size (zlib.h, deflateInit2)
constexpr int kDefaultMemory = 8;

/// zlib's state, freed with this object.
class Deflate {
 public:
  Deflate() {
    is_ready_ = deflateInit2(&stream_, kLevel, Z_DEFLATED, kLargestWindow + kGzipFormat, kDefaultMemory,
                             Z_DEFAULT_STRATEGY) == Z_OK;
  }
  ~Deflate() {
    if (is_ready_) deflateEnd(&stream_);
  }
  Deflate(const Deflate&) = delete;
  Deflate& operator=(const Deflate&) = delete;

  bool is_ready() const { return is_ready_; }

  /// Appends what becomes of `text`, which `is_last` or not.
  void add(std::string_view text, bool is_last, std::string& out) {
    stream_.next_in = reinterpret_cast<const Bytef*>(text.data());
    stream_.avail_in = static_cast<uInt>(text.size());
    do {
      stream_.next_out = chunk_.data();
      stream_.avail_out = static_cast<uInt>(chunk_.size());
      deflate(&stream_, is_last ? Z_FINISH : Z_NO_FLUSH);
      out.append(reinterpret_cast<const char*>(chunk_.data()), chunk_.size() - stream_.avail_out);
    } while (stream_.avail_out == 0);
  }

 private:
  z_stream stream_{};
  bool is_ready_ = false;
  std::array<Bytef, 16384> chunk_;
};

}  // namespace

std::optional<std::string> gzip(std::string_view text) {
  Deflate deflate;
  if (!deflate.is_ready()) return std::nullopt;
  constexpr std::size_t kMost = std::numeric_limits<uInt>::max();  // zlib takes no more at once
  std::string compressed;
  do {
    const std::string_view part = text.substr(0, kMost);
    text.remove_prefix(part.size());
    deflate.add(part, text.empty(), compressed);
  } while (!text.empty());
  return compressed;
}

}  // namespace metrics
