#pragma once
// The parts of Telegram's Bot API objects that the bot looks at (core.telegram.org/bots/api, "Available types"). Fields
// that Telegram adds are ignored; fields that it leaves out are empty optionals.
//
// Values: copy and read them from any thread.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

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
  std::string type;                       ///< "private", "group", "supergroup" or "channel".
  std::optional<std::string> title = {};  ///< Of anything but a private chat.

  bool is_private() const { return type == "private"; }
};

/// A part of a text that is shown in a way of its own (Bot API, "MessageEntity").
struct TextEntity {
  std::string type;           ///< As Telegram names it: "bold", "text_link", "pre", …; one that is unknown here too.
  std::int64_t offset = 0;    ///< Where it begins, in UTF-16 units.
  std::int64_t length = 0;    ///< In UTF-16 units.
  std::string url = {};       ///< Of a "text_link".
  std::string language = {};  ///< Of a "pre", if it is said.

  friend bool operator==(const TextEntity&, const TextEntity&) = default;
};

/// A file that Telegram has, sent as a file.
struct AttachedDocument {
  std::string file_id;
  std::optional<std::string> file_name = {};

  friend bool operator==(const AttachedDocument&, const AttachedDocument&) = default;
};

/// A poll in quiz mode.
struct Quiz {
  std::string question;
  std::vector<std::string> options;
  std::vector<std::size_t> correct_options = {};  ///< Indices into `options`; none if Telegram doesn't tell.
  std::string explanation = {};                   ///< Empty if it has none.

  friend bool operator==(const Quiz&, const Quiz&) = default;
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
  bool is_from_bot = false;            ///< Some bot's; in a private chat there is but one.
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
  std::vector<TextEntity> entities = {};    ///< Of `text`; each lies within it.
  std::optional<std::string> caption = {};  ///< Of a photo, a video, a file.
  std::vector<TextEntity> caption_entities = {};
  std::optional<std::string> photo = {};  ///< file_id of its largest size.
  std::optional<std::string> video = {};  ///< file_id.
  std::optional<AttachedDocument> document = {};
  std::optional<Quiz> quiz = {};
  bool forwarded = false;                   ///< Somebody wrote it elsewhere.
  std::optional<Chat> forwarded_from = {};  ///< The channel, or the group in whose name it was written.
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
  bool can_invite_users = false;      ///< As an administrator.
  bool can_restrict_members = false;  ///< As an administrator: may remove people.
};

/// Somebody asks to be let into a chat that the bot administers.
struct ChatJoinRequest {
  Chat chat;
  User from;
  values::ChatId user_chat_id;  ///< Where the bot may write to them, for 5 minutes even if they never started it.
  std::optional<std::string> invite_link = {};  ///< The link that they used.
};

/// Somebody came to, left, or has another standing in a chat that the bot administers.
struct ChatMemberChanged {
  Chat chat;
  User by;                 ///< Who did it; the member, if they did it themselves.
  User member;             ///< Whom it is about.
  std::string old_status;  ///< "creator", "administrator", "member", "restricted", "left" or "kicked".
  std::string new_status;
  bool is_member = false;                       ///< They are in the chat after it.
  std::optional<std::string> invite_link = {};  ///< The link by which they came.
  std::string invite_link_name = {};            ///< What whoever made it called it; empty if it has no name.
};

/// A subscription that Telegram renews has changed (Bot API, BotSubscriptionUpdated).
struct SubscriptionUpdated {
  User user;
  std::string invoice_payload;
  std::string state;  ///< "canceled" or "active" by the user, "failed" if Telegram could not charge.
};

/// Anything that the bot doesn't know or didn't ask for.
struct UnknownUpdate {};

using UpdateContent = std::variant<UnknownUpdate, Message, CallbackQuery, PreCheckoutQuery, MyChatMember,
                                   ChatJoinRequest, ChatMemberChanged, SubscriptionUpdated>;

struct Update {
  values::UpdateId id;
  UpdateContent content;
};

/// One of `kAllowedUpdates` (telegram/updates.hpp) or "unknown": the label `type`.
std::string_view type_of(const Update& update);

}  // namespace telegram
