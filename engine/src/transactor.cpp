#include "transactor.hpp"

#include <algorithm>
#include <exception>
#include <stdexcept>
#include <utility>

#include <boost/json/serialize.hpp>

namespace engine {
namespace {

using namespace std::chrono_literals;

// Telegram redelivers for 24 hours; twice that, and a day for clocks that differ (design: at least 48 hours).
constexpr auto kUpdateMemory = 72h;
constexpr auto kForgetUpdatesEvery = 1h;
constexpr auto kLookForWithdrawnPlansEvery = 1h;
// A payment is worth more than one attempt before it is put aside.
constexpr int kPaymentAttempts = 3;
constexpr std::size_t kTimersATransaction = 100;

bool is_payment(const telegram::ReceivedUpdate& received) {
  if (!received.update) return false;
  const auto* message = std::get_if<telegram::Message>(&received.update->content);
  return message != nullptr && (message->successful_payment || message->refunded_payment);
}

bool shows_in_metrics(const shop::Effect& effect) {
  return std::holds_alternative<shop::SubscriptionChanged>(effect) || !shop::counted_as(effect).empty();
}

std::optional<store::Attachment> attachment_of(std::optional<telegram::Document> document) {
  if (!document) return std::nullopt;
  return store::Attachment{.name = std::move(document->name),
                           .content = std::move(document->content),
                           .parameter = std::move(document->parameter),
                           .path = std::move(document->path)};
}

/// Money and Telegram's own notices are never limited, only what users ask for.
bool can_be_limited(const telegram::Update& update) {
  if (const auto* message = std::get_if<telegram::Message>(&update.content)) {
    return !message->successful_payment && !message->refunded_payment;
  }
  return std::holds_alternative<telegram::CallbackQuery>(update.content);
}

}  // namespace

/// Something of the work could not be handled, and without savepoints nothing of it remains.
class Transactor::NeedsSavepoints : public std::exception {};

/// What one user asked for is counted once, however often the transaction is tried.
class Transactor::Allowances {
 public:
  /// Of the updates in their order, this is number `index`; `ask` is asked the first time.
  template <class Ask>
  bool of(std::size_t index, Ask ask) {
    if (index >= answers_.size()) answers_.resize(index + 1);
    if (!answers_[index]) answers_[index] = ask();
    return *answers_[index];
  }

 private:
  std::vector<std::optional<bool>> answers_;
};

/// One try at one transaction; its destructor rolls back what was not committed.
class Transactor::Attempt {
 public:
  Attempt(Transactor& owner, const shop::Catalogue& catalogue, std::int64_t bots_served, Allowances& allowances,
          bool with_savepoints)
      : owner_(owner),
        catalogue_(catalogue),
        now_(owner.clock_.now()),
        bots_served_(bots_served),
        active_subscriptions_(active_at(now_)),
        allowances_(allowances),
        with_savepoints_(with_savepoints),
        transaction_(owner.store_.begin()) {}

  Outcome run(const Work& work) {
    if (work.exposition) exposition_ = &*work.exposition;
    for (const Delivery& delivery : work.deliveries) note(delivery);
    for (const values::OutboxId message : work.begun) transaction_->note_begun(message);
    for (const telegram::UpdateBatch* batch : work.batches) {
      for (const telegram::ReceivedUpdate& received : batch->updates) handle(batch->bot, received);
    }
    for (const AccountPage* page : work.pages) compare(*page);
    for (const bot::AlertsReceived* received : work.alerts) take_in(*received);
    for (const bot::CatalogueReloaded& news : work.catalogue_news) take_in(news);
    if (work.run_timers) run_timers();
    transaction_->commit();
    return std::move(outcome_);
  }

 private:
  using ActiveSubscriptions = std::array<std::int64_t, shop::kAllPlans.size()>;

  ActiveSubscriptions active_at(values::Timestamp now) const {
    ActiveSubscriptions active{};
    for (const shop::PlanId plan : shop::kAllPlans) {
      active[static_cast<std::size_t>(plan)] = owner_.subscriptions_.count(plan, now);
    }
    return active;
  }

  bot::Situation situation(values::BotId bot) const {
    return {.bot = bot,
            .now = now_,
            .catalogue = catalogue_,
            .owners = owner_.options_.owners,
            .checkout_deadline = owner_.options_.checkout_deadline,
            .users_online = owner_.online_.count(now_),
            .bots_served = bots_served_,
            .active_subscriptions = active_subscriptions_,
            .exposition = exposition_};
  }

