#pragma once
// Strong identifiers: a user is not a chat, and neither is a number to add up.
//
//   values::UserId user{42};
//   values::ChatId chat = values::private_chat_of(user);
//
// Values: copy them freely, from any thread.

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <ostream>
#include <string>
#include <utility>

namespace values {

template <class Tag, class Representation>
class Id {
 public:
  Id() = default;
  constexpr explicit Id(Representation value) : value_(std::move(value)) {}

  constexpr const Representation& value() const { return value_; }

  friend constexpr auto operator<=>(const Id&, const Id&) = default;
  friend std::ostream& operator<<(std::ostream& out, const Id& id) { return out << id.value_; }

 private:
  Representation value_{};
};

// Telegram's own numbers (core.telegram.org/bots/api): up to 52 significant bits, chats of groups are negative.
using UserId = Id<struct UserTag, std::int64_t>;
using ChatId = Id<struct ChatTag, std::int64_t>;
using BotId = Id<struct BotTag, std::int64_t>;
using UpdateId = Id<struct UpdateTag, std::int64_t>;
using MessageId = Id<struct MessageTag, std::int64_t>;

// Telegram's own strings.
using ChargeId = Id<struct ChargeTag, std::string>;  // telegram_payment_charge_id
using PreCheckoutQueryId = Id<struct PreCheckoutTag, std::string>;

// Ours.
using OrderId = Id<struct OrderTag, std::int64_t>;
using OutboxId = Id<struct OutboxTag, std::int64_t>;
using BroadcastId = Id<struct BroadcastTag, std::int64_t>;
using TimerId = Id<struct TimerTag, std::int64_t>;
using AlertId = Id<struct AlertTag, std::int64_t>;

// Given by whoever writes the catalogue: words of a-z, 0-9 and '-'.
using CourseId = Id<struct CourseTag, std::string>;
using LessonId = Id<struct LessonTag, std::string>;

/// The private chat with a user has the user's number (Bot API, "Chat").
constexpr ChatId private_chat_of(UserId user) {
  return ChatId{user.value()};
}

}  // namespace values

template <class Tag, class Representation>
struct std::hash<values::Id<Tag, Representation>> {
  std::size_t operator()(const values::Id<Tag, Representation>& id) const noexcept {
    return std::hash<Representation>{}(id.value());
  }
};
