#pragma once
// The Bot API's methods that the bot calls, as typed requests; `to_call` turns one into what goes over the wire.
//
//   telegram::Call call = telegram::to_call(telegram::SendMessage{.chat_id = chat, .text = "Hello"});
//   // call.method == "sendMessage", call.body == R"({"chat_id":42,"text":"Hello"})"
//
// Pure functions over values. All text must be well-formed UTF-8.

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "telegram/types.hpp"
#include "values/id.hpp"
#include "values/secret.hpp"
#include "values/stars.hpp"
#include "values/time.hpp"

namespace telegram {

inline constexpr std::size_t kMaxMessageText = 4096;      ///< Code points after entity parsing (sendMessage).
inline constexpr std::size_t kMaxCallbackData = 64;       ///< Bytes (InlineKeyboardButton).
inline constexpr std::size_t kMaxPreCheckoutError = 200;  ///< Code points; kept short, Telegram shows it in an alert.

inline constexpr std::size_t kMaxCaption = 1024;  ///< Code points (sendPhoto, sendVideo, sendDocument).
inline constexpr std::size_t kMaxUpload =
    50'000'000;  ///< Bytes of a file that a bot sends (core.telegram.org/bots/faq).
inline constexpr std::size_t kMaxPhotoUpload = 10'000'000;  ///< Bytes (sendPhoto).
inline constexpr std::size_t kMaxInviteLinkName = 32;       ///< Code points (createChatInviteLink).

/// A file to upload.
struct Document {
  std::string name;
  std::string content;
  std::string parameter = "document";  ///< What the method calls it.
  std::string path = {};  ///< The file that holds the content, which whoever sends it fills in; empty: it is `content`.

  friend bool operator==(const Document&, const Document&) = default;
};

/// A call of the Bot API: the method's name and its parameters as a JSON object.
struct Call {
  std::string method;
  std::string body;
  std::optional<Document> document = {};  ///< Goes with it as multipart/form-data.
  bool wants_result = true;               ///< Otherwise whether it succeeded is all that is read of the answer.

