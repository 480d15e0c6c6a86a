#pragma once
// The part of a URL that names a server and where its paths begin: "https://api.telegram.org",
// "http://localhost:8081/x".

#include <cstdint>
#include <string>
#include <string_view>

#include "values/result.hpp"

namespace net {

struct Url {
  bool tls = false;
  std::string host;        ///< A name, an IPv4 address, or an IPv6 address without its brackets.
  std::uint16_t port = 0;  ///< 80 or 443 where the text named none.
  std::string path;        ///< Without a trailing slash; empty for the root.

  /// The value of the Host header: the port is left out where it is the scheme's own.
  std::string authority() const;
};

/// Accepts http and https, without user info, query or fragment.
values::Result<Url> parse_url(std::string_view text);

}  // namespace net
