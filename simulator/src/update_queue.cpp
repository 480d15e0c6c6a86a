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

/// Who did what the content of an update tells.
values::UserId person_in(const json::value& content) {
  if (!content.is_object()) return {};
  for (const std::string_view field : {"from", "user", "chat"}) {
    const json::value* who = content.get_object().if_contains(field);
    const json::value* id = who != nullptr && who->is_object() ? who->get_object().if_contains("id") : nullptr;
    if (id != nullptr && id->is_int64()) return values::UserId{id->get_int64()};
  }
  return {};
}

values::UserId person_in_update(const json::object& update) {
  for (const auto& field : update) {
    if (const values::UserId person = person_in(field.value()); person != values::UserId{}) return person;
  }
  return {};
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
  if (size() >= kMaxPending) {
    ++counts_.dropped;
    return std::nullopt;
  }
  const values::UpdateId id = next_id(now);
  std::string text = "{\"update_id\":" + std::to_string(id.value()) + ",\"" + std::string(type) + "\":";
  text += json::serialize(content);
  text += '}';
  enqueue({id, now, std::move(text), person_in(content)});
  return id;
}

void UpdateQueue::enqueue(Update update) {
  pending_.push_back(std::move(update));
  ++counts_.created;
}

void UpdateQueue::inject(json::object update, values::Timestamp now) {
  const values::UserId person = person_in_update(update);
  if (update.contains("update_id")) {
    out_of_order_.push_back({person, json::serialize(update)});
    return;
  }
  expire(now);
  const values::UpdateId id = next_id(now);
  update["update_id"] = id.value();
  enqueue({id, now, json::serialize(update), person});
}

void UpdateQueue::expire(values::Timestamp now) {
  while (!pending_.empty() && now - pending_.front().since >= kLifetime) {
    pending_.pop_front();
    ++counts_.expired;
    drop_holes_at_front();
  }
}

const UpdateQueue::Update* UpdateQueue::find(values::UpdateId id) const {
  if (pending_.empty() || id < pending_.front().id || id > pending_.back().id) return nullptr;
  const Update& found = pending_[static_cast<std::size_t>(id.value() - pending_.front().id.value())];
  return is_hole(found) ? nullptr : &found;
}

void UpdateQueue::confirm_one(values::UpdateId id, values::Timestamp now) {
  if (!is_pending(id)) return;
  if (id == pending_.front().id) return confirm_front(now);
  keep_confirmed(pending_[static_cast<std::size_t>(id.value() - pending_.front().id.value())], now);
  ++holes_;
}

void UpdateQueue::drop_holes_at_front() {
  while (!pending_.empty() && is_hole(pending_.front())) {
    pending_.pop_front();
    --holes_;
  }
}

void UpdateQueue::confirm(std::int64_t offset, values::Timestamp now) {
  constexpr std::int64_t kFarthestBeyondTheEnd = 10;
  if (pending_.empty() || offset == 0) return;
  if (offset < 0) {
    while (std::cmp_greater(size(), -offset)) confirm_front(now);
    return;
  }
  const std::int64_t end = pending_.back().id.value() + 1;
  if (offset > end + kFarthestBeyondTheEnd) return;
  while (!pending_.empty() && pending_.front().id.value() < offset) confirm_front(now);
}

void UpdateQueue::drop_pending() {
  counts_.dropped += size();
  pending_.clear();
  holes_ = 0;
}

void UpdateQueue::keep_confirmed(Update& update, values::Timestamp now) {
  confirmed_.push_back({update.id, now, std::exchange(update.json, {}), update.person});
  ++counts_.confirmed;
  while (confirmed_.size() > kMaxConfirmedKept || now - confirmed_.front().since > kRedeliveryWindow) {
    confirmed_.pop_front();
  }
}

void UpdateQueue::confirm_front(values::Timestamp now) {
  keep_confirmed(pending_.front(), now);
  pending_.pop_front();
  drop_holes_at_front();
}

std::string UpdateQueue::batch(std::size_t limit) {
  std::string array;
  std::size_t count = 0;
  for (; count < limit && !out_of_order_.empty(); ++count) {
    append(array, out_of_order_.front().json);
    out_of_order_.pop_front();
  }
  for (auto update = pending_.begin(); count < limit && update != pending_.end(); ++update) {
    if (is_hole(*update)) continue;
    append(array, update->json);
    ++count;
  }
  if (!array.empty()) array += ']';
  return array;
}

std::size_t UpdateQueue::redeliver(values::Timestamp now) {
  std::size_t count = 0;
  for (const Update& update : confirmed_) {
    if (now - update.since > kRedeliveryWindow) continue;
    out_of_order_.push_back({update.person, update.json});
    ++count;
  }
  return count;
}

}  // namespace simulator
