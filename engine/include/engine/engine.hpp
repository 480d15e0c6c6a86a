#pragma once
// The engine makes updates durable and sends what they decided. It takes whatever is waiting (batches of updates,
// answers of Telegram to what was sent, timers that have come due), decides and writes it in one transaction, and only
// after the commit confirms, counts and sends.
//
//   engine::Engine engine(executor, store, catalogue, clock, registry, send, {.bot = bot});   // shared_ptr to const
//   engine.start();
//   co_spawn(executor, engine.run(), detached);
//   source.run([&](telegram::UpdateBatch batch) { return engine.handle(std::move(batch)); });
//
// Everything is called from `executor` (one thread). Transactions run on a thread of the engine's own, so that a slow
// disk doesn't stop the network. After `start` nobody else may use the store.

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include "bot/alerting.hpp"
#include "bot/catalogue_call.hpp"
#include "metrics/registry.hpp"
#include "shop/catalogue.hpp"
#include "store/store.hpp"
#include "telegram/api.hpp"
#include "telegram/flood_control.hpp"
#include "telegram/update_source.hpp"
#include "values/id.hpp"
#include "values/time.hpp"

namespace engine {

struct EngineOptions {
  values::BotId bot;
  std::vector<values::UserId> owners = {};                 ///< ADMIN_IDS
  std::chrono::milliseconds online_window{300'000};        ///< ONLINE_WINDOW
  std::chrono::milliseconds checkout_deadline{3'600'000};  ///< CHECKOUT_DEADLINE
  bool user_rate_limit = true;                             ///< USER_RATE_LIMIT
  telegram::FloodLimits flood = {};                        ///< FLOOD_CONTROL
  /// The metrics' exposition, for owners who ask for it in the chat; called from the executor. None: they can't.
  std::function<std::string()> exposition = {};
  /// How often the ledger is compared with Telegram's account, from the start on; 0: never.
  std::chrono::milliseconds reconcile_every{3'600'000};
};

/// Messages that the engine sends at the same time, at most. Telegram answers within some 50 ms: so many keep up with
/// well over a thousand updates a second. The HTTP client needs a connection for each, and a few for other calls.
inline constexpr std::size_t kSendsAtATime = 80;
/// Of them for answers to pre-checkouts alone.
inline constexpr std::size_t kUrgentSendsAtATime = 8;

/// Makes one call of the Bot API, and waits so long for its answer at most. Also carries out what is no call of the Bot
/// API: bot::kEditCatalogue, which has no limit of time, and those to Alertmanager (bot/alerting.hpp).
using SendCall =
    std::function<boost::asio::awaitable<telegram::ApiResult>(telegram::Call, std::chrono::milliseconds timeout)>;

class Engine {
 public:
  /// Registers the guide's seven metrics, those of sales beside them, and the engine's own.
  Engine(const boost::asio::any_io_executor& executor, store::Store& store,
         std::shared_ptr<const shop::Catalogue> catalogue, const values::Clock& clock, metrics::Registry& registry,
         SendCall send, EngineOptions options);
  ~Engine();
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  /// Takes up what the store remembers: counters, users online, timers, messages not yet sent. Creates the bot in the
  /// store when it is new. Throws store::StoreError.
  void start();

  /// Works until `stop`, and then until what was taken in is durable and, within a few seconds, sent.
  boost::asio::awaitable<void> run();
  void stop();

  /// A telegram::BatchHandler: true once the batch is durable, false if the engine is stopping.
  boost::asio::awaitable<bool> handle(telegram::UpdateBatch batch);

  /// Another catalogue, from the next transaction on; one that has begun ends with the catalogue it began with.
  void use(std::shared_ptr<const shop::Catalogue> catalogue);

  /// What has become of the catalogue's files: decided about in the next transaction.
  void tell(bot::CatalogueReloaded news);

  /// Alerts for the owners: true once what is to be told is durable. False if the engine is stopping, the store refuses
  /// to work, or too much waits: whoever tells of them is to try again.
  boost::asio::awaitable<bool> take_in(bot::AlertsReceived received);

  /// How many bots are being served now: what bothost_bots_created shows.
  void set_bots_served(std::int64_t bots);

  std::int64_t bots_served() const;
  std::int64_t users_online() const;
  /// One line while the store refuses to work.
  std::optional<std::string> store_problem() const;

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace engine
