#pragma once
// All bots that have called, each with a queue and chats of its own. Not thread-safe.

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "bot_account.hpp"
#include "identifiers.hpp"
#include "values/id.hpp"
#include "values/result.hpp"
#include "values/time.hpp"

namespace simulator {

struct BotsOptions {
  BotAccountOptions account;
  std::vector<values::UserId> admins;  ///< Have a chat with every bot from the start.
};

class Bots {
 public:
  static constexpr std::size_t kMaxBots = 10'000;

  Bots(Identifiers& identifiers, const values::Clock& clock, BotsOptions options)
      : identifiers_(identifiers), clock_(clock), options_(std::move(options)) {}

  /// The account, made where there is none; nullptr where there are kMaxBots already.
  BotAccount* open(values::BotId id);
  /// That bot; without an id the one that came first. nullptr where there is none.
  BotAccount* find(std::optional<values::BotId> id = {});
  void advance();
  /// The limits of every bot, also of those to come.
  void set_flood(const FloodLimits& limits);
  const FloodLimits& flood() const { return options_.account.flood; }

  auto begin() const { return accounts_.begin(); }
  auto end() const { return accounts_.end(); }

  std::function<void(values::BotId)> on_update;  ///< Called whenever that bot's queue has something new.
  /// Called whenever that bot has set or deleted its webhook; the error says why the webhook can't be used.
  std::function<values::Result<void>(BotAccount&)> on_webhook;

 private:
  Identifiers& identifiers_;
  const values::Clock& clock_;
  BotsOptions options_;
  std::map<values::BotId, std::unique_ptr<BotAccount>> accounts_;
  BotAccount* first_ = nullptr;
};

}  // namespace simulator
