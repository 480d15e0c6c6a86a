#include "engine/engine.hpp"

#include <algorithm>
#include <list>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <spdlog/spdlog.h>

#include "business_metrics.hpp"
#include "engine_metrics.hpp"
#include "online_users.hpp"
#include "outbox_sender.hpp"
#include "running_subscriptions.hpp"
#include "signal.hpp"
#include "star_reconciler.hpp"
#include "transactor.hpp"

namespace engine {
namespace {

using namespace std::chrono_literals;
namespace asio = boost::asio;

// Deliveries alone wait a little for company: one commit for many.
constexpr auto kDeliveryLinger = 20ms;
// So often the timers are looked at even if the wall clock was set meanwhile.
constexpr std::chrono::milliseconds kLongestSleep = 30s;
// Telegram answers a poll within a minute, with updates or without; after two of silence something may have gathered
// there.
constexpr auto kCaughtUpFor = 2min;
constexpr std::chrono::milliseconds kLongestPause = 5s;
constexpr telegram::BackoffOptions kStoreBackoff{.first = 100ms, .longest = kLongestPause};
constexpr auto kDrainLimit = 5s;
// Read within a millisecond, so that no update waits for them longer.
constexpr std::size_t kUsersAtATime = 2'000;
constexpr std::size_t kSubscriptionsAtAStart = 5'000;
// Alertmanager tells of a group of alerts at a time, and waits for the answer.
constexpr std::size_t kMostAlertCalls = 100;
// Each is told by a person's change of the files; while the store refuses to work only the newest are kept.
constexpr std::size_t kMostCatalogueNews = 100;

/// Something that was taken in, and for which somebody waits: a batch of updates, a page of Telegram's account, alerts.
template <class Content>
struct Pending {
  Pending(const asio::any_io_executor& executor, Content received) : content(std::move(received)), settled(executor) {}

  Content content;
  enum class State { waiting, durable, refused } state = State::waiting;
  Signal settled;

  void settle(bool is_durable) {
    state = is_durable ? State::durable : State::refused;
    settled.set();
  }
  /// True once it is durable, false if it can't be made so.
  asio::awaitable<bool> settlement() {
    while (state == State::waiting) co_await settled.wait(kLongestSleep);
    co_return state == State::durable;
  }
};

using PendingBatches = std::list<std::shared_ptr<Pending<telegram::UpdateBatch>>>;
using PendingBegins = std::list<std::shared_ptr<Pending<values::OutboxId>>>;
using PendingPages = std::list<std::shared_ptr<Pending<AccountPage>>>;
using PendingAlerts = std::list<std::shared_ptr<Pending<bot::AlertsReceived>>>;

}  // namespace

class Engine::Implementation {
 public:
  Implementation(const asio::any_io_executor& executor, store::Store& store,
                 std::shared_ptr<const shop::Catalogue> catalogue, const values::Clock& clock,
                 metrics::Registry& registry, SendCall send, EngineOptions options)
      : executor_(executor),
        store_(store),
        catalogue_(std::move(catalogue)),
        clock_(clock),
        options_(std::move(options)),
        online_(options_.online_window),
        business_metrics_(registry, online_, subscriptions_, clock_),
        metrics_(
            registry, [this] { return oldest_update_age(); }, [this] { return static_cast<double>(sender_.size()); }),
        transactor_(store, clock, online_, subscriptions_, options_),
        sender_(
            executor, clock, send, [this](values::OutboxId message) { return begin(message); },
            [this](Delivery delivery) { take_in(std::move(delivery)); }, OutboxLimits{.flood = options_.flood}),
        reconciler_(
            executor, clock, registry, std::move(send), [this](AccountPage page) { return take_in(std::move(page)); },
            options_),
        wake_(executor),
        store_backoff_(kStoreBackoff) {
    business_metrics_.courses(catalogue_->courses());
  }

