#pragma once
// Conversations: functions from what happened, and what the store says, to what changes and what is answered. No I/O
// and no clock: everything they know is passed to them, so that a test is a few lines.
//
//   bot::Decision decision = bot::decide(update, reader, {.bot = bot, .now = now, .catalogue = catalogue, .owners =
//   owners}); for (const shop::Effect& effect : decision.effects) transaction.apply(effect); for (const bot::Outgoing&
//   message : decision.outgoing) …
//
// Thread-safe as long as the reader is used by one thread at a time.

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "shop/catalogue.hpp"
#include "shop/effects.hpp"
#include "store/outbox.hpp"
#include "store/reader.hpp"
#include "telegram/methods.hpp"
#include "telegram/star_transactions.hpp"
#include "telegram/types.hpp"
#include "values/id.hpp"
#include "values/result.hpp"
#include "values/time.hpp"

namespace bot {

/// What a decision may know beside the update and the store.
struct Situation {
  values::BotId bot;
  values::Timestamp now;
  const shop::Catalogue& catalogue;
  std::span<const values::UserId> owners;                                   ///< ADMIN_IDS
  std::chrono::milliseconds checkout_deadline{3'600'000};                   ///< CHECKOUT_DEADLINE
  std::int64_t users_online = 0;                                            ///< For /stats, the user who asks included.
  std::int64_t bots_served = 1;                                             ///< For /stats.
  std::array<std::int64_t, shop::kAllPlans.size()> active_subscriptions{};  ///< By plan, for /stats.
  const std::string* exposition = nullptr;  ///< For /metrics: text 0.0.4. None: nobody asks for it.
};

/// A call that must be made.
struct Outgoing {
  telegram::Call call;
  std::optional<values::ChatId> chat;
  store::Lane lane = store::Lane::reply;
  std::optional<values::Timestamp> deadline;
  std::string subject = {};  ///< What the answer is about: with one, `decide(CallAnswered)` is asked about the answer.
};

struct Decision {
  shop::Effects effects;
  std::vector<Outgoing> outgoing;
};

/// Telegram holds a pre-checkout query open for so long (Bot API, answerPreCheckoutQuery).
inline constexpr std::chrono::seconds kPreCheckoutDeadline{10};

/// Answers an update. Updates that ask for nothing (foreign callback data, groups, unknown types) change nothing or
/// only that the user was seen. Throws std::runtime_error for a payment or a refund that can't be booked (no payer, not
/// in Stars, no charge id): the update must be kept for a person.
Decision decide(const telegram::Update& update, store::Reader& reader, const Situation& situation);

/// A timer of the shop has come due (TimerKind::forget_updates is the engine's own and never comes here).
struct TimerFired {
  shop::TimerKind kind;
  std::string subject;
};
Decision decide(const TimerFired& timer, store::Reader& reader, const Situation& situation);

/// What Telegram answered, for good, to a call that had a subject: the result, or why there will be none.
struct CallAnswered {
  std::string method;
  std::string subject;
  std::optional<std::string> result;  ///< A text as it is, anything else as JSON; none if the call failed.
  std::string reason;                 ///< Telegram's words, if it failed.
  bool blocked_by_user = false;       ///< 403
};
Decision decide(const CallAnswered& answer, store::Reader& reader, const Situation& situation);

/// The process ended while a call was made that nobody may get twice: Telegram may have taken it or not. It is in the
/// outbox no more.
struct SendInterrupted {
  std::string method;
  std::string subject;
  std::optional<values::ChatId> chat;
};
Decision decide(const SendInterrupted& interrupted, store::Reader& reader, const Situation& situation);

/// An entry of Telegram's account: what the ledger doesn't know of it is made up for.
Decision decide(const shop::StarTransaction& transaction, store::Reader& reader, const Situation& situation);

/// What an entry of Telegram's account is to the shop. An error if its amount is beyond belief.
values::Result<shop::StarTransaction> transaction_of(const telegram::StarTransaction& transaction);

/// A message that Telegram will never take.
struct Undeliverable {
  std::string method;
  std::optional<values::ChatId> chat;
  store::Lane lane = store::Lane::reply;
  bool blocked_by_user = false;  ///< 403
  std::string reason;            ///< Telegram's words.
  std::string subject = {};      ///< What its answer would have been about.
};
Decision decide(const Undeliverable& message, store::Reader& reader, const Situation& situation);

/// An update that could not be handled and was put aside.
struct UpdatePutAside {
  values::UpdateId update;
  std::string reason;
  bool was_payment = false;
};
Decision decide(const UpdatePutAside& update, const Situation& situation);

/// The user whose action an update is, if any: who is online, and whose requests are limited. None for bots, for what
/// happens outside of private chats, and for what Telegram does by itself: renewals, changes of a subscription,
/// refunds.
std::optional<values::UserId> actor_of(const telegram::Update& update);

/// Whether the decision about `update` needs `Situation::exposition`.
bool asks_for_exposition(const telegram::Update& update, std::span<const values::UserId> owners);

/// The commands that Telegram shows in its menu: one call a language, and one more a language for each owner.
std::vector<telegram::Call> menu_of(std::span<const values::UserId> owners);

}  // namespace bot
