#include "outbox_queue.hpp"

#include <algorithm>
#include <utility>

namespace engine {
namespace {

using store::Lane;
using telegram::Traffic;

constexpr std::array kAllLanes{Lane::pre_checkout, Lane::receipt, Lane::reply, Lane::broadcast};

std::size_t index_of(Lane lane) {
  return static_cast<std::size_t>(lane);
}

Traffic traffic_of(Lane lane) {
  if (lane == Lane::pre_checkout) return Traffic::urgent;
  return lane == Lane::broadcast ? Traffic::bulk : Traffic::reply;
}

/// Money and its answers: nothing of it may be dropped.
bool is_a_promise(Lane lane) {
  return lane == Lane::pre_checkout || lane == Lane::receipt;
}

}  // namespace

OutboxQueue::Key OutboxQueue::key_of(const store::OutboxMessage& message) {
  return message.chat ? Key{true, message.chat->value()} : Key{false, message.id.value()};
}

void OutboxQueue::push(store::OutboxMessage message) {
  ++size_;
  insert(std::move(message), false);
}

bool OutboxQueue::has_room_for(const store::OutboxMessage& message) const {
  // A broadcast has a few messages here at a time. Each one refused would count as not delivered, and bring the next.
  if (is_a_promise(message.lane) || message.lane == Lane::broadcast) return true;
  if (size_ >= limits_.waiting) return false;
  if (!message.chat) return true;
  const auto place = conversations_.find(key_of(message));
  return place == conversations_.end() || place->second.messages.size() < limits_.waiting_in_chat;
}

void OutboxQueue::settle(const store::OutboxMessage& message) {
  --sending_[index_of(message.lane)];
  conversations_.find(key_of(message))->second.sending = false;
}

void OutboxQueue::put_back(store::OutboxMessage message) {
  settle(message);
  insert(std::move(message), true);
}

void OutboxQueue::accepted(const store::OutboxMessage& message) {
  flood_.accepted(traffic_of(message.lane), message.chat);
}

void OutboxQueue::refused(const store::OutboxMessage& message) {
  flood_.refused(traffic_of(message.lane), message.chat, message.not_before);
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
  settle(message);
  const auto place = conversations_.find(key_of(message));
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

bool OutboxQueue::has_ready(Lane lane) const {
  const auto first = ready_.lower_bound({lane, 0});
  return first != ready_.end() && first->first.first == lane;
}

bool OutboxQueue::may_send_one_more(Lane lane) const {
  const std::size_t urgent = sending_[index_of(Lane::pre_checkout)];
  const std::size_t bulk = sending_[index_of(Lane::broadcast)];
  const std::size_t others = sending_[index_of(Lane::receipt)] + sending_[index_of(Lane::reply)] + bulk;
  if (lane == Lane::pre_checkout) return urgent + others < limits_.sending + limits_.sending_urgent;
  if (flood_.is_probing() && others > 0) return false;
  if (lane == Lane::broadcast && bulk >= limits_.sending_bulk) return false;
  return others < limits_.sending;
}

std::optional<store::OutboxMessage> OutboxQueue::take(values::Timestamp now) {
  wake_waiting(now);
  for (const Lane lane : kAllLanes) {
    if (!has_ready(lane) || !may_send_one_more(lane) || flood_.open_at(traffic_of(lane)) > now) continue;
    if (auto message = take_from(lane, now)) return message;
  }
  return std::nullopt;
}

std::optional<store::OutboxMessage> OutboxQueue::take_from(Lane lane, values::Timestamp now) {
  while (has_ready(lane)) {
    const Place place = ready_.lower_bound({lane, 0})->second;
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
    ++sending_[index_of(lane)];
    if (lane == Lane::broadcast) flood_.sent_bulk(now);
    store::OutboxMessage message = std::move(conversation.messages.front());
    conversation.messages.pop_front();
    return message;
  }
  return std::nullopt;
}

std::optional<values::Timestamp> OutboxQueue::next_at() const {
  std::optional<values::Timestamp> next;
  if (!waiting_.empty()) next = waiting_.begin()->first;
  for (const Lane lane : kAllLanes) {
    if (!has_ready(lane) || !may_send_one_more(lane)) continue;
    const values::Timestamp open = flood_.open_at(traffic_of(lane));
    next = std::min(next.value_or(open), open);
  }
  return next;
}

}  // namespace engine
