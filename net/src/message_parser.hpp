#pragma once
// Fills a Request or a Response straight from the bytes of a connection. Beast's parser does the reading of HTTP and
// refuses what is malformed or over its limits; this adds only where the parts go.

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

#include "net/http_message.hpp"

namespace net {

template <bool is_request>
class MessageParser final : public boost::beast::http::basic_parser<is_request> {
 public:
  using Message = std::conditional_t<is_request, Request, Response>;

  MessageParser(std::size_t max_header_bytes, std::size_t max_body_bytes) {
    const std::size_t most = std::numeric_limits<std::uint32_t>::max();
    this->header_limit(static_cast<std::uint32_t>(std::min(max_header_bytes, most)));
    this->body_limit(max_body_bytes);
    this->eager(true);
  }

  Message& message() { return message_; }
  int version() const { return version_; }  ///< 10 or 11.
  int host_fields() const { return host_fields_; }

 private:
  using View = boost::beast::string_view;
  using ErrorCode = boost::beast::error_code;
  using Verb = boost::beast::http::verb;
  using Field = boost::beast::http::field;

  void on_request_impl(Verb, View method, View target, int version, ErrorCode&) override {
    version_ = version;
    if constexpr (is_request) {
      message_.method = method;
      message_.target = target;
    }
  }

  void on_response_impl(int status, View, int version, ErrorCode&) override {
    version_ = version;
    if constexpr (!is_request) message_.status = status;
  }

  void on_field_impl(Field field, View name, View value, ErrorCode&) override {
    if (header_complete_) return;  // trailers may not pass for header fields (RFC 9110, section 6.5.1)
    if (field == Field::host) ++host_fields_;
    message_.headers.add(name, value);
  }

  void on_header_impl(ErrorCode&) override { header_complete_ = true; }

  void on_body_init_impl(const boost::optional<std::uint64_t>& length, ErrorCode&) override {
    // What a peer announces is not yet sent: a lie must not cost memory.
    constexpr std::uint64_t kMostReserved = 64U << 10U;
    if (length) message_.body.reserve(static_cast<std::size_t>(std::min(*length, kMostReserved)));
  }

  std::size_t on_body_impl(View bytes, ErrorCode&) override { return append(bytes); }
  void on_chunk_header_impl(std::uint64_t, View, ErrorCode&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, View bytes, ErrorCode&) override { return append(bytes); }
  void on_finish_impl(ErrorCode&) override {}

  std::size_t append(View bytes) {
    message_.body.append(bytes.data(), bytes.size());
    return bytes.size();
  }

  Message message_;
  int version_ = 11;
  int host_fields_ = 0;
  bool header_complete_ = false;
};

using RequestParser = MessageParser<true>;
using ResponseParser = MessageParser<false>;

/// Whether the message was refused because it exceeds a limit.
inline bool is_over_limit(const boost::system::error_code& error) {
  namespace http = boost::beast::http;
  return error == http::error::header_limit || error == http::error::body_limit ||
         error == http::error::buffer_overflow;
}

}  // namespace net
