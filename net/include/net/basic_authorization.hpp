#pragma once
// The Authorization header of HTTP's basic authentication (RFC 7617, in UTF-8).
//
//   request.headers.set("Authorization", net::write_basic_authorization("admin", password));
//   if (auto login = net::read_basic_authorization(request.headers.get("Authorization"))) check(login->user, …);
//
// Pure functions.

#include <optional>
#include <string>
#include <string_view>

namespace net {

struct BasicLogin {
  std::string user;  ///< Holds no colon.
  std::string password;
};

/// The value of an Authorization header. `user` must not hold a colon.
std::string write_basic_authorization(std::string_view user, std::string_view password);

/// Nothing for another scheme, and for what is not base64 of UTF-8 with a colon in it.
std::optional<BasicLogin> read_basic_authorization(std::string_view header);

}  // namespace net
