// What owners do about broadcasts: write one, look at it, send, pause, resume, stop.

#include "audit.hpp"
#include "broadcast_texts.hpp"
#include "broadcasts.hpp"
#include "conversations.hpp"
#include "course_texts.hpp"
#include "notation.hpp"
#include "positive_number.hpp"

namespace bot {
namespace {

using shop::BroadcastState;

constexpr std::size_t kMaxSegmentShown = 64;

/// "all, 40 of 1000"
std::string details_of(const shop::Broadcast& broadcast) {
  return name_of_audience(broadcast) + ", " + std::to_string(broadcast.sent + broadcast.blocked + broadcast.failed) +
         " of " + std::to_string(broadcast.total);
}

void audited(Decision& decision, const Customer& owner, std::string_view deed, const shop::Broadcast& broadcast,
             const Context& context) {
  audited(decision, owner, "broadcast", "#" + number(broadcast.id), std::string(deed) + ": " + details_of(broadcast),
          context);
}

Decision hint_at(const shop::Broadcast& under_way, const Customer& owner, const Context& context) {
  const std::int64_t awaited = context.reader.awaited(under_way.id);
  return reply(owner, broadcast_texts_in(owner.language).one_at_a_time(under_way, awaited),
               buttons_of(under_way, owner.language));
}

/// What a press is about.
struct Press {
  const Customer& owner;
  values::MessageId message;
  const Context& context;
};

std::optional<Decision> send(shop::Broadcast broadcast, const Press& press) {
  const values::Timestamp now = press.context.situation.now;
  const bool may = broadcast.state == BroadcastState::drafted && broadcast.owner == press.owner.id &&
                   now - broadcast.created_at < shop::kDraftLife;
  if (!may) return std::nullopt;
  store::Reader& reader = press.context.reader;
  if (const auto another = reader.broadcast_under_way(broadcast.bot))
    return hint_at(*another, press.owner, press.context);
  broadcast.state = BroadcastState::running;
  broadcast.started_at = now;
  broadcast.total = count_audience(broadcast, press.context);
  broadcast.progress_message = press.message;
  broadcast.last_message = press.message;
  Decision decision;
  audited(decision, press.owner, "sent", broadcast, press.context);
  carry_on(decision, std::move(broadcast), 0, Showing::at_once, press.context);
  return decision;
}

std::optional<Decision> cancel(shop::Broadcast broadcast, const Press& press) {
  if (broadcast.state != BroadcastState::drafted || broadcast.owner != press.owner.id) return std::nullopt;
  broadcast.state = BroadcastState::cancelled;
  broadcast.ended_at = press.context.situation.now;
  Decision decision;
  decision.outgoing.push_back(show_in(press.message, broadcast, 0, press.context));
  decision.effects.push_back(shop::BroadcastChanged{std::move(broadcast)});
  return decision;
}

/// Of a broadcast under way. Any owner may, but the progress is shown to who has sent it.
Decision change_to(BroadcastState state, shop::Broadcast broadcast, std::string_view deed, const Press& press) {
  const std::int64_t awaited = press.context.reader.awaited(broadcast.id);
  broadcast.state = state;
  const bool own = broadcast.owner == press.owner.id;
  if (own) broadcast.progress_message = press.message;
  Decision decision;
  audited(decision, press.owner, deed, broadcast, press.context);
  if (!own) add(decision, reply(press.owner, broadcast_texts_in(press.owner.language).progress(broadcast, awaited)));
  carry_on(decision, std::move(broadcast), awaited, Showing::at_once, press.context);
  return decision;
}

std::optional<Decision> act(std::string_view action, shop::Broadcast broadcast, const Press& press) {
  const BroadcastState state = broadcast.state;
  const bool goes_on = state == BroadcastState::running || state == BroadcastState::paused;
  if (action == "send") return send(std::move(broadcast), press);
  if (action == "cancel") return cancel(std::move(broadcast), press);
  if (action == "pause" && state == BroadcastState::running) {
    return change_to(BroadcastState::paused, std::move(broadcast), "paused", press);
  }
  if (action == "resume" && state == BroadcastState::paused) {
    return change_to(BroadcastState::running, std::move(broadcast), "resumed", press);
  }
  if (action == "stop" && goes_on) return change_to(BroadcastState::stopped, std::move(broadcast), "stopped", press);
  return std::nullopt;
}

/// What is to be sent; false if neither a text is there nor a message that is replied to.
bool fill_in(shop::Broadcast& broadcast, std::string_view text, const telegram::Message& message) {
  if (!text.empty()) {
    broadcast.text = text;
    return true;
  }
  if (!message.reply_to_message) return false;
  const telegram::RepliedMessage& copied = *message.reply_to_message;
  broadcast.text = copied.text.value_or(copied.caption.value_or(""));
  broadcast.copied_message = copied.message_id;
  return true;
}

}  // namespace

Decision draft_broadcast(const Customer& owner, std::string_view arguments, const telegram::Message& message,
                         const Context& context) {
  const BroadcastTexts& texts = broadcast_texts_in(owner.language);
  const values::BotId bot = context.situation.bot;
  const auto [name, text] = split_first_word(arguments);
  if (name.empty()) return reply(owner, texts.how_to_broadcast());
  const std::optional<Audience> audience = parse_audience(to_lower_ascii(name));
  if (!audience) return reply(owner, texts.unknown_segment(bounded(name, kMaxSegmentShown)));
  const bool for_students = audience->segment == shop::Segment::students;
  if (for_students && context.situation.catalogue.course(audience->course) == nullptr) {
    return reply(owner, course_texts_in(owner.language).no_such_course(audience->course.value()));
  }
  if (const auto another = context.reader.broadcast_under_way(bot)) return hint_at(*another, owner, context);

  shop::Broadcast broadcast{.bot = bot,
                            .owner = owner.id,
                            .segment = audience->segment,
                            .course = audience->course,
                            .created_at = context.situation.now};
  broadcast.total = count_audience(broadcast, context);
  if (!fill_in(broadcast, text, message)) return reply(owner, texts.how_to_broadcast());
  if (broadcast.total == 0) return reply(owner, texts.nobody(broadcast));
  broadcast.id = context.reader.next_broadcast_id();
  Outgoing preview = broadcast_to(owner.chat(), broadcast);
  preview.subject = to_string({.broadcast = broadcast.id, .part = BroadcastPart::preview});
  Decision decision;
  decision.effects.push_back(shop::BroadcastDrafted{std::move(broadcast)});
  decision.outgoing.push_back(std::move(preview));
  return decision;
}

std::optional<Decision> press_broadcast_button(const Customer& customer, std::string_view action_and_number,
                                               const telegram::CallbackQuery& query, const Context& context) {
  if (!is_owner(context.situation, customer.id) || !query.message) return std::nullopt;
  const std::size_t colon = action_and_number.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const std::optional<std::int64_t> id = parse_positive(action_and_number.substr(colon + 1));
  if (!id) return std::nullopt;
  std::optional<shop::Broadcast> broadcast = context.reader.broadcast(values::BroadcastId{*id});
  if (!broadcast || broadcast->bot != context.situation.bot) return std::nullopt;
  return act(action_and_number.substr(0, colon), *std::move(broadcast),
             {.owner = customer, .message = query.message->message_id, .context = context});
}

}  // namespace bot
