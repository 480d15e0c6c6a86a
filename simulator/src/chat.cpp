#include "chat.hpp"

#include <algorithm>

#include <boost/json.hpp>

namespace simulator {
namespace {

template <class T>
void keep_newest(std::deque<T>& queue, std::size_t limit) {
  while (queue.size() > limit) queue.pop_front();
}

bool has_callback(const ShownMessage& message, std::string_view data) {
  return std::ranges::any_of(message.buttons, [data](const Button& button) {
    return button.kind == Button::Kind::callback && button.value == data;
  });
}

}  // namespace

std::optional<std::chrono::seconds> ChatThrottle::refuse_until(values::Timestamp now) {
  full_until_ = std::max(full_until_, now);
  const auto too_early_by = full_until_ - now - (kBurst - 1) * kInterval;
  if (too_early_by > std::chrono::milliseconds{0}) return std::chrono::ceil<std::chrono::seconds>(too_early_by);
  full_until_ += kInterval;
  return std::nullopt;
}

void Chat::note(values::Timestamp at, std::string_view from, std::string_view kind, std::string_view json) {
  std::string entry = "{\"at\":\"" + values::format_rfc3339(at) + "\",\"from\":\"";
  entry.append(from).append("\",\"").append(kind).append("\":").append(json).append("}");
  transcript_.push_back(std::move(entry));
  keep_newest(transcript_, transcript_length_);
}

std::string Chat::transcript() const {
  std::string text = "{\"user\":" + boost::json::serialize(person_.user_json());
  text += std::string(",\"blocked\":") + (blocked ? "true" : "false");
  const ShownMessage* unpaid = newest_invoice();
  text += ",\"unpaid_invoice\":" + (unpaid == nullptr ? "null" : std::to_string(unpaid->id.value()));
  text += ",\"transcript\":[";
  for (const std::string& entry : transcript_) {
    if (&entry != &transcript_.front()) text += ',';
    text += entry;
  }
  return text + "]}";
}

void Chat::show(ShownMessage message) {
  messages_.push_back(std::move(message));
  keep_newest(messages_, kMessagesKept);
}

void Chat::settle_invoice(std::string_view payload) {
  for (ShownMessage& message : messages_) {
    if (message.invoice && message.invoice->offer.payload == payload) message.invoice->is_paid = true;
  }
}

template <class Condition>
const ShownMessage* Chat::newest(Condition condition) const {
  const auto found = std::ranges::find_if(messages_.rbegin(), messages_.rend(), condition);
  return found == messages_.rend() ? nullptr : &*found;
}

ShownMessage* Chat::find_message(values::MessageId id) {
  const auto found = std::ranges::find(messages_, id, &ShownMessage::id);
  return found == messages_.end() ? nullptr : &*found;
}

const ShownMessage* Chat::keyboard_with(std::string_view data) const {
  return newest([data](const ShownMessage& message) { return has_callback(message, data); });
}

const ShownMessage* Chat::newest_keyboard() const {
  return newest([](const ShownMessage& message) { return !message.buttons.empty(); });
}

const ShownMessage* Chat::newest_invoice(bool paid_too) const {
  return newest(
      [paid_too](const ShownMessage& message) { return message.invoice && (paid_too || !message.invoice->is_paid); });
}

}  // namespace simulator