  void start() {
    const values::Timestamp now = clock_.now();
    online_since_ = now - options_.online_window;
    read_more_users();
    for (const shop::PlanId plan : shop::kAllPlans) {
      resume_subscriptions(plan, now);
    }
    const auto bots = store_.bots();
    business_metrics_.resume(store_.counters(), store_.totals(), bots);
    shop::Effects effects{shop::TimerSet{shop::TimerKind::forget_updates, "", now},
                          shop::TimerSet{shop::TimerKind::withdrawn_plans, "", now}};
    const auto known = std::ranges::find(bots, options_.bot, &shop::HostedBot::id);
    if (known == bots.end()) effects.emplace_back(shop::BotCreated{{options_.bot, now}});
    transactor_.ignore_account_before(store::account_begin(known == bots.end() ? now : known->created_at));
    const auto transaction = store_.begin();
    reconciled_ = transaction->reconciled(options_.bot);
    for (const shop::Effect& effect : effects) transaction->apply(effect);
    transaction->commit();
    for (const shop::Effect& effect : effects) business_metrics_.committed(effect);

    for (store::OutboxMessage& message : store_.outbox()) take_up(std::move(message));
    next_timer_ = store_.next_timer_due();
  }

  asio::awaitable<void> run() {
    sender_.start();
    while (!stopping_ || !waiting_.empty() || !pages_.empty() || !alerts_.empty()) {
      co_await wake_.wait(time_to_sleep());
      if (has_urgent_work() || linger_is_over()) co_await commit_what_waits();
      if (must_read_more()) co_await read_more_aside();
    }
    refuse(begins_);
    co_await sender_.drain(kDrainLimit);
    if (!deliveries_.empty() || !catalogue_news_.empty()) co_await commit_what_waits();
    refuse(waiting_);
    refuse(pages_);
    refuse(alerts_);
    store_thread_.join();
  }

  void stop() {
    stopping_ = true;
    reconciler_.stop();
    wake_.set();
  }

  asio::awaitable<bool> handle(telegram::UpdateBatch batch) {
    if (stopping_) co_return false;
    caught_up_at_ = batch.caught_up ? std::optional(clock_.now()) : std::nullopt;
    if (caught_up_at_) start_reconciler();
    if (batch.updates.empty()) {
      wake_.set();  // Timers may have waited for this.
      co_return true;
    }
    co_return co_await make_durable(waiting_, std::move(batch));
  }

  void use(std::shared_ptr<const shop::Catalogue> catalogue) {
    catalogue_ = std::move(catalogue);
    business_metrics_.courses(catalogue_->courses());
  }

  void tell(bot::CatalogueReloaded news) {
    if (catalogue_news_.size() == kMostCatalogueNews) catalogue_news_.erase(catalogue_news_.begin());
    catalogue_news_.push_back(std::move(news));
    wake_.set();
  }

  asio::awaitable<bool> take_in(bot::AlertsReceived received) {
    if (store_problem_ || alerts_.size() >= kMostAlertCalls) co_return false;
    co_return co_await make_durable(alerts_, std::move(received));
  }

  void set_bots_served(std::int64_t bots) { business_metrics_.set_bots_served(bots); }
  std::int64_t bots_served() const { return business_metrics_.bots_served(); }
  std::int64_t users_online() const { return online_.count(clock_.now()); }
  std::optional<std::string> store_problem() const { return store_problem_; }

 private:
  // A payment that still waits at Telegram must be seen before a timer declares its checkout failed.
  bool is_caught_up() const { return caught_up_at_ && clock_.now() - *caught_up_at_ <= kCaughtUpFor; }
  bool timers_are_due() const { return is_caught_up() && next_timer_ && *next_timer_ <= clock_.now(); }
  bool has_urgent_work() const {
    return !waiting_.empty() || !pages_.empty() || !begins_.empty() || !alerts_.empty() || !catalogue_news_.empty() ||
           timers_are_due();
  }
  bool linger_is_over() const {
    return !deliveries_.empty() && std::chrono::steady_clock::now() >= first_delivery_at_ + kDeliveryLinger;
  }

