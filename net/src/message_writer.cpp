#include "message_writer.hpp"

#include <algorithm>
#include <utility>

#include <boost/beast/http/status.hpp>

namespace net {
namespace {

bool is_token(std::string_view text) {
  // RFC 9110, section 5.6.2.
  constexpr std::string_view kMarks = "!#$%&'*+-.^_`|~";
  return !text.empty() && std::ranges::all_of(text, [&](char letter) {
    return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           kMarks.find(letter) != std::string_view::npos;
  });
}

bool is_control(char letter) {
  return static_cast<unsigned char>(letter) < 0x20 || letter == 0x7f;
}

bool is_field_value(std::string_view text) {
  return std::ranges::none_of(text, [](char letter) { return is_control(letter) && letter != '\t'; });
}

bool is_target(std::string_view text) {
  return text.starts_with('/') &&
         std::ranges::none_of(text, [](char letter) { return letter == ' ' || is_control(letter); });
}

void append_field(std::string& head, std::string_view name, std::string_view value) {
  head.append(name).append(": ").append(value).append("\r\n");
}

// Framing is the writer's own business; a second opinion about it would let one message pass for two.
bool is_framing(std::string_view name) {
  constexpr std::string_view kFraming[] = {"content-length", "transfer-encoding", "connection"};
  return std::ranges::any_of(kFraming, [&](std::string_view framing) { return same_field_name(name, framing); });
}

values::Result<void> append_fields(std::string& head, const Headers& headers) {
  for (const auto& [name, value] : headers) {
    if (!is_token(name)) return values::Error{"a header field's name is empty or holds a character HTTP forbids"};
    if (!is_field_value(value))
      return values::Error{"the header field '" + name + "' holds a line break or a control character"};
    if (!is_framing(name)) append_field(head, name, value);
  }
  return {};
}

bool announces_empty_body(std::string_view method) {
  return method == "POST" || method == "PUT" || method == "PATCH";
}

bool may_have_body(int status) {
  return status >= 200 && status != 204 && status != 304;
}

}  // namespace

values::Result<std::string> write_request(const Request& request, const RequestDefaults& defaults) {
  if (!is_token(request.method))
    return values::Error{"the request's method is empty or holds a character HTTP forbids"};
  if (!is_target(request.target))
    return values::Error{"the request's target must begin with '/' and hold no space or control character"};

  constexpr std::size_t kTypicalHead = 512;
  std::string wire;
  wire.reserve(kTypicalHead + request.target.size() + request.body.size());
  wire.append(request.method).append(" ").append(defaults.path).append(request.target).append(" HTTP/1.1\r\n");
  if (request.headers.get("Host").empty()) append_field(wire, "Host", defaults.host);
  if (request.headers.get("User-Agent").empty()) append_field(wire, "User-Agent", defaults.user_agent);
  if (const auto fields = append_fields(wire, request.headers); !fields) return fields.error();
  if (!request.body.empty() || announces_empty_body(request.method)) {
    append_field(wire, "Content-Length", std::to_string(request.body.size()));
  }
  wire.append("\r\n").append(request.body);
  return {boost::system::in_place_value, std::move(wire)};
}

values::Result<std::string> write_response(const Response& response, const ResponseFraming& framing) {
  if (response.status < 200 || response.status > 999) return values::Error{"the status must be from 200 to 999"};

  constexpr std::size_t kTypicalHead = 256;
  std::string wire;
  wire.reserve(kTypicalHead + response.body.size());
  const auto reason =
      boost::beast::http::obsolete_reason(boost::beast::http::int_to_status(static_cast<unsigned>(response.status)));
  wire.append("HTTP/1.1 ").append(std::to_string(response.status)).append(" ").append(reason).append("\r\n");
  if (const auto fields = append_fields(wire, response.headers); !fields) return fields.error();
  if (may_have_body(response.status)) append_field(wire, "Content-Length", std::to_string(response.body.size()));
  if (!framing.keep_alive) {
    append_field(wire, "Connection", "close");
  } else if (framing.http_1_0) {
    append_field(wire, "Connection", "keep-alive");
  }
  wire.append("\r\n");
  if (may_have_body(response.status) && !framing.without_body) wire.append(response.body);
  return {boost::system::in_place_value, std::move(wire)};
}

}  // namespace net
