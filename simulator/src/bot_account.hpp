#pragma once
// One bot as Telegram knows it: its chats, its queue of updates, its payments; and what people do to it.
//
//   BotAccount bot(values::BotId{7}, identifiers, clock, {});
//   bot.say(values::UserId{42}, "/start");                   // queues a message update
//   bot.updates().batch(100);                                // what getUpdates answers
//
// Without I/O: the methods a bot may call stand in bot_methods.hpp, HTTP in server.cpp. Not thread-safe.

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <boost/json/object.hpp>

#include "callback_queries.hpp"
#include "channel.hpp"
#include "chat.hpp"
#include "flood_limits.hpp"
#include "formatted_text.hpp"
#include "identifiers.hpp"
#include "invoice_links.hpp"
#include "media_files.hpp"
#include "payments.hpp"
#include "sent_texts.hpp"
#include "update_queue.hpp"
#include "values/id.hpp"
#include "values/result.hpp"
#include "values/time.hpp"
#include "webhook_settings.hpp"

namespace simulator {

/// Who a message with `refunded_payment` comes from. Telegram names the bot (aiogram/aiogram#1692), though the payer
/// is whom one expects: a bot should not care.
enum class RefundSender { bot, payer };

struct BotAccountOptions {
  FloodLimits flood = {};                                        ///< Messages that come faster are refused with 429.
  std::size_t transcript_length = Chat::kUsualTranscriptLength;  ///< Of each chat, in entries.
};

/// How a person pays. By itself: the newest unpaid invoice in the chat.
struct Purchase {
  PaymentIntent intent = PaymentIntent::pays;
  std::chrono::milliseconds lateness = std::chrono::seconds{60};  ///< With PaymentIntent::late.
  std::optional<std::string> payload = {};                        ///< Forged.
  std::optional<values::Stars> amount = {};                       ///< Forged.
  std::optional<std::string> link = {};                           ///< Pays this invoice link.
  std::optional<values::UserId> invoice_of = {};  ///< Pays a forwarded copy of the newest invoice of that person's.
  bool again = false;                             ///< The invoice may be one that is paid.
  bool without_bot = false;                       ///< Charged at once; the bot is not asked.
  int commission_per_mille = 0;                   ///< What an affiliate gets of the payment.
};

/// What a message of a person's has beside its content.
struct Sending {
  std::optional<std::string> language = {};        ///< Becomes that person's from now on.
  std::optional<values::MessageId> reply_to = {};  ///< A message of that chat that the new one answers.
  std::optional<std::string> forward_from = {};    ///< The title of the channel where the message was found.
};

struct Quiz;

/// The update that an action made; none where the bot does not want that type, or its queue is full.
using ActionResult = values::Result<std::optional<values::UpdateId>>;

/// Why a person can't do anything in the chat.
values::Error has_blocked(values::UserId user);

class BotAccount {
 public:
  static constexpr std::size_t kMaxChannels = 1000;

  BotAccount(values::BotId id, Identifiers& identifiers, const values::Clock& clock, BotAccountOptions options);

  // --- What people do. An error says, for a person, why they can't. ---

  /// `content` are the fields of a Message that make it one.
  ActionResult send(values::UserId user, boost::json::object content, const Sending& sending = {});
  ActionResult say(values::UserId user, std::string_view text, std::optional<std::string_view> language = {},
                   std::optional<values::MessageId> reply_to = {});
  ActionResult send_sticker(values::UserId user, std::string_view emoji);
  /// What people send under the same name is the same file. `caption` are the fields that make one.
  ActionResult send_file(values::UserId user, FileKind kind, std::string_view name,
                         const boost::json::object& caption = {}, const Sending& sending = {});
  ActionResult send_poll(values::UserId user, const Quiz& quiz, const Sending& sending = {});
  /// Presses the callback button with that data on the newest message that has it. `forged`: as a hostile app may, with
  /// data that no button has.
  ActionResult press(values::UserId user, std::string_view data, bool forged = false);
  ActionResult pay(values::UserId user, const Purchase& purchase);
  ActionResult block(values::UserId user);
  ActionResult unblock(values::UserId user);