  std::chrono::steady_clock::duration time_to_sleep() const {
    if (has_urgent_work() || must_read_more()) return 0ms;
    std::chrono::steady_clock::duration sleep = kLongestSleep;
    if (!deliveries_.empty()) {
      sleep = std::min(sleep, first_delivery_at_ + kDeliveryLinger - std::chrono::steady_clock::now());
    }
    if (is_caught_up() && next_timer_) {
      sleep = std::min<std::chrono::steady_clock::duration>(sleep, *next_timer_ - clock_.now());
    }
    return std::max<std::chrono::steady_clock::duration>(sleep, 0ms);
  }

  /// What a start finds in the store of the plan, unless it is too much to wait for.
  void resume_subscriptions(shop::PlanId plan, values::Timestamp now) {
    std::vector<values::Timestamp> ends = store_.subscription_ends(plan, now, kSubscriptionsAtAStart);
    if (ends.size() < kSubscriptionsAtAStart) return subscriptions_.resume(plan, std::move(ends), now);
    subscriptions_.await(plan);
    plans_to_read_.push_back(plan);
  }

  /// Who was online when the last run ended, from a part of the users at a time.
  void read_more_users() {
    store::SeenUsers part = store_.users_seen_since(online_since_, users_read_up_to_, kUsersAtATime);
    users_read_up_to_ = part.last;
    online_.saw_before(std::move(part.users));
  }

  bool must_read_more() const { return users_read_up_to_ || !plans_to_read_.empty(); }

  void read_more() {
    if (plans_to_read_.empty()) return read_more_users();
    const values::Timestamp now = clock_.now();
    const shop::PlanId plan = plans_to_read_.back();
    subscriptions_.resume(plan, store_.subscription_ends(plan, now), now);
    plans_to_read_.pop_back();
  }

  /// Of a large store a start leaves something to be read beside the work, on the store's thread.
  asio::awaitable<void> read_more_aside() {
    std::string problem;
    try {
      co_await asio::co_spawn(
          store_thread_.get_executor(),
          [this]() -> asio::awaitable<void> {
            read_more();
            co_return;
          },
          asio::use_awaitable);
      co_return;
    } catch (const store::StoreError& error) {
      problem = error.what();
    }
    spdlog::warn("users_online and subscriptions_active are too low until this can be read: {}", problem);
    asio::steady_timer pause(executor_, kLongestPause);
    co_await pause.async_wait(asio::use_awaitable);
  }

  void take_in(Delivery delivery) {
    if (destination_of(delivery.message) == Destination::telegram) metrics_.delivered(delivery);
    if (deliveries_.empty()) {
      first_delivery_at_ = std::chrono::steady_clock::now();
      wake_.set();
    }
    deliveries_.push_back(std::move(delivery));
  }

  /// A message that an earlier run left behind.
  void take_up(store::OutboxMessage message) {
    if (message.begun) {
      take_in({.message = std::move(message),
               .outcome = DeliveryOutcome::unknown,
               .reason = "the program ended while it was being sent"});
    } else {
      sender_.push(std::move(message));
    }
  }

  /// After the updates that wait at Telegram: what they tell is told by them rather than found.
  void start_reconciler() {
    if (options_.reconcile_every <= 0ms || std::exchange(reconciler_started_, true)) return;
    asio::co_spawn(executor_, reconciler_.run(reconciled_), asio::detached);
  }

  asio::awaitable<bool> take_in(AccountPage page) { return make_durable(pages_, std::move(page)); }
  asio::awaitable<bool> begin(values::OutboxId message) { return make_durable(begins_, message); }

