#include "update_queue.hpp"

#include <algorithm>
#include <utility>

#include <boost/json.hpp>

namespace simulator {
namespace {

namespace json = boost::json;

// "Specify an empty list to receive all update types except chat_member, message_reaction, and message_reaction_count."
bool wanted_by_default(std::string_view type) {
  return type != "chat_member" && type != "message_reaction" && type != "message_reaction_count";
}

void append(std::string& array, std::string_view element) {
  array += array.empty() ? '[' : ',';
  array += element;
}

}  // namespace

bool UpdateQueue::wants(std::string_view type) const {
  if (allowed_types_.empty()) return wanted_by_default(type);
  return std::ranges::find(allowed_types_, type) != allowed_types_.end();
}

values::UpdateId UpdateQueue::next_id(values::Timestamp now) {
  const bool begins_anew = !last_id_ || (pending_.empty() && now - last_pushed_ >= kQuietUntilNewIds);
  last_id_ = begins_anew ? identifiers_.first_update() : values::UpdateId{last_id_->value() + 1};
  last_pushed_ = now;
  return *last_id_;
}

std::optional<values::UpdateId> UpdateQueue::push(std::string_view type, const json::value& content,
                                                  values::Timestamp now) {
  if (!wants(type)) {
    ++counts_.filtered;
    return std::nullopt;
  }
  expire(now);
  if (pending_.size() >= kMaxPending) {
    ++counts_.dropped;
    return std::nullopt;
  }
  const values::UpdateId id = next_id(now);
  std::string text = "{\"update_id\":" + std::to_string(id.value()) + ",\"" + std::string(type) + "\":";
  text += json::serialize(content);
  text += '}';
  pending_.push_back({id, now, std::move(text)});
  ++counts_.created;
  return id;
}

void UpdateQueue::inject(json::object update, values::Timestamp now) {
  if (update.contains("update_id")) {
    out_of_order_.push_back(json::serialize(update));
    return;
  }
  expire(now);
  const values::UpdateId id = next_id(now);
  update["update_id"] = id.value();
  pending_.push_back({id, now, json::serialize(update)});
  ++counts_.created;
}

void UpdateQueue::expire(values::Timestamp now) {
  while (!pending_.empty() && now - pending_.front().since >= kLifetime) {
    pending_.pop_front();
    ++counts_.expired;
  }
}

void UpdateQueue::confirm(std::int64_t offset, values::Timestamp now) {
  constexpr std::int64_t kFarthestBeyondTheEnd = 10;
  if (pending_.empty() || offset == 0) return;
  if (offset < 0) {
    while (std::cmp_greater(pending_.size(), -offset)) confirm_front(now);
    return;
  }
  const std::int64_t end = pending_.back().id.value() + 1;
  if (offset > end + kFarthestBeyondTheEnd) return;
  while (!pending_.empty() && pending_.front().id.value() < offset) confirm_front(now);
}

void UpdateQueue::drop_pending() {
  counts_.dropped += pending_.size();
  pending_.clear();
}

void UpdateQueue::confirm_front(values::Timestamp now) {
  confirmed_.push_back(std::move(pending_.front()));
  confirmed_.back().since = now;
  pending_.pop_front();
  ++counts_.confirmed;
  while (confirmed_.size() > kMaxConfirmedKept || now - confirmed_.front().since > kRedeliveryWindow) {
    confirmed_.pop_front();
  }
}

std::string UpdateQueue::batch(std::size_t limit) {
  std::string array;
  std::size_t count = 0;
  for (; count < limit && !out_of_order_.empty(); ++count) {
    append(array, out_of_order_.front());
    out_of_order_.pop_front();
  }
  for (auto update = pending_.begin(); count < limit && update != pending_.end(); ++count, ++update) {
    append(array, update->json);
  }
  if (!array.empty()) array += ']';
  return array;
}

std::size_t UpdateQueue::redeliver(values::Timestamp now) {
  std::size_t count = 0;
  for (const Update& update : confirmed_) {
    if (now - update.since > kRedeliveryWindow) continue;
    out_of_order_.push_back(update.json);
    ++count;
  }
  return count;
}

}  // namespace simulator
