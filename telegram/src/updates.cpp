#include "telegram/updates.hpp"

#include <limits>
#include <utility>

#include <boost/describe.hpp>

#include "chat_member_description.hpp"
#include "json_mapper.hpp"
#include "message_content.hpp"
#include "type_descriptions.hpp"

namespace telegram {

BOOST_DESCRIBE_STRUCT(SuccessfulPayment, (),
                      (currency, total_amount, invoice_payload, telegram_payment_charge_id, provider_payment_charge_id,
                       subscription_expiration_date, is_recurring, is_first_recurring))
BOOST_DESCRIBE_STRUCT(RefundedPayment, (), (currency, total_amount, invoice_payload, telegram_payment_charge_id))
BOOST_DESCRIBE_STRUCT(RepliedMessage, (), (message_id, text, caption))

static void read_rest(const boost::json::object& json, RepliedMessage& message) {
  const std::optional<User> from = read_if_sound<User>(json, "from");
  message.is_from_bot = from && from->is_bot;
}

BOOST_DESCRIBE_STRUCT(Message, (),
                      (message_id, from, chat, date, text, successful_payment, refunded_payment, reply_to_message))

static void read_rest(const boost::json::object& json, Message& message) {
  if (message.text) message.entities = entities_in(json, "entities", *message.text);
  message.caption = read_if_sound<std::string>(json, "caption");
  if (message.caption) message.caption_entities = entities_in(json, "caption_entities", *message.caption);
  message.photo = photo_in(json);
  message.video = video_in(json);
  message.document = document_in(json);
  message.quiz = quiz_in(json);
  message.forwarded = json.contains("forward_origin");
  message.forwarded_from = origin_in(json);
}

BOOST_DESCRIBE_STRUCT(CallbackQuery, (), (id, from, message, data))
BOOST_DESCRIBE_STRUCT(PreCheckoutQuery, (), (id, from, currency, total_amount, invoice_payload))
BOOST_DESCRIBE_STRUCT(SubscriptionUpdated, (), (user, invoice_payload, state))
BOOST_DESCRIBE_STRUCT(ChatJoinRequest, (), (chat, from, user_chat_id))

/// A field of the ChatInviteLink in `json`, if there is one.
static std::optional<std::string> of_invite_link(std::string_view field, const boost::json::object& json) {
  const boost::json::value* found = json.if_contains("invite_link");
  const boost::json::object* link = found == nullptr ? nullptr : found->if_object();
  return link == nullptr ? std::nullopt : read_if_sound<std::string>(*link, field);
}

static void read_rest(const boost::json::object& json, ChatJoinRequest& request) {
  request.invite_link = of_invite_link("invite_link", json);
}

namespace {

/// `my_chat_member` as Telegram nests it.
struct OwnMembershipUpdated {
  Chat chat;
  User from;
  ChatMember new_chat_member;

  MyChatMember flattened() && {
    return {.chat = std::move(chat),
            .from = std::move(from),
            .new_status = std::move(new_chat_member.status),
            .can_invite_users = new_chat_member.can_invite_users,
            .can_restrict_members = new_chat_member.can_restrict_members};
  }
};
BOOST_DESCRIBE_STRUCT(OwnMembershipUpdated, (), (chat, from, new_chat_member))

/// A ChatMember and whom it is about.
struct NamedMember {
  User user;
  std::string status;
  bool is_member = false;
};
BOOST_DESCRIBE_STRUCT(NamedMember, (), (user, status))

void read_rest(const boost::json::object& json, NamedMember& member) {
  ChatMember standing{.status = member.status};
  read_rest(json, standing);
  member.is_member = standing.is_member;
}

/// `chat_member` as Telegram nests it.
struct MembershipUpdated {
  Chat chat;
  User from;
  ChatMember old_chat_member;
  NamedMember new_chat_member;
  std::optional<std::string> invite_link;
  std::string invite_link_name = {};

  ChatMemberChanged flattened() && {
    return {.chat = std::move(chat),
            .by = std::move(from),
            .member = std::move(new_chat_member.user),
            .old_status = std::move(old_chat_member.status),
            .new_status = std::move(new_chat_member.status),
            .is_member = new_chat_member.is_member,
            .invite_link = std::move(invite_link),
            .invite_link_name = std::move(invite_link_name)};
  }
};
BOOST_DESCRIBE_STRUCT(MembershipUpdated, (), (chat, from, old_chat_member, new_chat_member))

void read_rest(const boost::json::object& json, MembershipUpdated& update) {
  update.invite_link = of_invite_link("invite_link", json);
  update.invite_link_name = of_invite_link("name", json).value_or("");
}

/// One optional field for each kind; Telegram fills at most one of them.
struct AnyUpdate {
  values::UpdateId update_id;
  std::optional<Message> message;
  std::optional<CallbackQuery> callback_query;
  std::optional<PreCheckoutQuery> pre_checkout_query;
  std::optional<OwnMembershipUpdated> my_chat_member;
  std::optional<ChatJoinRequest> chat_join_request;
  std::optional<MembershipUpdated> chat_member;
  std::optional<SubscriptionUpdated> subscription;

  UpdateContent content() && {
    if (message) return *std::move(message);
    if (callback_query) return *std::move(callback_query);
    if (pre_checkout_query) return *std::move(pre_checkout_query);
    if (my_chat_member) return std::move(*my_chat_member).flattened();
    if (chat_join_request) return *std::move(chat_join_request);
    if (chat_member) return std::move(*chat_member).flattened();
    if (subscription) return *std::move(subscription);
    return UnknownUpdate{};
  }
};
BOOST_DESCRIBE_STRUCT(AnyUpdate, (),
                      (update_id, message, callback_query, pre_checkout_query, my_chat_member, chat_join_request,
                       chat_member, subscription))

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
    std::string_view operator()(const ChatJoinRequest&) const { return "chat_join_request"; }
    std::string_view operator()(const ChatMemberChanged&) const { return "chat_member"; }
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
