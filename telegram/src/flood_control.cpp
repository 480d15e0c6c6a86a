#include "telegram/flood_control.hpp"

#include <algorithm>

namespace telegram {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using values::ChatId;
using values::Timestamp;

constexpr milliseconds kChatInterval = seconds{1};
constexpr milliseconds kGroupWindow = seconds{60};
/// A chat matters for a second after its last message, a group for a minute: looking for idle ones this often keeps the
/// map small at any rate of sending.
constexpr milliseconds kSweepInterval = seconds{5};
/// Callers may read the clock a little apart; a greater step back is the clock being set.
constexpr milliseconds kClockTolerance = seconds{1};

/// Groups and channels have negative ids (Bot API, "Chat").
bool is_group(ChatId chat) {
  return chat.value() < 0;
}

}  // namespace

Timestamp FloodControl::Chat::idle_at() const {
  const Timestamp group_idle_at = group_messages.empty() ? Timestamp{} : group_messages.back() + kGroupWindow;
  return std::max({allowance_full_at, paused_until, group_idle_at});
}

void FloodControl::Chat::shift(milliseconds by) {
  allowance_full_at += by;
  paused_until += by;
  for (Timestamp& message : group_messages) message += by;
}

FloodControl::FloodControl(FloodLimits limits) : limits_(limits), bulk_(limits.enabled ? limits.bulk_per_second : 0) {
  limits_.chat_burst = std::max(1, limits_.chat_burst);
  limits_.group_per_minute = std::max(1, limits_.group_per_minute);
}

Timestamp FloodControl::reserve(ChatId chat_id, Timestamp now) {
  follow_clock(now);
  forget_idle_chats(now);
  const auto known = chats_.find(chat_id);
  if (!limits_.enabled) return known == chats_.end() ? now : std::max(now, known->second.paused_until);

  Chat& chat = known == chats_.end() ? chats_[chat_id] : known->second;
  Timestamp when =
      std::max({now, chat.paused_until, chat.allowance_full_at - (limits_.chat_burst - 1) * kChatInterval});
  if (is_group(chat_id)) {
    const auto per_window = static_cast<std::size_t>(limits_.group_per_minute);
    if (chat.group_messages.size() == per_window) when = std::max(when, chat.group_messages.front() + kGroupWindow);
    count_in_group(chat, when);
  }
  chat.allowance_full_at = std::max(chat.allowance_full_at, when) + kChatInterval;
  return when;
}

Timestamp FloodControl::open_at(Traffic traffic) const {
  if (traffic == Traffic::urgent) return {};
  const Timestamp open = breaker_.closed_until();
  return traffic == Traffic::bulk ? std::max(open, bulk_.next_at()) : open;
}

void FloodControl::accepted(Traffic traffic, std::optional<ChatId> chat) {
  if (chat && traffic != Traffic::urgent) breaker_.accepted();
  if (traffic == Traffic::bulk) bulk_.accepted();
}

void FloodControl::refused(Traffic traffic, std::optional<ChatId> chat, Timestamp until) {
  breaker_.refused(chat, until);
  if (traffic == Traffic::bulk) bulk_.refused(until);
  if (!chat) return;
  Timestamp& paused_until = chats_[*chat].paused_until;
  paused_until = std::max(paused_until, until);
}

/// What was reserved is relative to the time it was then: a clock set back an hour must not hold a chat up for an hour.
void FloodControl::follow_clock(Timestamp now) {
  if (now < last_now_ - kClockTolerance) {
    for (auto& [id, chat] : chats_) chat.shift(now - last_now_);
    bulk_.shift(now - last_now_);
    breaker_.shift(now - last_now_);
    next_sweep_ = now;
    last_now_ = now;
  }
  last_now_ = std::max(last_now_, now);
}

void FloodControl::forget_idle_chats(Timestamp now) {
  if (now < next_sweep_) return;
  std::erase_if(chats_, [&](const auto& entry) { return entry.second.idle_at() <= now; });
  next_sweep_ = now + kSweepInterval;
}

void FloodControl::count_in_group(Chat& chat, Timestamp when) const {
  if (chat.group_messages.size() == static_cast<std::size_t>(limits_.group_per_minute)) {
    chat.group_messages.erase(chat.group_messages.begin());
  }
  chat.group_messages.push_back(when);
}

}  // namespace telegram
