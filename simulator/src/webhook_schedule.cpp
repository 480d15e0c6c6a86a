#include "webhook_schedule.hpp"

#include <algorithm>
#include <utility>

namespace simulator {

WebhookSchedule::~WebhookSchedule() {
  for (auto& [person, line] : lines_) {
    for (Entry& entry : line.entries) {
      if (entry.out_of_order) updates_.give_back(std::move(*entry.out_of_order));
    }
  }
}

void WebhookSchedule::add(values::UserId person, Entry entry) {
  // Nobody's updates wait for nothing: each has a line of its own.
  if (person == values::UserId{}) person = values::UserId{last_nobody_++};
  const auto [line, is_new] = lines_.try_emplace(person);
  line->second.entries.push_back(std::move(entry));
  if (is_new) ready_.push_back(person);
}

void WebhookSchedule::load() {
  for (UpdateQueue::OutOfOrder& update : updates_.take_out_of_order()) {
    const values::UserId person = update.person;
    add(person, {{}, std::make_unique<UpdateQueue::OutOfOrder>(std::move(update))});
  }
  if (loaded_ == updates_.queued()) return;
  updates_.for_each_after(loaded_,
                          [this](const UpdateQueue::Update& update) { add(update.person, {update.id, nullptr}); });
  loaded_ = updates_.queued();
}

std::size_t WebhookSchedule::count_ready(values::Timestamp now) {
  while (!delayed_.empty() && delayed_.begin()->first <= now) {
    ready_.push_back(delayed_.begin()->second);
    delayed_.erase(delayed_.begin());
  }
  return ready_.size();
}

std::optional<WebhookSchedule::Attempt> WebhookSchedule::next(values::Timestamp now) {
  while (count_ready(now) > 0) {
    const values::UserId person = ready_.front();
    ready_.pop_front();
    const auto line = lines_.find(person);
    do {
      const Entry& first = line->second.entries.front();
      if (first.out_of_order) return Attempt{person, std::nullopt, first.out_of_order->json};
      // One that has expired, or was dropped, is passed over.
      if (const UpdateQueue::Update* update = updates_.find(first.id)) return Attempt{person, first.id, update->json};
    } while (pop(line));
  }
  return std::nullopt;
}

bool WebhookSchedule::pop(Lines::iterator line) {
  line->second.entries.pop_front();
  if (line->second.entries.empty()) {
    lines_.erase(line);
    return false;
  }
  line->second.has_failed = false;
  line->second.delay = std::chrono::seconds{1};
  return true;
}

void WebhookSchedule::succeeded(const Attempt& attempt) {
  if (pop(lines_.find(attempt.person))) ready_.push_back(attempt.person);
}

void WebhookSchedule::failed(const Attempt& attempt, values::Timestamp now, std::chrono::seconds retry_after) {
  Line& line = lines_.find(attempt.person)->second;
  const bool is_first = !std::exchange(line.has_failed, true);
  if (retry_after > std::chrono::seconds{0}) {
    delayed_.emplace(now + std::min(retry_after, kLongestRetryAfter), attempt.person);
  } else if (is_first) {
    ready_.push_back(attempt.person);
  } else {
    line.delay = std::min(line.delay * 2, kLongestDelay);
    delayed_.emplace(now + line.delay, attempt.person);
  }
}

}  // namespace simulator
