// Whatever parse_url accepts, it accepts again as it writes it, and takes apart the same way.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "net/url.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto url = net::parse_url(std::string_view(reinterpret_cast<const char*>(bytes), size));
  if (!url) return 0;
  const auto again = net::parse_url((url->tls ? "https://" : "http://") + url->authority() + url->path);
  const bool is_same = again && again->tls == url->tls && again->host == url->host && again->port == url->port &&
                       again->path == url->path;
  if (!is_same) std::abort();
  return 0;
}
