#include "multipart.hpp"

#include <stdexcept>
#include <string_view>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace telegram {
namespace {

constexpr std::string_view kBoundaryStem = "coursebot-part-";

/// A boundary that nothing in `call` contains: the number after its stem is counted up until that is so.
std::string boundary_for(const Call& call) {
  for (std::size_t number = 0;; ++number) {
    std::string boundary = std::string(kBoundaryStem) + std::to_string(number);
    if (call.body.find(boundary) == std::string::npos && call.document->content.find(boundary) == std::string::npos) {
      return boundary;
    }
  }
}

/// Within quotes in a header: what would end them is written as browsers do (RFC 7578, section 4.2, and the WHATWG's
/// encoding of file names).
std::string in_quotes(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '"') {
      escaped += "%22";
    } else if (c == '\r') {
      escaped += "%0D";
    } else if (c == '\n') {
      escaped += "%0A";
    } else {
      escaped += c;
    }
  }
  return "\"" + escaped + "\"";
}

void begin_part(std::string& body, std::string_view boundary, std::string_view name) {
  body.append("--").append(boundary).append("\r\nContent-Disposition: form-data; name=").append(in_quotes(name));
}

}  // namespace

Multipart to_multipart(const Call& call) {
  const boost::json::value parameters = boost::json::parse(call.body);
  if (!parameters.is_object()) throw std::logic_error("the parameters of " + call.method + " are no JSON object");
  const std::string boundary = boundary_for(call);
  const Document& document = *call.document;

  std::string body;
  body.reserve(2 * call.body.size() + document.content.size() + 1024);
  for (const auto& [name, value] : parameters.get_object()) {
    begin_part(body, boundary, name);
    body.append("\r\n\r\n");
    body.append(value.is_string() ? std::string(value.get_string()) : boost::json::serialize(value));
    body.append("\r\n");
  }
  begin_part(body, boundary, document.parameter);
  body.append("; filename=").append(in_quotes(document.name));
  body.append("\r\nContent-Type: application/octet-stream\r\n\r\n").append(document.content);
  body.append("\r\n--").append(boundary).append("--\r\n");
  return {.content_type = "multipart/form-data; boundary=" + boundary, .body = std::move(body)};
}

}  // namespace telegram