  friend bool operator==(const Call&, const Call&) = default;
};

/// Has either callback data or a link.
struct InlineButton {
  std::string text;
  std::string callback_data = {};  ///< 1 to 64 bytes.
  std::string url = {};
};

using InlineKeyboard = std::vector<std::vector<InlineButton>>;

struct SendMessage {
  values::ChatId chat_id;
  std::string text;  ///< Plain text: no parse_mode, so nothing in it needs escaping.
  InlineKeyboard keyboard = {};
  bool preformatted = false;              ///< All of it is shown as a block of code, whatever `entities` say.
  std::vector<TextEntity> entities = {};  ///< Of types that need no more than TextEntity holds.
  bool protect_content = false;           ///< Can't be forwarded or saved.
  bool disable_link_preview = false;
};

/// Replaces the text of a message of the bot's own, and its buttons.
struct EditMessageText {
  values::ChatId chat_id;
  values::MessageId message_id;
  std::string text;  ///< Plain text.
  InlineKeyboard keyboard = {};
  std::vector<TextEntity> entities = {};
};

/// Replaces the buttons of a message of the bot's own.
struct EditMessageReplyMarkup {
  values::ChatId chat_id;
  values::MessageId message_id;
  InlineKeyboard keyboard = {};  ///< Empty: takes them away.
};

/// Sends any message again as the bot's own; its answer has nothing but the new message's id.
struct CopyMessage {
  values::ChatId chat_id;
  values::ChatId from_chat_id;
  values::MessageId message_id;
  InlineKeyboard keyboard = {};  ///< The old message's buttons are not copied.
  bool protect_content = false;
};

/// Its answer is the new message, which says who sent the old one.
struct ForwardMessage {
  values::ChatId chat_id;
  values::ChatId from_chat_id;
  values::MessageId message_id;
  bool disable_notification = false;
};

struct DeleteMessage {
  values::ChatId chat_id;
  values::MessageId message_id;
};

/// An invoice in Stars: currency XTR, one price, no provider token.
struct SendInvoice {
  values::ChatId chat_id;
  std::string title;        ///< 1 to 32 code points.
  std::string description;  ///< 1 to 255 code points.
  std::string payload;      ///< 1 to 128 bytes.
  values::Stars price;
};

/// A link to an invoice that Telegram renews every 30 days; its answer is the link.
struct CreateInvoiceLink {
  std::string title;        ///< 1 to 32 code points.
  std::string description;  ///< 1 to 255 code points.
  std::string payload;      ///< 1 to 128 bytes.
  values::Stars price;
  std::chrono::seconds subscription_period{2'592'000};
};

struct RefundStarPayment {
  values::UserId user;
  values::ChargeId charge;
};

struct EditUserStarSubscription {
  values::UserId user;
  values::ChargeId charge;  ///< Of the subscription's first payment.
  bool is_canceled = true;
};

struct GetStarTransactions {
  std::int64_t offset = 0;  ///< How many of the oldest to leave out.
  int limit = 100;          ///< 1 to 100.
};

struct GetMyStarBalance {};

/// A file: an upload, or one that Telegram has by its `file_id`. The answer is the message, which tells the file_id.
struct SendDocument {
  values::ChatId chat_id;
  Document document = {};    ///< Uploaded, unless there is a `file_id`.
  std::string caption = {};  ///< Up to 1024 code points.
  std::string file_id = {};
  std::vector<TextEntity> caption_entities = {};
  InlineKeyboard keyboard = {};
  bool protect_content = false;
};

/// As SendDocument; a JPEG, PNG or WebP of up to 10 MB.
struct SendPhoto {
  values::ChatId chat_id;
  Document photo = {};
  std::string caption = {};
  std::string file_id = {};
  std::vector<TextEntity> caption_entities = {};
  InlineKeyboard keyboard = {};
  bool protect_content = false;
};

/// As SendDocument; an MPEG4 of up to 50 MB.
struct SendVideo {
  values::ChatId chat_id;
  Document video = {};
  std::string caption = {};
  std::string file_id = {};
  std::vector<TextEntity> caption_entities = {};
  InlineKeyboard keyboard = {};
  bool protect_content = false;
};

/// Shows for some seconds what the bot is about to send.
struct SendChatAction {
  values::ChatId chat_id;
  std::string action = "typing";  ///< Or "upload_photo", "upload_video", "upload_document", ….
};

/// Its answer describes the chat.
struct GetChat {
  values::ChatId chat_id;
};

/// Its answer is a ChatMember (telegram/chat_member.hpp).
struct GetChatMember {
  values::ChatId chat_id;
  values::UserId user;
};

/// Its answer is the link (telegram/invite_link.hpp). The bot needs the right can_invite_users, also for what is below.
struct CreateChatInviteLink {
  values::ChatId chat_id;
  std::string name = {};  ///< Up to 32 code points; only administrators see it.
  std::optional<values::Timestamp> expire_date = {};
  std::optional<int> member_limit = {};  ///< 1 to 99999; not with `creates_join_request`.
  bool creates_join_request = false;     ///< Who follows it asks to be let in.
};

/// Nobody can use the link any more; who came by it stays.
struct RevokeChatInviteLink {
  values::ChatId chat_id;
  std::string invite_link;
};

struct ApproveChatJoinRequest {
  values::ChatId chat_id;
  values::UserId user;
};

struct DeclineChatJoinRequest {
  values::ChatId chat_id;
  values::UserId user;
};

/// Removes somebody from a chat for good. The bot needs the right can_restrict_members, as for UnbanChatMember.
struct BanChatMember {
  values::ChatId chat_id;
  values::UserId user;
  std::optional<values::Timestamp> until_date = {};  ///< 30 seconds to 366 days from now; else for ever.
};

/// Lets somebody come again; it doesn't bring them back.
struct UnbanChatMember {
  values::ChatId chat_id;
  values::UserId user;
  bool only_if_banned = true;  ///< Otherwise somebody who is in the chat is removed from it.
};

struct AnswerPreCheckoutQuery {
  values::PreCheckoutQueryId query;
  std::optional<std::string> error_message;  ///< None: the payment may go on.
};

struct AnswerCallbackQuery {
  std::string callback_query_id;
  std::optional<std::string> text;
};

struct BotCommand {
  std::string command;      ///< Without the slash.
  std::string description;  ///< 1 to 256 code points.
};

struct SetMyCommands {
  std::vector<BotCommand> commands;
  std::optional<std::string> language_code;  ///< None: for all languages that have none of their own.
  std::optional<values::ChatId> chat;        ///< None: the default scope; else only that chat sees them.
};

/// Always asks for `kAllowedUpdates` (telegram/updates.hpp) and no other kinds.
struct GetUpdates {
  std::optional<values::UpdateId> offset;  ///< The first update wanted; all before it are confirmed, and forgotten.
  int limit = 100;                         ///< 1 to 100.
  std::chrono::seconds timeout{0};         ///< How long Telegram holds the request while there are none.
};

/// Telegram keeps the updates that are waiting.
struct DeleteWebhook {};

/// Always asks for `kAllowedUpdates` (telegram/updates.hpp). Telegram keeps the updates that are waiting.
struct SetWebhook {
  std::string url;
  std::optional<std::string> certificate;  ///< PEM text, if Telegram can't know who vouches for it.
  int max_connections = 40;                ///< 1 to 100, at once.
  values::Secret secret_token;             ///< 1 to 256 of A-Z, a-z, 0-9, '_' and '-'.
};

struct GetWebhookInfo {};

Call to_call(const SendMessage& request);
Call to_call(const EditMessageText& request);
Call to_call(const EditMessageReplyMarkup& request);
Call to_call(const CopyMessage& request);
Call to_call(const ForwardMessage& request);
Call to_call(const DeleteMessage& request);
Call to_call(const SendInvoice& request);
Call to_call(const CreateInvoiceLink& request);
Call to_call(const RefundStarPayment& request);
Call to_call(const EditUserStarSubscription& request);
Call to_call(const GetStarTransactions& request);
Call to_call(const GetMyStarBalance& request);
Call to_call(SendDocument request);
Call to_call(SendPhoto request);
Call to_call(SendVideo request);
Call to_call(const SendChatAction& request);
Call to_call(const GetChat& request);
Call to_call(const GetChatMember& request);
Call to_call(const CreateChatInviteLink& request);
Call to_call(const RevokeChatInviteLink& request);
Call to_call(const ApproveChatJoinRequest& request);
Call to_call(const DeclineChatJoinRequest& request);
Call to_call(const BanChatMember& request);
Call to_call(const UnbanChatMember& request);
Call to_call(const AnswerPreCheckoutQuery& request);
Call to_call(const AnswerCallbackQuery& request);
Call to_call(const SetMyCommands& request);
Call to_call(const GetUpdates& request);
Call to_call(const DeleteWebhook& request);
Call to_call(const SetWebhook& request);
Call to_call(const GetWebhookInfo& request);

}  // namespace telegram