  /// Does `step`. True if it went through; otherwise nothing of it remains and `failure_` says why. Savepoints cost a
  /// copy of every page that is changed, and are needed once in a thousand transactions: the first try goes without.
  template <class Step>
  bool under_savepoint(Step step) {
    if (!with_savepoints_) {
      try {
        step();
        return true;
      } catch (const store::StoreError&) {
        throw;
      } catch (const std::exception&) {
        throw NeedsSavepoints();
      }
    }
    const std::size_t messages = outcome_.to_send.size();
    const std::size_t effects = outcome_.effects.size();
    transaction_->savepoint();
    try {
      step();
      transaction_->release();
      return true;
    } catch (const store::StoreError&) {
      throw;
    } catch (const std::exception& error) {
      failure_ = error.what();
    }
    transaction_->roll_back_to_savepoint();
    outcome_.to_send.resize(messages);
    outcome_.effects.resize(effects);
    return false;
  }

  void handle(values::BotId bot, const telegram::ReceivedUpdate& received) {
    ++updates_;
    const int attempts = is_payment(received) ? kPaymentAttempts : 1;
    for (int attempt = 0; attempt < attempts; ++attempt) {
      if (under_savepoint([&] { decide(bot, received); })) return;
    }
    put_aside(bot, received);
  }

  void decide(values::BotId bot, const telegram::ReceivedUpdate& received) {
    if (!transaction_->remember_update(bot, received.id, now_)) {
      ++outcome_.duplicates;
      return;
    }
    const telegram::Update& update = received.update.value();  // Throws what made it unreadable.
    if (const auto actor = bot::actor_of(update)) {
      if (owner_.options_.user_rate_limit && can_be_limited(update) && !is_allowed(*actor)) {
        ++outcome_.rate_limited;
        return;
      }
      // Before the decision, so that who asks for /stats is counted there. Being told of a block is no action.
      if (!std::holds_alternative<telegram::MyChatMember>(update.content)) owner_.online_.saw(*actor, now_);
    }
    carry_out(bot, bot::decide(update, *transaction_, situation(bot)));
  }

  bool is_allowed(values::UserId actor) {
    // An owner forwards the lessons of a whole course at once.
    const std::vector<values::UserId>& owners = owner_.options_.owners;
    if (std::ranges::find(owners, actor) != owners.end()) return true;
    return allowances_.of(updates_ - 1, [&] { return owner_.rate_limit_.allows(actor, now_); });
  }

  /// Keeps an update that can't be handled as it came, tells the owners, and lets the others go on.
  void put_aside(values::BotId bot, const telegram::ReceivedUpdate& received) {
    ++outcome_.put_aside;
    const std::string reason = failure_;
    outcome_.faults.push_back("update " + std::to_string(received.id.value()) + " is put aside: " + reason);
    transaction_->remember_update(bot, received.id, now_);
    transaction_->keep_poisonous(
        {.bot = bot, .update = received.id, .raw = boost::json::serialize(received.raw), .reason = reason, .at = now_});
    const bot::UpdatePutAside event{.update = received.id, .reason = reason, .was_payment = is_payment(received)};
    under_savepoint([&] { carry_out(bot, bot::decide(event, situation(bot))); });
  }

  void note(const Delivery& delivery) {
    const store::OutboxMessage& message = delivery.message;
    if (delivery.outcome == DeliveryOutcome::postponed) {
      transaction_->postpone(message.id, message.not_before, message.attempts);
      return;
    }
    transaction_->remove_from_outbox(message.id);
    if (delivery.outcome == DeliveryOutcome::unknown) {
      react_to(message,
               bot::SendInterrupted{.method = message.method, .subject = message.subject, .chat = message.chat});
      return;
    }
    if (delivery.outcome == DeliveryOutcome::given_up) {
      react_to(message, bot::Undeliverable{.method = message.method,
                                           .chat = message.chat,
                                           .lane = message.lane,
                                           .blocked_by_user = delivery.blocked_by_user,
                                           .reason = delivery.reason,
                                           .subject = message.subject});
    }
    if (!message.subject.empty()) {
      react_to(message, bot::CallAnswered{.method = message.method,
                                          .subject = message.subject,
                                          .result = delivery.result,
                                          .reason = delivery.reason,
                                          .blocked_by_user = delivery.blocked_by_user});
    }
  }

  template <class Event>
  void react_to(const store::OutboxMessage& message, const Event& event) {
    const auto react = [&] { carry_out(message.bot, bot::decide(event, *transaction_, situation(message.bot))); };
    if (under_savepoint(react)) return;
    outcome_.faults.push_back("the answer to " + message.method + " could not be handled: " + failure_);
  }

  /// Makes up for what the ledger lacks. A page with an entry that can't be handled is read again at the next run.
  void compare(const AccountPage& page) {
    bool read = true;
    for (const telegram::StarTransaction& transaction : page.transactions) {
      if (under_savepoint([&] { compare(page.bot, transaction); })) continue;
      read = false;
      outcome_.faults.push_back("transaction " + transaction.id +
                                " of Telegram's account could not be handled: " + failure_);
    }
    if (!read) {
      outcome_.account_read = false;
      return;
    }
    const store::Reconciled& up_to = page.up_to;
    transaction_->apply(
        shop::ReconciledUpTo{.bot = page.bot, .transactions = up_to.transactions, .last = up_to.last, .at = up_to.at});
  }

