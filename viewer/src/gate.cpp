#include "gate.hpp"

#include <algorithm>
#include <array>

#include "answers.hpp"

namespace viewer {
namespace {

/// "[::1]:3000" is [::1]. The port says nothing about who asks: an ssh tunnel may have another one.
std::string_view without_port(std::string_view host) {
  const std::size_t bracket = host.find(']');
  return host.substr(0, host.find(':', bracket == std::string_view::npos ? 0 : bracket));
}

/// A browser tells whose page made it ask (Fetch Metadata). A link to a page of ours may stand anywhere.
bool is_by_another_site(const net::Request& request) {
  const std::string_view site = request.headers.get("Sec-Fetch-Site");
  return (site == "cross-site" || site == "same-site") && request.headers.get("Sec-Fetch-Mode") != "navigate";
}

}  // namespace

std::optional<net::Response> Gate::refuse(const net::Request& request) {
  if (!is_host_of_ours(request.headers.get("Host"))) {
    return text_answer(
        421,
        "This address is for this machine only: open it as localhost or 127.0.0.1. A proxy in front must "
        "set the Host header to one of them.");
  }
  if (auto refused = refuse_method(request)) return refused;
  if (is_by_another_site(request)) return text_answer(403, "Pages of other sites may not ask for this.");
  if (request.path() == "/health") return std::nullopt;
  return refuse_stranger(request);
}

std::optional<net::Response> Gate::refuse_method(const net::Request& head) {
  if (head.method == "GET" || head.method == "HEAD") return std::nullopt;
  net::Response refused = text_answer(405, "Only GET and HEAD are answered here.");
  refused.headers.set("Allow", "GET, HEAD");
  return refused;
}

bool Gate::is_host_of_ours(std::string_view host) const {
  if (!options_.loopback_address) return true;
  constexpr std::array<std::string_view, 3> kNames{"localhost", "127.0.0.1", "[::1]"};
  const std::string_view name = without_port(host);
  return name == *options_.loopback_address ||
         std::ranges::any_of(kNames, [&](std::string_view known) { return net::same_field_name(name, known); });
}

std::optional<net::Response> Gate::refuse_stranger(const net::Request& request) {
  if (options_.login == nullptr) return std::nullopt;
  const Login::Verdict verdict = options_.login->judge(request.headers.get("Authorization"));
  if (verdict == Login::Verdict::welcome) return std::nullopt;
  if (verdict == Login::Verdict::too_many) {
    net::Response refused = error_answer(429, "There were too many wrong log-ins: try again in a minute.");
    refused.headers.set("Retry-After", "60");
    return refused;
  }
  net::Response refused =
      error_answer(401, verdict == Login::Verdict::wrong ? "The user name or the password is wrong."
                                                         : "A user name and a password are needed.");
  refused.headers.set("WWW-Authenticate", R"(Basic realm="CourseBot", charset="UTF-8")");
  return refused;
}

}  // namespace viewer
