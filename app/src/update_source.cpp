#include "update_source.hpp"

#include <array>
#include <stdexcept>
#include <string>

#include <openssl/rand.h>

#include "telegram/long_polling.hpp"
#include "telegram/webhook.hpp"

namespace app {
namespace {

/// Of 256 bits, in characters that setWebhook takes.
values::Secret random_secret() {
  constexpr std::string_view kHexDigits = "0123456789abcdef";
  std::array<unsigned char, 32> bytes{};
  if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) {
    throw std::runtime_error("no random bytes for a webhook secret: set WEBHOOK_SECRET");
  }
  std::string text;
  for (const unsigned char byte : bytes) text += {kHexDigits[byte >> 4U], kHexDigits[byte & 0xFU]};
  return values::Secret{text};
}

telegram::WebhookOptions webhook_options(const Settings& settings, values::BotId bot) {
  telegram::WebhookOptions options;
  options.bot = bot;
  options.url = settings.webhook_url;
  options.secret = settings.webhook_secret.empty() ? random_secret() : settings.webhook_secret;
  options.address = settings.webhook_address.empty() ? settings.listen_address : settings.webhook_address;
  options.port = settings.webhook_port;
  if (!settings.webhook_certificate.empty()) {
    options.certificate =
        net::CertificateFiles{.certificate = settings.webhook_certificate, .key = settings.webhook_key};
  }
  return options;
}

}  // namespace

std::unique_ptr<telegram::UpdateSource> make_update_source(const Settings& settings, values::BotId bot,
                                                           const SourceBasis& basis) {
  if (settings.has_webhook()) {
    return std::make_unique<telegram::Webhook>(basis.executor, basis.api, basis.clock, basis.registry,
                                               webhook_options(settings, bot));
  }
  const telegram::LongPollingOptions options{.bot = bot};
  return std::make_unique<telegram::LongPolling>(basis.executor, basis.api, basis.clock, basis.registry, options);
}

}  // namespace app
