#pragma once
// HTTP messages as the bytes that go over the wire, head and body in one buffer so that one write sends them.

#include <string>
#include <string_view>

#include "net/http_message.hpp"
#include "values/result.hpp"

namespace net {

/// What every request to one server shares; `path` precedes each request's target.
struct RequestDefaults {
  std::string path;
  std::string host;
  std::string user_agent;
};

/// The error names a field, or the target without its text, that would break the message apart.
values::Result<std::string> write_request(const Request& request, const RequestDefaults& defaults);

struct ResponseFraming {
  bool keep_alive = true;
  bool http_1_0 = false;      ///< The client speaks HTTP/1.0, where connections close unless told otherwise.
  bool without_body = false;  ///< The answer to HEAD.
};

values::Result<std::string> write_response(const Response& response, const ResponseFraming& framing);

}  // namespace net
