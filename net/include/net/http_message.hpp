#pragma once
// HTTP requests and responses as plain values, shared by the client and the server.
//
//   net::Request request{.method = "POST", .target = "/orders?page=2", .headers = {{"X-Id", "7"}}, .body = "…"};
//   request.path();                  // "/orders"
//   request.headers.get("x-id");     // "7"
//
// Values: distinct ones may be used from different threads.

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace net {

/// Whether two header fields' names are the same one, without regard to case.
bool same_field_name(std::string_view left, std::string_view right);

/// Header fields in order. Names compare without regard to case (RFC 9110, section 5.1).
class Headers {
 public:
  Headers() = default;
  Headers(std::initializer_list<std::pair<std::string, std::string>> fields) : fields_(fields) {}

  /// Replaces the first field of that name, or adds one.
  void set(std::string name, std::string value);
  /// Adds a field, even if there is one of that name (Set-Cookie).
  void add(std::string_view name, std::string_view value) { fields_.emplace_back(name, value); }
  /// The first field of that name, or empty.
  std::string_view get(std::string_view name) const;

  auto begin() const { return fields_.begin(); }
  auto end() const { return fields_.end(); }

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
};

struct Request {
  std::string method = "GET";
  std::string target = "/";  ///< Path and query, as it stands on the request line.
  Headers headers;
  std::string body;

  std::string_view path() const;   ///< `target` up to the '?'.
  std::string_view query() const;  ///< What follows the '?', or empty.
};

struct Response {
  int status = 200;
  Headers headers;
  std::string body;
  /// For simulated faults: the server sends only so many bytes of the answer, head included, and resets the connection.
  std::optional<std::size_t> break_off_after = {};
};

}  // namespace net