  // What a person does to a subscription, and what becomes of it. Without a charge, which may be any of the
  // subscription's, it is the one that the person began last.
  ActionResult cancel_subscription(values::UserId user, const std::optional<values::ChargeId>& charge);
  ActionResult enable_subscription(values::UserId user, const std::optional<values::ChargeId>& charge);
  /// The person has too few Stars for the next renewal.
  ActionResult fail_next_renewal(values::UserId user, const std::optional<values::ChargeId>& charge);
  ActionResult renew_now(values::UserId user, const std::optional<values::ChargeId>& charge);

  /// The payment is taken back behind the bot's back.
  values::Result<void> charge_back(const values::ChargeId& charge);
  /// A transaction that no payment made. Returns its id.
  std::string add_transaction(StarTransaction::Direction direction, StarAmount amount, TransactionPartner partner);
  values::Result<void> settle_withdrawal(std::string_view id, Fragment::Withdrawal state);

  // Channels and supergroups. What the bot is in them, and whoever the owner lets in or throws out, is the owner's
  // doing.

  ActionResult make_channel(Channel::Identity identity, BotStanding bot);
  ActionResult set_bot_standing(values::ChatId id, BotStanding standing);
  /// Comes in by an invite link of the bot's, or asks to be let in, as the link has it. `language` is that of somebody
  /// whom the bot does not know yet.
  ActionResult join(values::UserId user, std::string_view link, std::string_view language = "ru");
  /// Asks to be let in without a link.
  ActionResult ask_to_join(values::UserId user, values::ChatId id, std::string_view language = "ru");
  ActionResult leave(values::UserId user, values::ChatId id);
  /// `status` is member, left or kicked.
  ActionResult set_member(values::UserId user, values::ChatId id, MemberStatus status);

  // --- What the bot does, beneath its methods. ---

  /// The chat with a person who has written to the bot before; nullptr otherwise.
  Chat* find_chat(values::ChatId id);
  /// Opens the chat where there is none yet.
  Chat& open_chat(values::UserId user, std::string_view language = "ru");
  /// The chat with a person who need not have written: the bot can't write there before they do.
  Chat& meet(values::UserId user, std::string_view language = "ru");
  Channel* find_channel(values::ChatId id);
  /// nullptr where there are too many. `link` needs no `url`.
  const InviteLink* create_chat_link(Channel& channel, InviteLink link);
  void approve(Channel& channel, values::UserId user);
  void decline(Channel& channel, values::UserId user);
  void ban(Channel& channel, values::UserId user, std::optional<values::Timestamp> until);
  void unban(Channel& channel, values::UserId user);
  /// Why the bot may not send another message to `chat` now; where it may, this counts as one.
  std::optional<ApiError> refuse_message(Chat& chat);
  /// The same of an edit, which never is bulk.
  std::optional<ApiError> refuse_edit(Chat& chat);
  /// Puts the bot's message into `chat`; returns the Message as JSON.
  std::string deliver(Chat& chat, boost::json::object content, const ReplyMarkup& markup,
                      std::optional<Invoice> invoice = {});
  /// Replaces the text or the caption, whatever `place` is, and the keyboard of a message; returns the Message as JSON.
  ApiResult<std::string> edit_content(Chat& chat, values::MessageId id, const TextPlace& place,
                                      const boost::json::object& content, const ReplyMarkup& markup);
  /// Replaces the keyboard of any message of the bot's; returns the Message as JSON.
  ApiResult<std::string> edit_markup(Chat& chat, values::MessageId id, const ReplyMarkup& markup);
  std::string create_invoice_link(Offer offer) { return invoice_links_.create(std::move(offer)); }
  /// Keeps what the bot has uploaded.
  const MediaFile& keep_file(FileKind kind, const Upload& upload);
  /// Telegram takes that `file_id` no more. The error says that there is none.
  values::Result<void> refuse_file(std::string_view id);
  ApiResult<void> answer_pre_checkout(const values::PreCheckoutQueryId& id, bool ok, std::string_view error_message);
  ApiResult<void> answer_callback(const std::string& id);
  ApiResult<void> refund(values::UserId user, const values::ChargeId& charge);
  ApiResult<void> edit_subscription(values::UserId user, const values::ChargeId& first_charge, bool is_canceled);
  /// The confirmation half of getUpdates.
  void confirm_updates(std::int64_t offset);
  /// The bot has answered its webhook's request with that update.
  void confirm_update(values::UpdateId id);
  void drop_pending_updates();
  /// From now on updates go to the webhook. The error says why they can't; then there is none.
  values::Result<void> set_webhook(WebhookSettings settings);
  void delete_webhook();
  /// Queues any object as an update. Whoever wrote its message has a chat with the bot from then on.
  void inject(boost::json::object update);

