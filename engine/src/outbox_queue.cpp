#include "outbox_queue.hpp"

#include <algorithm>
#include <utility>

namespace engine {

OutboxQueue::Key OutboxQueue::key_of(const store::OutboxMessage& message) {
  return message.chat ? Key{true, message.chat->value()} : Key{false, message.id.value()};
}

void OutboxQueue::push(store::OutboxMessage message) {
  ++size_;
  insert(std::move(message), false);
}

void OutboxQueue::put_back(store::OutboxMessage message) {
  conversations_.find(key_of(message))->second.sending = false;
  insert(std::move(message), true);
}

void OutboxQueue::insert(store::OutboxMessage message, bool before_its_lane) {
  const Place place = conversations_.try_emplace(key_of(message)).first;
  auto& messages = place->second.messages;
  const auto position = std::ranges::find_if(messages, [&](const store::OutboxMessage& other) {
    return before_its_lane ? other.lane >= message.lane : other.lane > message.lane;
  });
  messages.insert(position, std::move(message));
  line_up(place);
}

void OutboxQueue::finished(const store::OutboxMessage& message) {
  --size_;
  const auto place = conversations_.find(key_of(message));
  place->second.sending = false;
  if (place->second.messages.empty()) {
    conversations_.erase(place);
  } else {
    line_up(place);
  }
}

void OutboxQueue::line_up(Place place) {
  Conversation& conversation = place->second;
  if (conversation.sending || conversation.messages.empty()) return;
  step_out(place);
  const store::OutboxMessage& first = conversation.messages.front();
  const values::Timestamp not_before = std::max(first.not_before, conversation.allowed_at.value_or(first.not_before));
  if (not_before > values::Timestamp{}) {
    wait_until(place, not_before);
  } else {
    conversation.ready_place = {first.lane, next_turn_++};
    ready_.emplace(*conversation.ready_place, place);
  }
}

void OutboxQueue::step_out(Place place) {
  Conversation& conversation = place->second;
  if (conversation.ready_place) {
    ready_.erase(*conversation.ready_place);
    conversation.ready_place.reset();
  }
  if (conversation.waiting_place) {
    const auto [first, last] = waiting_.equal_range(*conversation.waiting_place);
    waiting_.erase(std::find_if(first, last, [&](const auto& entry) { return entry.second == place; }));
    conversation.waiting_place.reset();
  }
}

void OutboxQueue::wait_until(Place place, values::Timestamp until) {
  place->second.waiting_place = until;
  waiting_.emplace(until, place);
}

void OutboxQueue::wake_waiting(values::Timestamp now) {
  while (!waiting_.empty() && waiting_.begin()->first <= now) {
    const Place place = waiting_.begin()->second;
    waiting_.erase(waiting_.begin());
    place->second.waiting_place.reset();
    place->second.ready_place = {place->second.messages.front().lane, next_turn_++};
    ready_.emplace(*place->second.ready_place, place);
  }
}

std::optional<store::OutboxMessage> OutboxQueue::take(values::Timestamp now) {
  wake_waiting(now);
  while (!ready_.empty()) {
    const Place place = ready_.begin()->second;
    Conversation& conversation = place->second;
    step_out(place);
    if (place->first.is_chat && !conversation.allowed_at) {
      conversation.allowed_at = flood_.reserve(values::ChatId{place->first.number}, now);
    }
    if (conversation.allowed_at && *conversation.allowed_at > now) {
      wait_until(place, *conversation.allowed_at);
      continue;
    }
    conversation.allowed_at.reset();
    conversation.sending = true;
    store::OutboxMessage message = std::move(conversation.messages.front());
    conversation.messages.pop_front();
    return message;
  }
  return std::nullopt;
}

std::optional<values::Timestamp> OutboxQueue::next_at() const {
  if (!ready_.empty()) return values::Timestamp{};
  if (!waiting_.empty()) return waiting_.begin()->first;
  return std::nullopt;
}

}  // namespace engine
