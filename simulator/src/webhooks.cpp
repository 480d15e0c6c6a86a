#include "webhooks.hpp"

#include <stdexcept>

namespace simulator {

values::Result<void> Webhooks::change(BotAccount& bot) {
  if (const auto current = deliveries_.find(bot.id()); current != deliveries_.end()) {
    current->second->stop();
    deliveries_.erase(current);
  }
  if (!bot.webhook()) return {};
  try {
    const auto delivery = std::make_shared<WebhookDelivery>(executor_, bot);
    deliveries_.emplace(bot.id(), delivery);
    delivery->wake();
  } catch (const std::runtime_error& error) {
    return values::Error{error.what()};
  }
  return {};
}

void Webhooks::wake(values::BotId bot) {
  if (const auto found = deliveries_.find(bot); found != deliveries_.end()) found->second->wake();
}

void Webhooks::wake_all() {
  for (const auto& [bot, delivery] : deliveries_) delivery->wake();
}

void Webhooks::stop() {
  for (const auto& [bot, delivery] : deliveries_) delivery->stop();
  deliveries_.clear();
}

}  // namespace simulator
