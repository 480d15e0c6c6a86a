#include "chat.hpp"

#include <algorithm>

#include <boost/json.hpp>

namespace simulator {
namespace {

template <class T>
void keep_newest(std::deque<T>& queue, std::size_t limit) {
  while (queue.size() > limit) queue.pop_front();
}

bool has_callback(const Keyboard& keyboard, std::string_view data) {
  return std::ranges::any_of(keyboard.buttons, [data](const Button& button) {
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
  keep_newest(transcript_, kTranscriptLength);
}

std::string Chat::transcript() const {
  std::string text = "{\"user\":" + boost::json::serialize(person_.user_json());
  text += std::string(",\"blocked\":") + (blocked ? "true" : "false") + ",\"transcript\":[";
  for (const std::string& entry : transcript_) {
    if (&entry != &transcript_.front()) text += ',';
    text += entry;
  }
  return text + "]}";
}

void Chat::show(Keyboard keyboard) {
  keyboards_.push_back(std::move(keyboard));
  keep_newest(keyboards_, kKeyboardsKept);
}

void Chat::show(Invoice invoice) {
  invoices_.push_back(std::move(invoice));
  keep_newest(invoices_, kInvoicesKept);
}

void Chat::settle_invoice(std::string_view payload) {
  std::erase_if(invoices_, [payload](const Invoice& invoice) { return invoice.payload == payload; });
}

const Keyboard* Chat::keyboard_with(std::string_view data) const {
  const auto found = std::ranges::find_if(keyboards_.rbegin(), keyboards_.rend(),
                                          [data](const Keyboard& keyboard) { return has_callback(keyboard, data); });
  return found == keyboards_.rend() ? nullptr : &*found;
}

}  // namespace simulator
