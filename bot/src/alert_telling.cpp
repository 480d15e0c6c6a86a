// Owners are told of alerts, each once, and their messages are kept as the alerts are.

#include <algorithm>

#include "alerts.hpp"
#include "colons.hpp"
#include "lesson_messages.hpp"
#include "notation.hpp"
#include "positive_number.hpp"
#include "telegram/sent_message.hpp"

namespace bot {
namespace {

/// More than that at once would be a flood that nobody reads.
constexpr std::size_t kMostMessagesAtOnce = 20;

/// A later one of the same call tells more.
bool comes_again(std::span<const shop::Alert> later, const shop::Alert& alert) {
  return std::ranges::any_of(later, [&](const shop::Alert& other) {
    return other.fingerprint == alert.fingerprint && other.began_at == alert.began_at;
  });
}

/// What is known, with what was received since.
shop::Alert updated(const shop::Alert& known, const shop::Alert& received, const Context& context) {
  shop::Alert after = known;
  after.labels = received.labels;
  after.texts = received.texts;
  after.over_at = received.over_at;
  if (after.over_at) after.over_at = std::max(*after.over_at, after.began_at);
  if (after.silence && silence_of(after, context.situation.now) == nullptr) after.silence.reset();
  return after;
}

shop::Alert begun(const shop::Alert& received, const Context& context) {
  shop::Alert alert = received;
  alert.id = context.reader.next_alert_id();
  alert.bot = context.situation.bot;
  alert.silence.reset();
  return alert;
}

/// False for somebody who wants nothing to be known of them any more.
bool was_told(values::ChatId chat, const shop::Alert& alert, const Context& context) {
  const std::vector<shop::AlertMessage> messages = context.reader.alert_messages(alert.id);
  return std::ranges::find(messages, chat, &shop::AlertMessage::chat) != messages.end();
}

}  // namespace

std::optional<shop::Alert> alert_numbered(std::string_view number, const Context& context) {
  const std::optional<std::int64_t> id = parse_positive(number);
  if (!id) return std::nullopt;
  std::optional<shop::Alert> alert = context.reader.alert(values::AlertId{*id});
  if (alert && alert->bot != context.situation.bot) alert.reset();
  return alert;
}

const shop::AlertSilence* silence_of(const shop::Alert& alert, values::Timestamp now) {
  return alert.silence && alert.silence->until > now ? &*alert.silence : nullptr;
}

bool may_be_told(values::UserId user, const Context& context) {
  if (!is_owner(context.situation, user)) return false;
  const std::optional<shop::User> known = context.reader.user(context.situation.bot, user);
  return !known || !known->blocked_the_bot;
}

void tell(Decision& decision, const shop::Alert& alert, const Context& context) {
  for (const values::UserId owner : context.situation.owners) {
    if (!may_be_told(owner, context)) continue;
    const Customer reader = customer_of(owner, context);
    AlertView view = view_of(alert, reader, context.situation.now);
    decision.effects.push_back(shop::AlertTold{.message = {.alert = alert.id, .chat = reader.chat()}});
    decision.outgoing.push_back({.call = telegram::to_call(telegram::SendMessage{.chat_id = reader.chat(),
                                                                                 .text = view.text.text,
                                                                                 .keyboard = std::move(view.keyboard),
                                                                                 .entities = entities_of(view.text),
                                                                                 .disable_link_preview = true}),
                                 .chat = reader.chat(),
                                 .lane = store::Lane::receipt,
                                 .deadline = std::nullopt,
                                 .subject = std::string(kAlertSubject) + number(alert.id) + ":" + number(owner)});
  }
}

Outgoing show_in(values::MessageId message, const shop::Alert& alert, const Customer& reader, const Context& context) {
  AlertView view = view_of(alert, reader, context.situation.now);
  return {.call = telegram::to_call(telegram::EditMessageText{.chat_id = reader.chat(),
                                                              .message_id = message,
                                                              .text = view.text.text,
                                                              .keyboard = std::move(view.keyboard),
                                                              .entities = entities_of(view.text)}),
          .chat = reader.chat(),
          .lane = store::Lane::reply,
          .deadline = std::nullopt};
}

void change(Decision& decision, const shop::Alert& before, shop::Alert after, const Context& context) {
  if (after == before) return;
  // A silence that has ended by itself still stands in the message.
  const bool silence_changed = after.silence != before.silence;
  for (const shop::AlertMessage& message : context.reader.alert_messages(after.id)) {
    const values::UserId user{message.chat.value()};
    if (!message.message || !may_be_told(user, context)) continue;
    const Customer reader = customer_of(user, context);
    Outgoing edit = show_in(*message.message, after, reader, context);
    const bool shows_it = edit.call != show_in(*message.message, before, reader, context).call;
    if (silence_changed || shows_it) decision.outgoing.push_back(std::move(edit));
  }
  decision.effects.push_back(shop::AlertChanged{.alert = std::move(after)});
}

Decision alert_told(const CallAnswered& answer, const Context& context) {
  Decision decision;
  if (!answer.result) return decision;
  const std::vector<std::string_view> parts = split_at_colons(answer.subject);
  if (parts.size() != 3) return decision;
  const std::optional<shop::Alert> alert = alert_numbered(parts[1], context);
  const std::optional<std::int64_t> user = parse_positive(parts[2]);
  const values::Result<telegram::SentMessage> sent = telegram::read_sent_message(*answer.result);
  if (!alert || !user || !sent) return decision;
  const Customer reader = customer_of(values::UserId{*user}, context);
  if (!was_told(reader.chat(), *alert, context)) return decision;
  decision.effects.push_back(
      shop::AlertTold{.message = {.alert = alert->id, .chat = reader.chat(), .message = sent->message_id}});
  // What has become of the alert while its message was on its way.
  const bool as_it_is = sent->text == view_of(*alert, reader, context.situation.now).text.text;
  if (!as_it_is && may_be_told(reader.id, context)) {
    decision.outgoing.push_back(show_in(sent->message_id, *alert, reader, context));
  }
  return decision;
}

Decision decide(const AlertsReceived& received, store::Reader& reader, const Situation& situation) {
  const Context context{.reader = reader, .situation = situation};
  Decision decision;
  std::size_t told = 0;
  std::size_t untold = 0;
  const std::span<const shop::Alert> alerts = received.alerts;
  for (std::size_t i = 0; i < alerts.size(); ++i) {
    const shop::Alert& alert = alerts[i];
    if (comes_again(alerts.subspan(i + 1), alert)) continue;
    const std::optional<shop::Alert> known = reader.alert(situation.bot, alert.fingerprint, alert.began_at);
    if (known) {
      shop::Alert after = updated(*known, alert, context);
      if (!known->is_firing() && after.is_firing()) decision.effects.push_back(next_look(after, context));
      change(decision, *known, std::move(after), context);
    } else if (alert.is_firing()) {
      shop::Alert fresh = begun(alert, context);
      decision.effects.push_back(shop::AlertChanged{.alert = fresh});
      decision.effects.push_back(next_look(fresh, context));
      if (told < kMostMessagesAtOnce) tell(decision, fresh, context);
      ++(told < kMostMessagesAtOnce ? told : untold);
    }
  }
  if (untold == 0) return decision;
  for (const values::UserId owner : situation.owners) {
    if (!may_be_told(owner, context)) continue;
    const Customer addressee = customer_of(owner, context);
    decision.outgoing.push_back(receipt_to(addressee, alerting_texts_in(addressee.language).more_alerts(untold)));
  }
  return decision;
}

}  // namespace bot
