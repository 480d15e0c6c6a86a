#pragma once
// The URL of a webhook: a server, and what is asked of it. A pure function.

#include <string>
#include <string_view>

#include "net/url.hpp"
#include "values/result.hpp"

namespace simulator {

struct WebhookUrl {
  net::Url server;
  std::string target;  ///< Path and query, as they stand in the URL; "/" where there are none.
};

/// Accepts http and https, without user info; a fragment is left out.
values::Result<WebhookUrl> parse_webhook_url(std::string_view url);

}  // namespace simulator
