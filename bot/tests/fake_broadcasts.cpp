// What the store in memory knows about broadcasts.

#include <limits>
#include <stdexcept>

#include "fake_store.hpp"

namespace bot {

void FakeStore::apply(const shop::BroadcastDrafted& effect) {
  if (effect.broadcast.state != shop::BroadcastState::drafted) throw std::logic_error("drafted, and yet not");
  if (!broadcasts.emplace(effect.broadcast.id, effect.broadcast).second) throw std::logic_error("drafted twice");
}

void FakeStore::apply(const shop::BroadcastChanged& effect) {
  const shop::Broadcast& changed = effect.broadcast;
  const std::optional<shop::Broadcast> under_way = broadcast_under_way(changed.bot);
  if (changed.under_way() && under_way && under_way->id != changed.id) throw std::logic_error("two at a time");
  shop::Broadcast& broadcast = broadcasts.at(changed.id);
  if (broadcast.ended_at) throw std::logic_error("it has ended");
  if (changed.cursor < broadcast.cursor) throw std::logic_error("its recipients would be taken again");
  if (changed.text != broadcast.text || changed.copied_message != broadcast.copied_message) {
    throw std::logic_error("it is another message");
  }
  if (changed.ended_at && awaited(changed.id) > 0) throw std::logic_error("it ends while messages are on their way");
  broadcast = changed;
}

void FakeStore::apply(const shop::RecipientTaken& effect) {
  if (!awaited_recipients.emplace(effect.broadcast, effect.user).second) throw std::logic_error("taken twice");
}

void FakeStore::apply(const shop::RecipientSettled& effect) {
  if (awaited_recipients.erase({effect.broadcast, effect.user}) == 0) throw std::logic_error("nobody waits for that");
}

std::optional<shop::Broadcast> FakeStore::broadcast(values::BroadcastId broadcast) {
  const auto found = broadcasts.find(broadcast);
  return found == broadcasts.end() ? std::nullopt : std::optional(found->second);
}

std::optional<shop::Broadcast> FakeStore::broadcast_under_way(values::BotId bot) {
  for (const auto& [id, broadcast] : broadcasts) {
    if (broadcast.bot == bot && broadcast.under_way()) return broadcast;
  }
  return std::nullopt;
}

bool FakeStore::is_awaited(values::BroadcastId broadcast, values::UserId user) {
  return awaited_recipients.contains({broadcast, user});
}

std::int64_t FakeStore::awaited(values::BroadcastId broadcast) {
  std::int64_t count = 0;
  for (const auto& [id, user] : awaited_recipients) count += id == broadcast ? 1 : 0;
  return count;
}

bool FakeStore::belongs(const shop::User& user, shop::Segment segment, values::Timestamp now) {
  const std::optional<shop::Subscription> plan = subscription(user.bot, user.user);
  const bool running = plan && plan->active_at(now);
  switch (segment) {
    case shop::Segment::all:
      return true;
    case shop::Segment::subscribers:
      return running;
    case shop::Segment::lite:
      return running && plan->plan == shop::PlanId::lite;
    case shop::Segment::pro:
      return running && plan->plan == shop::PlanId::pro;
    case shop::Segment::unlimited:
      return running && plan->plan == shop::PlanId::unlimited;
    case shop::Segment::former:
      return plan && !running;
    case shop::Segment::newcomers:
      return !plan;
    case shop::Segment::russian:
      return user.language == shop::Language::russian;
    case shop::Segment::english:
      return user.language == shop::Language::english;
    case shop::Segment::students:
      throw std::logic_error("who has which course must be asked of students()");
  }
  throw std::logic_error("an unknown segment");
}

std::vector<values::UserId> FakeStore::recipients(values::BotId bot, shop::Segment segment, values::UserId after,
                                                  values::Timestamp now, std::size_t limit) {
  std::vector<values::UserId> found;
  for (const auto& [key, user] : users) {
    const bool wanted = user.bot == bot && user.user > after && !user.blocked_the_bot && belongs(user, segment, now);
    if (wanted && found.size() < limit) found.push_back(user.user);
  }
  return found;
}

std::int64_t FakeStore::count_recipients(values::BotId bot, shop::Segment segment, values::Timestamp now) {
  return std::ssize(recipients(bot, segment, {}, now, std::numeric_limits<std::size_t>::max()));
}

}  // namespace bot