  /// True once `content` is part of a commit, false if the engine is stopping.
  template <class Content>
  asio::awaitable<bool> make_durable(std::list<std::shared_ptr<Pending<Content>>>& waiting, Content content) {
    if (stopping_) co_return false;
    const auto pending = std::make_shared<Pending<Content>>(executor_, std::move(content));
    waiting.push_back(pending);
    wake_.set();
    co_return co_await pending->settlement();
  }

  /// Everything that waits, in one transaction, tried until it is durable or the engine stops.
  asio::awaitable<void> commit_what_waits() {
    const PendingBatches in_hand = std::exchange(waiting_, {});
    const PendingPages pages = std::exchange(pages_, {});
    const PendingBegins begins = std::exchange(begins_, {});
    const PendingAlerts alerts = std::exchange(alerts_, {});
    Work work{.catalogue = catalogue_,
              .batches = {},
              .pages = {},
              .deliveries = std::exchange(deliveries_, {}),
              .begun = {},
              .run_timers = timers_are_due(),
              .catalogue_news = std::exchange(catalogue_news_, {})};
    for (const auto& pending : in_hand) work.batches.push_back(&pending->content);
    if (options_.exposition && asks_for_exposition(work)) work.exposition = options_.exposition();
    for (const auto& pending : pages) work.pages.push_back(&pending->content);
    for (const auto& pending : begins) work.begun.push_back(pending->content);
    for (const auto& pending : alerts) work.alerts.push_back(&pending->content);
    in_hand_ = &in_hand;
    std::optional<Outcome> outcome = co_await commit(work);
    in_hand_ = nullptr;
    if (outcome) {
      publish(*outcome);
      for (const auto& pending : in_hand) confirm(*pending);
      for (const auto& pending : pages) pending->settle(outcome->account_read);
      for (const auto& pending : begins) pending->settle(true);
      for (const auto& pending : alerts) {
        pending->settle(std::ranges::find(outcome->alerts_refused, &pending->content) == outcome->alerts_refused.end());
      }
      // Whoever waits for the commit goes first: Telegram fetches the next updates while these are answered.
      co_await asio::post(executor_, asio::use_awaitable);
      for (store::OutboxMessage& message : outcome->to_send) sender_.push(std::move(message));
    } else {
      refuse(in_hand);
      refuse(pages);
      refuse(begins);
      refuse(alerts);
    }
  }

  bool asks_for_exposition(const Work& work) const {
    const auto asks = [&](const telegram::ReceivedUpdate& received) {
      return received.update && bot::asks_for_exposition(*received.update, options_.owners);
    };
    return std::ranges::any_of(
        work.batches, [&](const telegram::UpdateBatch* batch) { return std::ranges::any_of(batch->updates, asks); });
  }

  asio::awaitable<std::optional<Outcome>> commit(const Work& work) {
    while (true) {
      std::string problem;
      try {
        Outcome outcome = co_await asio::co_spawn(
            store_thread_.get_executor(),
            [&]() -> asio::awaitable<Outcome> { co_return transactor_.commit(work, bots_served()); },
            asio::use_awaitable);
        store_works();
        co_return outcome;
      } catch (const std::exception& error) {
        problem = error.what();
      }
      store_fails(problem);
      if (stopping_) co_return std::nullopt;
      asio::steady_timer pause(executor_, store_backoff_.next());
      co_await pause.async_wait(asio::use_awaitable);
    }
  }

  void store_works() {
    if (store_problem_) spdlog::info("The store works again.");
    store_problem_.reset();
    store_backoff_.reset();
  }

  void store_fails(const std::string& problem) {
    metrics_.store_failed();
    if (store_problem_ != problem) spdlog::error("{}; nothing is lost, it is tried again", problem);
    store_problem_ = problem;
  }

  /// What may be seen from outside now that it is durable.
  void publish(const Outcome& outcome) {
    for (const shop::Effect& effect : outcome.effects) business_metrics_.committed(effect);
    metrics_.committed(outcome);
    for (const std::string& fault : outcome.faults) spdlog::error("{}", fault);
    if (outcome.timers_changed) next_timer_ = outcome.next_timer;
  }

