#pragma once
// The parts of Telegram's Bot API objects that the bot looks at (core.telegram.org/bots/api, "Available types"). Fields
// that Telegram adds are ignored; fields that it leaves out are empty optionals.
//
// Values: copy and read them from any thread.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "values/id.hpp"
#include "values/stars.hpp"
#include "values/time.hpp"

namespace telegram {

struct User {
  values::UserId id;
  bool is_bot = false;
  std::string first_name;
  std::optional<std::string> username;
  std::optional<std::string> language_code;  ///< IETF tag, "ru" or "pt-br".
};

struct Chat {
  values::ChatId id;
  std::string type;  ///< "private", "group", "supergroup" or "channel".

  bool is_private() const { return type == "private"; }
};

struct SuccessfulPayment {
  std::string currency;
  std::int64_t total_amount = 0;  ///< Whole Stars for currency XTR.
  std::string invoice_payload;
  values::ChargeId telegram_payment_charge_id;
  std::string provider_payment_charge_id;
  std::optional<values::Timestamp> subscription_expiration_date;
  bool is_recurring = false;
  bool is_first_recurring = false;
};

/// A service message: a payment went back to the user of the chat.
struct RefundedPayment {
  std::string currency;
  std::int64_t total_amount = 0;
  std::string invoice_payload;
  values::ChargeId telegram_payment_charge_id;
};

/// The message that another one replies to.
struct RepliedMessage {
  values::MessageId message_id;
  std::optional<std::string> text;
  std::optional<std::string> caption;  ///< Of a photo, a video, a file.
};

struct Message {
  values::MessageId message_id;
  std::optional<User> from;
  Chat chat;
  values::Timestamp date;
  std::optional<std::string> text;
  std::optional<SuccessfulPayment> successful_payment;
  std::optional<RefundedPayment> refunded_payment;
  std::optional<RepliedMessage> reply_to_message = {};
};

struct CallbackQuery {
  std::string id;
  User from;
  std::optional<Message> message;  ///< None, or with little in it, when it is too old.
  std::optional<std::string> data;
};

struct PreCheckoutQuery {
  values::PreCheckoutQueryId id;
  User from;
  std::string currency;
  std::int64_t total_amount = 0;
  std::string invoice_payload;
};

/// The bot's own membership in a chat changed; in a private chat "kicked" means that the user blocked the bot.
struct MyChatMember {
  Chat chat;
  User from;
  std::string new_status;
};

/// A subscription that Telegram renews has changed (Bot API, BotSubscriptionUpdated).
struct SubscriptionUpdated {
  User user;
  std::string invoice_payload;
  std::string state;  ///< "canceled" or "active" by the user, "failed" if Telegram could not charge.
};

/// Anything that the bot doesn't know or didn't ask for.
struct UnknownUpdate {};

using UpdateContent =
    std::variant<UnknownUpdate, Message, CallbackQuery, PreCheckoutQuery, MyChatMember, SubscriptionUpdated>;

struct Update {
  values::UpdateId id;
  UpdateContent content;
};

/// "message", "callback_query", "pre_checkout_query", "my_chat_member", "subscription" or "unknown": the label `type`.
std::string_view type_of(const Update& update);

}  // namespace telegram