  void compare(values::BotId bot, const telegram::StarTransaction& transaction) {
    const values::Result<shop::StarTransaction> entry = bot::transaction_of(transaction);
    if (!entry) throw std::runtime_error(entry.error().message);
    if (entry->at < owner_.account_begins_) {
      transaction_->apply(shop::TransactionNoted{.bot = bot, .transaction = *entry});
      return;
    }
    carry_out(bot, bot::decide(*entry, *transaction_, situation(bot)));
  }

  void take_in(const bot::AlertsReceived& received) {
    const values::BotId bot = owner_.options_.bot;
    if (under_savepoint([&] { carry_out(bot, bot::decide(received, *transaction_, situation(bot))); })) return;
    outcome_.alerts_refused.push_back(&received);
    outcome_.faults.push_back("alerts could not be handled: " + failure_);
  }

  void take_in(const bot::CatalogueReloaded& news) {
    const values::BotId bot = owner_.options_.bot;
    if (under_savepoint([&] { carry_out(bot, bot::decide(news, *transaction_, situation(bot))); })) return;
    outcome_.faults.push_back("news of the catalogue could not be handled: " + failure_);
  }

  void run_timers() {
    outcome_.timers_changed = true;
    for (const store::DueTimer& timer : transaction_->due_timers(now_, kTimersATransaction)) {
      // Removed first: what the decision sets anew under the same name stays.
      transaction_->remove_timer(timer.id);
      if (!under_savepoint([&] { fire(timer); })) {
        outcome_.faults.push_back("timer " + std::string(shop::to_string(timer.kind)) + " '" + timer.subject +
                                  "' failed: " + failure_);
      }
    }
  }

  void fire(const store::DueTimer& timer) {
    if (timer.kind == shop::TimerKind::forget_updates) {
      transaction_->forget_updates(now_ - kUpdateMemory);
      carry_out(owner_.options_.bot,
                {.effects = {shop::TimerSet{timer.kind, timer.subject, now_ + kForgetUpdatesEvery}}, .outgoing = {}});
      return;
    }
    const values::BotId bot = owner_.options_.bot;
    if (timer.kind == shop::TimerKind::withdrawn_plans) {
      carry_out(bot, {.effects = {shop::TimerSet{timer.kind, timer.subject, now_ + kLookForWithdrawnPlansEvery}},
                      .outgoing = {}});
    }
    carry_out(bot, bot::decide(bot::TimerFired{timer.kind, timer.subject}, *transaction_, situation(bot)));
  }

  void carry_out(values::BotId bot, bot::Decision decision) {
    for (shop::Effect& effect : decision.effects) {
      transaction_->apply(effect);
      if (const auto* seen = std::get_if<shop::UserSeen>(&effect)) owner_.online_.saw(seen->user, seen->at);
      if (std::holds_alternative<shop::TimerSet>(effect)) outcome_.timers_changed = true;
      if (shows_in_metrics(effect)) outcome_.effects.push_back(std::move(effect));
    }
    for (bot::Outgoing& outgoing : decision.outgoing) {
      store::OutboxMessage message{.bot = bot,
                                   .chat = outgoing.chat,
                                   .lane = outgoing.lane,
                                   .method = std::move(outgoing.call.method),
                                   .body = std::move(outgoing.call.body),
                                   .attachment = attachment_of(std::move(outgoing.call.document)),
                                   .subject = std::move(outgoing.subject),
                                   .deadline = outgoing.deadline};
      message.id = transaction_->enqueue(message);
      outcome_.to_send.push_back(std::move(message));
    }
  }

  Transactor& owner_;
  const shop::Catalogue& catalogue_;
  const values::Timestamp now_;
  const std::int64_t bots_served_;
  const ActiveSubscriptions active_subscriptions_;
  const std::string* exposition_ = nullptr;  // None: nobody asks for it.
  Allowances& allowances_;
  const bool with_savepoints_;
  std::unique_ptr<store::Transaction> transaction_;
  std::size_t updates_ = 0;
  Outcome outcome_;
  std::string failure_;
};

Transactor::Transactor(store::Store& store, const values::Clock& clock, OnlineUsers& online,
                       const RunningSubscriptions& subscriptions, const EngineOptions& options)
    : store_(store), clock_(clock), online_(online), subscriptions_(subscriptions), options_(options) {}

Outcome Transactor::attempt(const Work& work, std::int64_t bots_served) {
  Allowances allowances;
  try {
    return Attempt(*this, *work.catalogue, bots_served, allowances, false).run(work);
  } catch (const NeedsSavepoints&) {
    return Attempt(*this, *work.catalogue, bots_served, allowances, true).run(work);
  }
}

Outcome Transactor::commit(const Work& work, std::int64_t bots_served) {
  Outcome outcome = attempt(work, bots_served);
  if (outcome.timers_changed) outcome.next_timer = store_.next_timer_due();
  return outcome;
}

}  // namespace engine
