#pragma once
// A private chat between one person and one bot: what stands on the person's screen, and the transcript.
// Bounded: the last kTranscriptLength entries and the last few keyboards and invoices are kept. Not thread-safe.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/object.hpp>

#include "reply_markup.hpp"
#include "telegram_user.hpp"
#include "values/id.hpp"
#include "values/stars.hpp"
#include "values/time.hpp"

namespace simulator {

struct Keyboard {
  std::vector<Button> buttons;
  std::string message;  ///< The Message it hangs on, as JSON: a callback_query carries it.
};

struct Invoice {
  values::MessageId message;
  std::string payload;
  values::Stars amount;
};

/// Telegram's limit on messages to one chat: about one a second, with short bursts ("My bot is hitting limits" in
/// core.telegram.org/bots/faq).
class ChatThrottle {
 public:
  static constexpr int kBurst = 5;
  static constexpr std::chrono::milliseconds kInterval{1000};

  /// Takes one message; or says after how long there is room for it.
  std::optional<std::chrono::seconds> refuse_until(values::Timestamp now);

 private:
  values::Timestamp full_until_;  // each message moves it on by kInterval
};

class Chat {
 public:
  static constexpr std::size_t kTranscriptLength = 100;
  static constexpr std::size_t kKeyboardsKept = 5;
  static constexpr std::size_t kInvoicesKept = 5;

  explicit Chat(TelegramUser person) : person_(std::move(person)) {}

  TelegramUser& person() { return person_; }
  const TelegramUser& person() const { return person_; }
  values::ChatId id() const { return values::private_chat_of(person_.id); }

  /// `kind` says what `json` is: "message", "callback_query", … and `from` is "user", "bot" or "telegram".
  void note(values::Timestamp at, std::string_view from, std::string_view kind, std::string_view json);
  /// `{"user":{…},"blocked":…,"transcript":[…]}`
  std::string transcript() const;

  void show(Keyboard keyboard);
  void show(Invoice invoice);
  /// After a payment: its invoice is a receipt now.
  void settle_invoice(std::string_view payload);

  /// The newest keyboard with a callback button of that `data`.
  const Keyboard* keyboard_with(std::string_view data) const;
  const Keyboard* newest_keyboard() const { return keyboards_.empty() ? nullptr : &keyboards_.back(); }
  const Invoice* newest_invoice() const { return invoices_.empty() ? nullptr : &invoices_.back(); }

  bool blocked = false;                 ///< By the person; the bot's messages are refused.
  std::uint64_t messages_from_bot = 0;  ///< Invoices included.
  std::uint64_t messages_from_person = 0;
  ChatThrottle throttle;

 private:
  TelegramUser person_;
  std::deque<std::string> transcript_;
  std::deque<Keyboard> keyboards_;
  std::deque<Invoice> invoices_;
};

}  // namespace simulator
