#pragma once
// The deliveries to all bots' webhooks. Use it from one executor only.

#include <memory>
#include <unordered_map>
#include <utility>

#include <boost/asio/any_io_executor.hpp>

#include "bot_account.hpp"
#include "values/id.hpp"
#include "values/result.hpp"
#include "webhook_delivery.hpp"

namespace simulator {

class Webhooks {
 public:
  explicit Webhooks(boost::asio::any_io_executor executor) : executor_(std::move(executor)) {}

  /// The bot has set its webhook, or deleted it: the delivery before ends, and another begins where there is a webhook.
  /// The error says why its webhook can't be used.
  values::Result<void> change(BotAccount& bot);

  /// The bot's queue has something.
  void wake(values::BotId bot);
  /// Tries again what had to wait.
  void wake_all();
  void stop();

 private:
  boost::asio::any_io_executor executor_;
  std::unordered_map<values::BotId, std::shared_ptr<WebhookDelivery>> deliveries_;
};

}  // namespace simulator
