#include "bots.hpp"

namespace simulator {

BotAccount* Bots::open(values::BotId id) {
  if (BotAccount* known = find(id)) return known;
  if (accounts_.size() >= kMaxBots) return nullptr;
  auto account = std::make_unique<BotAccount>(id, identifiers_, clock_, options_.account);
  for (const values::UserId admin : options_.admins) account->open_chat(admin);
  account->on_update = [this, id] {
    if (on_update) on_update(id);
  };
  account->on_webhook = [this, bot = account.get()] { return on_webhook ? on_webhook(*bot) : values::Result<void>{}; };
  if (first_ == nullptr) first_ = account.get();
  return accounts_.emplace(id, std::move(account)).first->second.get();
}

BotAccount* Bots::find(std::optional<values::BotId> id) {
  if (!id) return first_;
  const auto found = accounts_.find(*id);
  return found == accounts_.end() ? nullptr : found->second.get();
}

void Bots::set_flood(const FloodLimits& limits) {
  options_.account.flood = limits;
  for (auto& [id, account] : accounts_) account->set_flood(limits);
}

void Bots::advance() {
  for (auto& [id, account] : accounts_) account->advance();
}

}  // namespace simulator
