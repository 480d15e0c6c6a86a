#include "telegram/updates.hpp"

#include <limits>
#include <utility>

#include <boost/describe.hpp>

#include "json_mapper.hpp"
#include "user_description.hpp"

namespace telegram {

BOOST_DESCRIBE_STRUCT(Chat, (), (id, type))
BOOST_DESCRIBE_STRUCT(SuccessfulPayment, (),
                      (currency, total_amount, invoice_payload, telegram_payment_charge_id, provider_payment_charge_id,
                       subscription_expiration_date, is_recurring, is_first_recurring))
BOOST_DESCRIBE_STRUCT(RefundedPayment, (), (currency, total_amount, invoice_payload, telegram_payment_charge_id))
BOOST_DESCRIBE_STRUCT(RepliedMessage, (), (message_id, text, caption))
BOOST_DESCRIBE_STRUCT(Message, (),
                      (message_id, from, chat, date, text, successful_payment, refunded_payment, reply_to_message))
BOOST_DESCRIBE_STRUCT(CallbackQuery, (), (id, from, message, data))
BOOST_DESCRIBE_STRUCT(PreCheckoutQuery, (), (id, from, currency, total_amount, invoice_payload))

BOOST_DESCRIBE_STRUCT(SubscriptionUpdated, (), (user, invoice_payload, state))

namespace {

struct ChatMember {
  std::string status;
};
BOOST_DESCRIBE_STRUCT(ChatMember, (), (status))

/// `my_chat_member` as Telegram nests it.
struct ChatMemberUpdated {
  Chat chat;
  User from;
  ChatMember new_chat_member;

  MyChatMember flattened() && { return {std::move(chat), std::move(from), std::move(new_chat_member.status)}; }
};
BOOST_DESCRIBE_STRUCT(ChatMemberUpdated, (), (chat, from, new_chat_member))

/// One optional field for each kind; Telegram fills at most one of them.
struct AnyUpdate {
  values::UpdateId update_id;
  std::optional<Message> message;
  std::optional<CallbackQuery> callback_query;
  std::optional<PreCheckoutQuery> pre_checkout_query;
  std::optional<ChatMemberUpdated> my_chat_member;
  std::optional<SubscriptionUpdated> subscription;

  UpdateContent content() && {
    if (message) return *std::move(message);
    if (callback_query) return *std::move(callback_query);
    if (pre_checkout_query) return *std::move(pre_checkout_query);
    if (my_chat_member) return std::move(*my_chat_member).flattened();
    if (subscription) return *std::move(subscription);
    return UnknownUpdate{};
  }
};
BOOST_DESCRIBE_STRUCT(AnyUpdate, (),
                      (update_id, message, callback_query, pre_checkout_query, my_chat_member, subscription))

/// The next offset is the id plus one, so that must be a number too.
bool is_usable(values::UpdateId id) {
  return id.value() >= 0 && id.value() < std::numeric_limits<std::int64_t>::max();
}

std::optional<values::UpdateId> id_of(const boost::json::value& update) {
  const boost::json::object* object = update.if_object();
  const boost::json::value* id = object == nullptr ? nullptr : object->if_contains("update_id");
  if (id == nullptr) return std::nullopt;
  const std::optional<std::int64_t> number = json_mapper::whole_number(*id);
  if (!number || !is_usable(values::UpdateId{*number})) return std::nullopt;
  return values::UpdateId{*number};
}

}  // namespace

std::string_view type_of(const Update& update) {
  struct Name {
    std::string_view operator()(const UnknownUpdate&) const { return "unknown"; }
    std::string_view operator()(const Message&) const { return "message"; }
    std::string_view operator()(const CallbackQuery&) const { return "callback_query"; }
    std::string_view operator()(const PreCheckoutQuery&) const { return "pre_checkout_query"; }
    std::string_view operator()(const MyChatMember&) const { return "my_chat_member"; }
    std::string_view operator()(const SubscriptionUpdated&) const { return "subscription"; }
  };
  return std::visit(Name{}, update.content);
}

values::Result<Update> read_update(const boost::json::value& update) {
  values::Result<AnyUpdate> read = read_json<AnyUpdate>(update);
  if (!read) return std::move(read).error();
  if (!is_usable(read->update_id)) return values::Error{"update_id: expected a number from 0 to 2^63 - 2"};
  return Update{read->update_id, (*std::move(read)).content()};
}

std::optional<ReceivedUpdate> receive_update(boost::json::value update) {
  const std::optional<values::UpdateId> id = id_of(update);
  if (!id) return std::nullopt;
  values::Result<Update> read = read_update(update);
  return ReceivedUpdate{*id, std::move(read), std::move(update)};
}

values::Result<UpdatesRead> read_updates(boost::json::value result) {
  boost::json::array* elements = result.if_array();
  if (elements == nullptr) return values::Error{"expected an array of updates"};
  UpdatesRead read;
  read.updates.reserve(elements->size());
  for (boost::json::value& element : *elements) {
    std::optional<ReceivedUpdate> received = receive_update(std::move(element));
    if (received) {
      read.updates.push_back(*std::move(received));
    } else {
      ++read.without_id;
    }
  }
  return read;
}

}  // namespace telegram
