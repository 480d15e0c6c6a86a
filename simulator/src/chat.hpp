#pragma once
// A private chat between one person and one bot: what stands on the person's screen, and the transcript.
// Bounded: the last entries of the transcript, the last kMessagesKept messages of the bot and the last kSaidKept of the
// person are kept. Not thread-safe.

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "flood_limits.hpp"
#include "offer.hpp"
#include "reply_markup.hpp"
#include "telegram_user.hpp"
#include "values/id.hpp"
#include "values/time.hpp"

namespace simulator {

struct Invoice {
  Offer offer;
  bool is_paid = false;          ///< By this person: it is a receipt.
  bool can_be_forwarded = true;  ///< With its Pay button.
};

/// A message of the bot's that the person can still see.
struct ShownMessage {
  values::MessageId id;
  std::string json;  ///< The Message: a callback_query carries it.
  std::vector<Button> buttons;
  std::optional<Invoice> invoice;
};

/// A message of the person's own.
struct SaidMessage {
  values::MessageId id;
  std::string json;
};

class Chat {
 public:
  static constexpr std::size_t kUsualTranscriptLength = 100;
  static constexpr std::size_t kMessagesKept = 50;
  static constexpr std::size_t kSaidKept = 20;

  explicit Chat(TelegramUser person, std::size_t transcript_length = kUsualTranscriptLength)
      : person_(std::move(person)), transcript_length_(transcript_length) {}

  TelegramUser& person() { return person_; }
  const TelegramUser& person() const { return person_; }
  values::ChatId id() const { return values::private_chat_of(person_.id); }

  /// `kind` says what `json` is: "message", "callback_query", … and `from` is "user", "bot" or "telegram".
  void note(values::Timestamp at, std::string_view from, std::string_view kind, std::string_view json);
  /// `{"user":{…},"blocked":…,"unpaid_invoice":…,"transcript":[…]}`
  std::string transcript() const;

  void show(ShownMessage message);
  void hear(SaidMessage message);
  /// Removes a message, whoever wrote it; whether it was there.
  bool erase(values::MessageId id);
  /// After a payment: its invoice is a receipt now.
  void settle_invoice(std::string_view payload);

  /// A message of the bot's.
  ShownMessage* find_message(values::MessageId id);
  /// The Message, whoever wrote it; nullptr where it is not kept.
  const std::string* find_json(values::MessageId id) const;
  /// The newest message with a callback button of that `data`.
  const ShownMessage* keyboard_with(std::string_view data) const;
  /// The newest message with buttons.
  const ShownMessage* newest_keyboard() const;
  /// The newest message with an invoice, which `paid_too` may be paid.
  const ShownMessage* newest_invoice(bool paid_too = false) const;

  bool blocked = false;  ///< By the person; the bot's messages are refused.
  /// Of somebody who has never written: until then the bot may write. Nothing: at any time.
  std::optional<values::Timestamp> writable_until;
  std::uint64_t messages_from_bot = 0;  ///< Invoices included.
  std::uint64_t messages_from_person = 0;
  Throttle throttle;
  values::Timestamp last_action;  ///< Of the person: said, pressed or paid something.

 private:
  template <class Condition>
  const ShownMessage* newest(Condition condition) const;

  TelegramUser person_;
  std::size_t transcript_length_;
  std::deque<std::string> transcript_;
  std::deque<ShownMessage> messages_;
  std::deque<SaidMessage> said_;
};

}  // namespace simulator