  /// Does what was due by now, in that order, each with its own date: late payments, renewals, deadlines.
  void advance();

  values::BotId id() const { return id_; }
  boost::json::object user_json() const;
  values::Timestamp now() const { return clock_.now(); }
  const FloodLimits& flood() const { return options_.flood; }
  void set_flood(const FloodLimits& limits) { options_.flood = limits; }
  UpdateQueue& updates() { return updates_; }
  const UpdateQueue& updates() const { return updates_; }
  const std::optional<WebhookSettings>& webhook() const { return webhook_; }
  const Payments& payments() const { return payments_; }
  const InvoiceLinks& invoice_links() const { return invoice_links_; }
  const MediaFiles& files() const { return files_; }
  const SentTexts& sent_texts() const { return sent_texts_; }
  const MessageCounts& message_counts() const { return message_counts_; }
  const std::unordered_map<values::ChatId, Chat>& chats() const { return chats_; }
  const std::map<values::ChatId, Channel>& channels() const { return channels_; }

  std::map<std::string, std::string> commands;              ///< By scope and language: the JSON array that was set.
  std::map<std::string, std::uint64_t, std::less<>> calls;  ///< How often each method was called.
  std::function<void()> on_update;                          ///< Called whenever the queue has something new.
  std::function<values::Result<void>()> on_webhook;         ///< Called whenever webhook() has changed.
  WebhookHistory webhook_history;                           ///< Of the webhook that is set.
  bool webhook_repeats = false;                             ///< Every update is delivered twice.
  RefundSender refund_sender = RefundSender::bot;

 private:
  std::optional<values::UpdateId> push(std::string_view type, const boost::json::object& content, values::Timestamp at);
  boost::json::object message_of(const Chat& chat, boost::json::object sender, boost::json::object content,
                                 values::Timestamp at);
  bool is_bulk(const Chat& chat) const;
  ApiResult<std::string> replace(Chat& chat, ShownMessage& shown, boost::json::object edited,
                                 const ReplyMarkup& markup);
  std::vector<FileIdentifiers> identify(FileKind kind);
  std::optional<values::UpdateId> receive(Chat& chat, boost::json::object content, values::Timestamp at);
  std::optional<values::UpdateId> tell_membership(Chat& chat, std::string_view before, std::string_view after);

  std::optional<values::UpdateId> tell_request(const Channel& channel, const JoinRequest& request,
                                               std::string_view language);
  std::optional<values::UpdateId> tell_member(const Channel& channel, const MembershipChange& change, ChangedBy by);
  /// Who has never written is not to be written to any more.
  void end_of_request(values::UserId user);

  values::Result<Offer> offer_for(values::UserId user, const Purchase& purchase) const;
  std::optional<values::UpdateId> ask(Chat& chat, PreCheckout purchase);
  values::Result<std::size_t> find_subscription(values::UserId user,
                                                const std::optional<values::ChargeId>& charge) const;
  std::optional<values::UpdateId> tell(const PaymentEvent& event);
  std::optional<values::UpdateId> tell_charge(std::size_t index, values::Timestamp at);
  std::optional<values::UpdateId> tell_subscription(std::size_t index, std::string_view state, values::Timestamp at);
  void tell_refund(const Charge& charge);
  void settle_confirmed(bool confirmed);

  values::BotId id_;
  Identifiers& identifiers_;
  const values::Clock& clock_;
  BotAccountOptions options_;
  UpdateQueue updates_;
  std::optional<WebhookSettings> webhook_;
  Payments payments_;
  InvoiceLinks invoice_links_;
  CallbackQueries callback_queries_;
  MediaFiles files_;
  SentTexts sent_texts_;
  MessageCounts message_counts_;
  Throttle bulk_throttle_;
  std::unordered_map<values::ChatId, Chat> chats_;
  std::map<values::ChatId, Channel> channels_;
  std::deque<std::size_t> unconfirmed_charges_;  // indices, in the order of their updates
  std::int64_t last_message_id_ = 0;
};

}  // namespace simulator
