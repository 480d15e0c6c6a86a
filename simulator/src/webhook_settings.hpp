#pragma once
// A webhook as the bot set it, and how it fares ("setWebhook", "WebhookInfo" in core.telegram.org/bots/api). Values.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "values/secret.hpp"
#include "values/time.hpp"

namespace simulator {

struct WebhookSettings {
  std::string url;
  std::string certificate;  ///< PEM: the only one that is trusted. Empty: those that the system trusts.
  values::Secret secret_token;
  std::size_t max_connections = 40;

  friend bool operator==(const WebhookSettings& left, const WebhookSettings& right) {
    return left.url == right.url && left.certificate == right.certificate &&
           left.secret_token.reveal() == right.secret_token.reveal() && left.max_connections == right.max_connections;
  }
};

struct WebhookHistory {
  struct Failure {
    values::Timestamp at;
    std::string message;
  };

  std::uint64_t delivered = 0;  ///< Answered with 2xx; one that was delivered twice counts twice.
  std::uint64_t failed = 0;
  std::optional<Failure> last_failure;
};

}  // namespace simulator
