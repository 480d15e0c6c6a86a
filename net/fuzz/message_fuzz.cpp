// However the bytes of a message are cut, the parsers stay within their limits and come to the same result.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

#include <boost/asio/buffer.hpp>
#include <boost/beast/core/flat_buffer.hpp>

#include "message_parser.hpp"

namespace {

constexpr std::size_t kMaxHeaderBytes = 512;
constexpr std::size_t kMaxBodyBytes = 64;

/// The body of a complete message that arrives in pieces of so many bytes, or nothing.
template <bool is_request>
std::optional<std::string> parse(std::string_view bytes, std::size_t piece) {
  net::MessageParser<is_request> parser(kMaxHeaderBytes, kMaxBodyBytes);
  boost::beast::flat_buffer received;
  while (!bytes.empty() && !parser.is_done()) {
    const std::string_view next = bytes.substr(0, piece);
    bytes.remove_prefix(next.size());
    received.commit(boost::asio::buffer_copy(received.prepare(next.size()), boost::asio::buffer(next)));
    boost::system::error_code error;
    while (received.size() > 0 && !parser.is_done() && !error) received.consume(parser.put(received.data(), error));
    if (error && error != boost::beast::http::error::need_more) return std::nullopt;
    if (parser.message().body.size() > kMaxBodyBytes) std::abort();
  }
  return parser.is_done() ? std::optional(parser.message().body) : std::nullopt;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  if (text.empty()) return 0;
  if (parse<true>(text, 1) != parse<true>(text, text.size())) std::abort();
  if (parse<false>(text, 1) != parse<false>(text, text.size())) std::abort();
  return 0;
}