  void confirm(Pending<telegram::UpdateBatch>& pending) {
    const std::chrono::duration<double> time = std::chrono::steady_clock::now() - pending.content.arrived;
    for (std::size_t i = 0; i < pending.content.updates.size(); ++i) business_metrics_.observe_processing(time);
    pending.settle(true);
  }

  static void refuse(const auto& all_pending) {
    for (const auto& pending : all_pending) pending->settle(false);
  }

  double oldest_update_age() const {
    auto oldest = std::chrono::steady_clock::now();
    const auto now = oldest;
    for (const auto& pending : waiting_) oldest = std::min(oldest, pending->content.arrived);
    if (in_hand_ != nullptr) {
      for (const auto& pending : *in_hand_) oldest = std::min(oldest, pending->content.arrived);
    }
    return std::chrono::duration<double>(now - oldest).count();
  }

  asio::any_io_executor executor_;
  store::Store& store_;
  std::shared_ptr<const shop::Catalogue> catalogue_;
  const values::Clock& clock_;
  const EngineOptions options_;
  OnlineUsers online_;
  RunningSubscriptions subscriptions_;
  BusinessMetrics business_metrics_;
  EngineMetrics metrics_;
  Transactor transactor_;
  OutboxSender sender_;
  StarReconciler reconciler_;
  asio::thread_pool store_thread_{1};

  Signal wake_;
  PendingBatches waiting_;
  const PendingBatches* in_hand_ = nullptr;
  PendingPages pages_;
  PendingBegins begins_;
  PendingAlerts alerts_;
  std::optional<store::Reconciled> reconciled_;  // by earlier runs of the program
  bool reconciler_started_ = false;
  values::Timestamp online_since_;
  std::optional<store::UserKey> users_read_up_to_;  // while there are more
  std::vector<shop::PlanId> plans_to_read_;         // of which the subscriptions that run are not counted yet
  std::vector<bot::CatalogueReloaded> catalogue_news_;
  std::vector<Delivery> deliveries_;
  std::chrono::steady_clock::time_point first_delivery_at_;
  std::optional<values::Timestamp> next_timer_;
  std::optional<values::Timestamp> caught_up_at_;  // when Telegram last had nothing more
  bool stopping_ = false;
  std::optional<std::string> store_problem_;
  telegram::Backoff store_backoff_;
};

Engine::Engine(const asio::any_io_executor& executor, store::Store& store,
               std::shared_ptr<const shop::Catalogue> catalogue, const values::Clock& clock,
               metrics::Registry& registry, SendCall send, EngineOptions options)
    : implementation_(std::make_unique<Implementation>(executor, store, std::move(catalogue), clock, registry,
                                                       std::move(send), std::move(options))) {}

Engine::~Engine() = default;

void Engine::start() {
  implementation_->start();
}
asio::awaitable<void> Engine::run() {
  return implementation_->run();
}
void Engine::stop() {
  implementation_->stop();
}

asio::awaitable<bool> Engine::handle(telegram::UpdateBatch batch) {
  return implementation_->handle(std::move(batch));
}

void Engine::use(std::shared_ptr<const shop::Catalogue> catalogue) {
  implementation_->use(std::move(catalogue));
}
void Engine::tell(bot::CatalogueReloaded news) {
  implementation_->tell(std::move(news));
}

asio::awaitable<bool> Engine::take_in(bot::AlertsReceived received) {
  return implementation_->take_in(std::move(received));
}

void Engine::set_bots_served(std::int64_t bots) {
  implementation_->set_bots_served(bots);
}
std::int64_t Engine::bots_served() const {
  return implementation_->bots_served();
}
std::int64_t Engine::users_online() const {
  return implementation_->users_online();
}
std::optional<std::string> Engine::store_problem() const {
  return implementation_->store_problem();
}

}  // namespace engine
