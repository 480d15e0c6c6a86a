#pragma once
// Updates by webhook: Telegram calls a server of ours. Sets the webhook, with allowed_updates and a secret that every
// call must know, uploads the certificate if nobody else vouches for it, and looks regularly whether all is as it
// should be. A call is answered with 200 only after its update is durable; whatever else we answer, Telegram tries
// again.
//
//   telegram::Webhook source(executor, api, clock, registry,
//                            {.bot = bot, .url = "https://bot.example.org/", .secret = secret});
//   values::Result<void> end = co_await source.run(handler);
//
// Use it from the executor of the API's HTTP client only, and end `run` with `stop`, not by cancelling who awaits it.
// After `stop` the webhook stays set: updates wait at Telegram.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include <boost/asio/any_io_executor.hpp>

#include "metrics/registry.hpp"
#include "net/http_server.hpp"
#include "telegram/api.hpp"
#include "telegram/backoff.hpp"
#include "telegram/update_source.hpp"
#include "values/secret.hpp"

namespace telegram {

struct WebhookOptions {
  values::BotId bot;
  std::string url;                    ///< What Telegram calls; its path is the only one that is answered.
  values::Secret secret;              ///< 1 to 256 of A-Z, a-z, 0-9, '_' and '-'.
  std::string address = "127.0.0.1";  ///< Numeric; what listens for Telegram, or for a proxy in front.
  std::uint16_t port = 8443;
  std::optional<net::CertificateFiles> certificate = {};  ///< None: plain HTTP, behind a proxy.
  int max_connections = 100;                              ///< Of Telegram's, at once (setWebhook: 1 to 100).
  std::size_t max_waiting = 500;                          ///< Updates gathered for the next batch; more are put off.
  std::chrono::milliseconds request_timeout{10'000};      ///< For a request, and for a TLS handshake.
  std::chrono::milliseconds look_every{30'000};           ///< At getWebhookInfo.
  std::size_t max_conflicts = 6;  ///< So often within `conflict_window` must another program have set its own webhook
                                  ///< to end ours.
  std::chrono::minutes conflict_window{5};
  BackoffOptions backoff = {};
};

class Webhook final : public UpdateSource {
 public:
  /// Registers the metrics that LongPolling registers. Throws if `options.url` is not one that net::parse_url reads.
  Webhook(boost::asio::any_io_executor executor, Api& api, const values::Clock& clock, metrics::Registry& registry,
          WebhookOptions options);
  ~Webhook() override;

  boost::asio::awaitable<values::Result<void>> run(BatchHandler handler) override;
  void stop() override;
  SourceHealth health() const override;

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace telegram
