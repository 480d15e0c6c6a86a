// How a broadcast goes out: a few messages at a time, each answer makes room for the next.

#include <algorithm>

#include "broadcast_texts.hpp"
#include "broadcasts.hpp"
#include "conversations.hpp"
#include "telegram/sent_message.hpp"

namespace bot {
namespace {

using shop::BroadcastState;

constexpr std::size_t kMaxReason = 300;

/// How many were taken.
std::int64_t take_recipients(Decision& decision, shop::Broadcast& broadcast, std::int64_t room,
                             const Context& context) {
  if (broadcast.state != BroadcastState::running || room <= 0) return 0;
  const std::vector<values::UserId> recipients = next_recipients(broadcast, static_cast<std::size_t>(room), context);
  for (const values::UserId recipient : recipients) {
    broadcast.cursor = recipient;
    decision.effects.push_back(shop::RecipientTaken{.broadcast = broadcast.id, .user = recipient});
    decision.outgoing.push_back(broadcast_to_recipient(recipient, broadcast));
  }
  return std::ssize(recipients);
}

bool is_due(const shop::Broadcast& broadcast, values::Timestamp now) {
  if (!broadcast.progress_shown_at) return true;
  // A clock that was set back must not silence it.
  return now < *broadcast.progress_shown_at || now - *broadcast.progress_shown_at >= shop::kProgressInterval;
}

Decision preview_answered(shop::Broadcast broadcast, const CallAnswered& answer, const Context& context) {
  Decision decision;
  if (broadcast.state != BroadcastState::drafted) return decision;
  const Customer owner = customer_of(broadcast.owner, context);
  const BroadcastTexts& texts = broadcast_texts_in(owner.language);
  if (answer.result) return reply(owner, texts.draft(broadcast), buttons_of(broadcast, owner.language));
  broadcast.state = BroadcastState::cancelled;
  broadcast.ended_at = context.situation.now;
  decision.effects.push_back(shop::BroadcastChanged{broadcast});
  add(decision, reply(owner, texts.refused(bounded(answer.reason, kMaxReason))));
  return decision;
}

Decision message_answered(shop::Broadcast broadcast, values::UserId recipient, const CallAnswered& answer,
                          const Context& context) {
  if (!context.reader.is_awaited(broadcast.id, recipient)) return {};
  if (answer.result) {
    ++broadcast.sent;
    const values::Result<telegram::SentMessage> sent = telegram::read_sent_message(*answer.result);
    if (sent) broadcast.last_message = std::max(broadcast.last_message, sent->message_id);
  } else {
    ++(answer.blocked_by_user ? broadcast.blocked : broadcast.failed);
  }
  return recipient_settled(std::move(broadcast), recipient, context);
}

}  // namespace

Outgoing broadcast_to(values::ChatId chat, const shop::Broadcast& broadcast) {
  if (!broadcast.copied_message) return message_to(chat, broadcast.text);
  return {.call = telegram::to_call(telegram::CopyMessage{.chat_id = chat,
                                                          .from_chat_id = values::private_chat_of(broadcast.owner),
                                                          .message_id = *broadcast.copied_message}),
          .chat = chat,
          .lane = store::Lane::reply,
          .deadline = std::nullopt};
}

Outgoing broadcast_to_recipient(values::UserId recipient, const shop::Broadcast& broadcast) {
  Outgoing outgoing = broadcast_to(values::private_chat_of(recipient), broadcast);
  outgoing.lane = store::Lane::broadcast;
  outgoing.subject = to_string({.broadcast = broadcast.id, .part = BroadcastPart::message, .user = recipient});
  return outgoing;
}

void carry_on(Decision& decision, shop::Broadcast broadcast, std::int64_t awaited, Showing showing,
              const Context& context) {
  const values::Timestamp now = context.situation.now;
  awaited += take_recipients(decision, broadcast, shop::kBroadcastWindow - awaited, context);
  if (awaited == 0 && broadcast.state == BroadcastState::running) broadcast.state = BroadcastState::finished;
  if (awaited == 0 && broadcast.state != BroadcastState::paused) broadcast.ended_at = now;
  if (showing == Showing::at_once || awaited == 0 || is_due(broadcast, now)) {
    broadcast.progress_shown_at = now;
    decision.outgoing.push_back(show_in(broadcast.progress_message, broadcast, awaited, context));
  }
  decision.effects.push_back(shop::BroadcastChanged{broadcast});
  if (!broadcast.ended_at) return;
  const Customer owner = customer_of(broadcast.owner, context);
  add(decision, reply(owner, broadcast_texts_in(owner.language).ended(broadcast)));
}

Decision recipient_settled(shop::Broadcast broadcast, values::UserId recipient, const Context& context) {
  Decision decision;
  decision.effects.push_back(shop::RecipientSettled{.broadcast = broadcast.id, .user = recipient});
  const std::int64_t awaited = context.reader.awaited(broadcast.id) - 1;
  carry_on(decision, std::move(broadcast), awaited, Showing::when_due, context);
  return decision;
}

Decision recipient_forgotten(values::UserId user, const Context& context) {
  std::optional<shop::Broadcast> broadcast = context.reader.broadcast_under_way(context.situation.bot);
  if (!broadcast || !context.reader.is_awaited(broadcast->id, user)) return {};
  return recipient_settled(*std::move(broadcast), user, context);
}

Decision broadcast_answered(const CallAnswered& answer, const Context& context) {
  const std::optional<BroadcastSubject> subject = parse_broadcast_subject(answer.subject);
  if (!subject) return {};
  std::optional<shop::Broadcast> broadcast = context.reader.broadcast(subject->broadcast);
  if (!broadcast) return {};
  switch (subject->part) {
    case BroadcastPart::preview:
      return preview_answered(*std::move(broadcast), answer, context);
    case BroadcastPart::message:
      return message_answered(*std::move(broadcast), subject->user, answer, context);
    case BroadcastPart::probe:
      return probe_answered(*subject, *std::move(broadcast), answer, context);
  }
  return {};
}

}  // namespace bot
