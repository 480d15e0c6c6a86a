#include "net/url.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include <boost/asio/ip/address.hpp>

namespace net {
namespace {

constexpr std::size_t kLongestUrl = 2048;
constexpr std::size_t kLongestHost = 253;  // RFC 1035, section 2.3.4, without the trailing dot

bool is_digit(char letter) {
  return letter >= '0' && letter <= '9';
}
bool is_visible(char letter) {
  return letter > 0x20 && letter < 0x7f;
}
char lower(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

std::uint16_t default_port(bool tls) {
  return tls ? 443 : 80;
}

std::string lowered(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), lower);
  return result;
}

/// Takes "http://" or "https://" off the front.
std::optional<bool> take_scheme(std::string_view& rest) {
  const std::size_t end = rest.find("://");
  if (end == std::string_view::npos) return std::nullopt;
  const std::string scheme = lowered(rest.substr(0, end));
  if (scheme != "http" && scheme != "https") return std::nullopt;
  rest.remove_prefix(end + 3);
  return scheme == "https";
}

bool is_name(std::string_view host) {
  return !host.empty() && host.size() <= kLongestHost && host.front() != '.' && host.front() != '-' &&
         host.find("..") == std::string_view::npos && std::ranges::all_of(host, [](char letter) {
           return is_digit(letter) || (lower(letter) >= 'a' && lower(letter) <= 'z') || letter == '-' ||
                  letter == '.' || letter == '_';
         });
}

bool is_valid_address(const std::string& text) {
  boost::system::error_code error;
  boost::asio::ip::make_address(text, error);
  return !error;
}

/// Takes the host off the front of "host:port", "host", "[::1]:port" or "[::1]".
std::optional<std::string> take_host(std::string_view& rest) {
  if (rest.starts_with('[')) {
    const std::size_t end = rest.find(']');
    if (end == std::string_view::npos) return std::nullopt;
    const std::string host = lowered(rest.substr(1, end - 1));
    rest.remove_prefix(end + 1);
    // A zone ("fe80::1%eth0") means something on one machine only.
    const bool is_v6 = host.find(':') != std::string::npos && host.find('%') == std::string::npos;
    return is_v6 && is_valid_address(host) ? std::optional(host) : std::nullopt;
  }
  const std::size_t end = std::min(rest.find(':'), rest.size());
  const std::string host = lowered(rest.substr(0, end));
  rest.remove_prefix(end);
  if (!is_name(host)) return std::nullopt;
  const bool is_numeric = std::ranges::all_of(host, [](char letter) { return is_digit(letter) || letter == '.'; });
  return !is_numeric || is_valid_address(host) ? std::optional(host) : std::nullopt;
}

std::optional<std::uint16_t> parse_port(std::string_view text) {
  std::uint16_t port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (error != std::errc{} || end != text.data() + text.size() || port == 0) return std::nullopt;
  return port;
}

}  // namespace

std::string Url::authority() const {
  std::string result = host.find(':') == std::string::npos ? host : "[" + host + "]";
  if (port != default_port(tls)) result.append(":").append(std::to_string(port));
  return result;
}

values::Result<Url> parse_url(std::string_view text) {
  if (text.size() > kLongestUrl) return values::Error{"the URL is longer than 2048 characters"};
  if (!std::ranges::all_of(text, is_visible)) {
    return values::Error{"the URL holds a space, a control character or a letter beyond ASCII"};
  }
  // The URL itself stays out of this message: what stands before the '@' is often a password.
  if (text.find('@') != std::string_view::npos) return values::Error{"the URL holds '@': user info is not accepted"};

  std::string_view rest = text;
  const std::optional<bool> tls = take_scheme(rest);
  if (!tls) return values::Error{"the URL must begin with http:// or https://"};

  const std::size_t path_begin = std::min(rest.find_first_of("/?#"), rest.size());
  std::string_view path = rest.substr(path_begin);
  if (path.find_first_of("?#") != std::string_view::npos) {
    return values::Error{"the URL has a query or a fragment: write scheme, host, port and path only"};
  }
  // A path may hold a token, so errors quote no more than the server.
  std::string_view server = rest.substr(0, path_begin);
  const std::string quoted = "'" + std::string(server) + "'";

  std::optional<std::string> host = take_host(server);
  if (!host) return values::Error{quoted + " does not begin with a host name, an IPv4 address or an [IPv6 address]"};

  std::optional<std::uint16_t> port = default_port(*tls);
  if (!server.empty()) port = server.starts_with(':') ? parse_port(server.substr(1)) : std::nullopt;
  if (!port) return values::Error{quoted + " does not end with a port from 1 to 65535"};

  while (path.ends_with('/')) path.remove_suffix(1);
  return Url{.tls = *tls, .host = *std::move(host), .port = *port, .path = std::string(path)};
}

}  // namespace net
