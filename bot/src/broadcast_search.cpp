// Whether a recipient has a message that was being sent when the program ended. Telegram doesn't tell, but it forwards
// what is there: the messages of the recipient's chat that may be it are forwarded to the broadcast's owner one after
// another, looked at, and deleted again.

#include <algorithm>

#include "broadcasts.hpp"
#include "conversations.hpp"
#include "telegram/sent_message.hpp"

namespace bot {
namespace {

/// The next look, from step `subject.step` on; the message itself once all places were looked at.
Outgoing look_or_send_again(BroadcastSubject subject, const shop::Broadcast& broadcast) {
  std::optional<values::MessageId> place = shop::place_to_look(subject.last_message, subject.step);
  while (place && *place <= values::MessageId{0}) place = shop::place_to_look(subject.last_message, ++subject.step);
  if (!place) return broadcast_to_recipient(subject.user, broadcast);
  const telegram::ForwardMessage look{.chat_id = values::private_chat_of(broadcast.owner),
                                      .from_chat_id = values::private_chat_of(subject.user),
                                      .message_id = *place,
                                      .disable_notification = true};
  // Of no chat: the owner's would take one look a second.
  return {.call = telegram::to_call(look),
          .chat = std::nullopt,
          .lane = store::Lane::reply,
          .deadline = std::nullopt,
          .subject = to_string(subject)};
}

Outgoing deletion_of(values::MessageId copy, const shop::Broadcast& broadcast) {
  const telegram::DeleteMessage deletion{.chat_id = values::private_chat_of(broadcast.owner), .message_id = copy};
  return {
      .call = telegram::to_call(deletion), .chat = std::nullopt, .lane = store::Lane::reply, .deadline = std::nullopt};
}

/// Of a copy nothing but its text or caption can be compared; what the bot sends besides has a text, or is an invoice.
bool is_of(const shop::Broadcast& broadcast, const telegram::SentMessage& found) {
  const bool from_the_bot = found.original_sender == values::UserId{broadcast.bot.value()};
  if (!from_the_bot || found.is_invoice) return false;
  if (!broadcast.copied_message) return found.text == broadcast.text;
  return found.text.value_or(found.caption.value_or("")) == broadcast.text;
}

/// Telegram says that there is no such message, or none that it forwards.
bool says_not_there(const CallAnswered& answer) {
  return !answer.result && answer.reason.starts_with("Bad Request");
}

/// Nobody may write to the owner either: nothing says then whether the recipient blocked the bot.
bool owner_is_out_of_reach(const shop::Broadcast& broadcast, const Context& context) {
  const std::optional<shop::User> owner = context.reader.user(broadcast.bot, broadcast.owner);
  return owner && owner->blocked_the_bot;
}

}  // namespace

Decision probe_answered(const BroadcastSubject& subject, shop::Broadcast broadcast, const CallAnswered& answer,
                        const Context& context) {
  Decision decision;
  std::optional<telegram::SentMessage> found;
  if (answer.result) {
    if (const auto read = telegram::read_sent_message(*answer.result)) found = *read;
  }
  if (found) decision.outgoing.push_back(deletion_of(found->message_id, broadcast));
  if (!context.reader.is_awaited(broadcast.id, subject.user)) return decision;
  if (found && is_of(broadcast, *found)) {
    ++broadcast.sent;
    const auto place = shop::place_to_look(subject.last_message, subject.step);
    if (place) broadcast.last_message = std::max(broadcast.last_message, *place);
  } else if (found || says_not_there(answer)) {
    BroadcastSubject next = subject;
    ++next.step;
    decision.outgoing.push_back(look_or_send_again(next, broadcast));
    return decision;
  } else if (answer.blocked_by_user && !owner_is_out_of_reach(broadcast, context)) {
    ++broadcast.blocked;
  } else {
    // Rather once too few than twice.
    ++broadcast.failed;
  }
  add(decision, recipient_settled(std::move(broadcast), subject.user, context));
  return decision;
}

Decision decide(const SendInterrupted& interrupted, store::Reader& reader, const Situation&) {
  const std::optional<BroadcastSubject> subject = parse_broadcast_subject(interrupted.subject);
  if (!subject || subject->part != BroadcastPart::message) return {};
  const std::optional<shop::Broadcast> broadcast = reader.broadcast(subject->broadcast);
  if (!broadcast || !reader.is_awaited(broadcast->id, subject->user)) return {};
  Decision decision;
  decision.outgoing.push_back(look_or_send_again({.broadcast = broadcast->id,
                                                  .part = BroadcastPart::probe,
                                                  .user = subject->user,
                                                  .last_message = broadcast->last_message},
                                                 *broadcast));
  return decision;
}

}  // namespace bot
