#include "compression.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include <zlib.h>

namespace viewer {
namespace {

// Less fits into a few packets as it is.
constexpr std::size_t kWorthIt = 4096;
constexpr int kGzip = 16;  // Added to zlib's window bits: a gzip header instead of zlib's own.

}  // namespace

bool accepts_gzip(std::string_view accepted) {
  while (!accepted.empty()) {
    const std::string_view item = accepted.substr(0, accepted.find(','));
    accepted.remove_prefix(std::min(accepted.size(), item.size() + 1));
    const std::size_t begin = std::min(item.size(), item.find_first_not_of(" \t"));
    const std::string_view coding = item.substr(begin, item.find_first_of("; \t", begin) - begin);
    if (!net::same_field_name(coding, "gzip") && coding != "*") continue;
    const std::size_t weight = item.find("q=");
    return weight == std::string_view::npos || item.find_first_of("123456789", weight) != std::string_view::npos;
  }
  return false;
}

std::optional<std::string> gzip(std::string_view text) {
  z_stream stream{};
  if (deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, MAX_WBITS + kGzip, MAX_MEM_LEVEL, Z_DEFAULT_STRATEGY) != Z_OK) {
    return std::nullopt;
  }
  std::string compressed(deflateBound(&stream, text.size()), '\0');
  // zlib reads through this pointer only, and takes it without const.
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(compressed.data());
  stream.avail_out = static_cast<uInt>(compressed.size());
  const int end = deflate(&stream, Z_FINISH);
  compressed.resize(stream.total_out);
  deflateEnd(&stream);
  if (end != Z_STREAM_END) return std::nullopt;
  compressed.shrink_to_fit();
  return compressed;
}

net::Response compressed(net::Response answer, const net::Request& request) {
  if (answer.body.size() < kWorthIt || !accepts_gzip(request.headers.get("Accept-Encoding"))) return answer;
  std::optional<std::string> body = gzip(answer.body);
  if (!body) return answer;
  answer.body = *std::move(body);
  answer.headers.set("Content-Encoding", "gzip");
  answer.headers.set("Vary", "Accept-Encoding");
  return answer;
}

}  // namespace viewer
