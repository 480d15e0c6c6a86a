#include "webhook_url.hpp"

namespace simulator {

values::Result<WebhookUrl> parse_webhook_url(std::string_view url) {
  constexpr std::string_view kAfterScheme = "://";
  const std::size_t scheme = url.find(kAfterScheme);
  if (scheme == std::string_view::npos) return values::Error{"a URL begins with https:// or http://"};
  const std::string_view without_fragment = url.substr(0, url.find('#'));
  const std::size_t end = without_fragment.find_first_of("/?", scheme + kAfterScheme.size());
  const values::Result<net::Url> server = net::parse_url(without_fragment.substr(0, end));
  if (!server) return server.error();
  std::string target(end == std::string_view::npos ? std::string_view{} : without_fragment.substr(end));
  if (!target.starts_with('/')) target.insert(target.begin(), '/');
  return WebhookUrl{*server, std::move(target)};
}

}  // namespace simulator
