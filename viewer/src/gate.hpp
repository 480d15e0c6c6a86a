#pragma once
// What a request must be before anybody looks at what it asks for.
//
//   if (auto refused = gate.refuse(request)) co_return *refused;
//
// Used from one thread.

#include <optional>
#include <string>

#include "login.hpp"
#include "net/http_message.hpp"

namespace viewer {

struct GateOptions {
  /// The address listened on, if only this machine reaches it. A page that a stranger's server gave this browser can
  /// have its own name point to 127.0.0.1 (DNS rebinding), so requests for other names are refused.
  std::optional<std::string> loopback_address = {};
  /// None: everybody who can connect is welcome.
  Login* login = nullptr;
};

class Gate {
 public:
  explicit Gate(GateOptions options) : options_(std::move(options)) {}

  /// The answer to a request that may not go on: to another host (421), by another method than GET or HEAD (405), made
  /// by another site's page (403), without the log-in (401, 429). /health needs no log-in.
  std::optional<net::Response> refuse(const net::Request& request);

  /// The part of it that is known before the body is read: the method.
  static std::optional<net::Response> refuse_method(const net::Request& head);

 private:
  bool is_host_of_ours(std::string_view host) const;
  std::optional<net::Response> refuse_stranger(const net::Request& request);

  GateOptions options_;
};

}  // namespace viewer
