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

void Chat::hear(SaidMessage message) {
  said_.push_back(std::move(message));
  keep_newest(said_, kSaidKept);
}

bool Chat::erase(values::MessageId id) {
  const auto has_id = [id](const auto& message) { return message.id == id; };
  return std::erase_if(messages_, has_id) + std::erase_if(said_, has_id) > 0;
}

const std::string* Chat::find_json(values::MessageId id) const {
  if (const auto shown = std::ranges::find(messages_, id, &ShownMessage::id); shown != messages_.end()) {
    return &shown->json;
  }
  const auto said = std::ranges::find(said_, id, &SaidMessage::id);
  return said == said_.end() ? nullptr : &said->json;
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
