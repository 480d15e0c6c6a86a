#pragma once
// One transaction: each update deduplicated, decided and written, so that one which can't be handled leaves nothing
// behind and holds up no other; deliveries noted; timers run. Synchronous and without a network, so that every rule of
// it can be tested in a few lines.
//
// One thread at a time. Throws store::StoreError when nothing could be made durable; the same Work may be tried again.

#include "bot/conversation.hpp"
#include "engine/engine.hpp"
#include "online_users.hpp"
#include "running_subscriptions.hpp"
#include "store/store.hpp"
#include "user_rate_limit.hpp"
#include "work.hpp"

namespace engine {

class Transactor {
 public:
  Transactor(store::Store& store, const values::Clock& clock, OnlineUsers& online,
             const RunningSubscriptions& subscriptions, const EngineOptions& options);

  Outcome commit(const Work& work, std::int64_t bots_served);

  /// Entries of Telegram's account from before then are noted and nothing else: another program, or another database,
  /// has dealt with them, and their customers must not hear of them again.
  void ignore_account_before(values::Timestamp at) { account_begins_ = at; }

 private:
  class Attempt;
  class Allowances;
  class NeedsSavepoints;

  Outcome attempt(const Work& work, std::int64_t bots_served);

  store::Store& store_;
  const values::Clock& clock_;
  OnlineUsers& online_;
  const RunningSubscriptions& subscriptions_;
  UserRateLimit rate_limit_;
  const EngineOptions& options_;
  values::Timestamp account_begins_{};
};

}  // namespace engine
