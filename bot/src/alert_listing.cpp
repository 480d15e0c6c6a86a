// /alerts: what fires and what is silenced, as Alertmanager has it at the moment.

#include <algorithm>

#include "alerts.hpp"
#include "colons.hpp"
#include "courses.hpp"
#include "notation.hpp"
#include "positive_number.hpp"
#include "shown_text.hpp"

namespace bot {
namespace {

using values::Timestamp;

// How much of each a message has room for.
constexpr std::size_t kMostAlerts = 10;
constexpr std::size_t kMostSilences = 10;
constexpr std::size_t kMostKnown = 100;
// Code points.
constexpr std::size_t kMaxSummary = 70;
constexpr std::size_t kMaxLabels = 40;
constexpr std::size_t kMaxMatchers = 70;
constexpr std::size_t kMaxCreator = 30;
constexpr std::size_t kMaxComment = 50;
constexpr std::size_t kMaxReason = 300;

ListedAlert listed(const shop::Alert& alert, const Customer& owner) {
  return {.lamp = lamp_of(alert),
          .summary = shown_line(summary_of(alert, owner.language), kMaxSummary),
          .labels = labels_of(alert, kMaxLabels),
          .since = alert.began_at};
}

/// Those that the bot knows, without asking anybody.
AlertList known_alerts(const Customer& owner, const Context& context) {
  const Timestamp now = context.situation.now;
  AlertList list;
  for (const shop::Alert& alert : context.reader.firing_alerts(context.situation.bot, kMostKnown)) {
    if (list.alerts.size() == kMostAlerts) {
      ++list.more_alerts;
      continue;
    }
    list.alerts.push_back(listed(alert, owner));
    list.alerts.back().silenced = silence_of(alert, now) != nullptr;
  }
  return list;
}

AlertList list_of(AlertOverview overview, const Customer& owner) {
  std::ranges::stable_sort(overview.firing, std::ranges::greater{},
                           [](const AlertOverview::Firing& firing) { return firing.alert.began_at; });
  std::ranges::stable_sort(overview.silences, std::ranges::less{}, &AlertOverview::Silence::until);
  AlertList list{.alerts = {},
                 .more_alerts = overview.firing.size() - std::min(overview.firing.size(), kMostAlerts),
                 .more_silences = overview.silences.size() - std::min(overview.silences.size(), kMostSilences),
                 .left_out = overview.left_out};
  for (const AlertOverview::Firing& firing :
       std::span(overview.firing).first(overview.firing.size() - list.more_alerts)) {
    list.alerts.push_back(listed(firing.alert, owner));
    list.alerts.back().silenced = !firing.silenced_by.empty();
    list.alerts.back().inhibited = firing.inhibited;
  }
  for (const AlertOverview::Silence& silence :
       std::span(overview.silences).first(overview.silences.size() - list.more_silences)) {
    list.silences.push_back({.matchers = shown_line(silence.matchers, kMaxMatchers),
                             .until = silence.until,
                             .created_by = shown_line(silence.created_by, kMaxCreator),
                             .comment = shown_line(silence.comment, kMaxComment)});
  }
  return list;
}

/// In the order of the list.
telegram::InlineKeyboard revoke_buttons(AlertOverview overview, const AlertingTexts& texts) {
  std::ranges::stable_sort(overview.silences, std::ranges::less{}, &AlertOverview::Silence::until);
  telegram::InlineKeyboard keyboard;
  std::size_t number = 0;
  for (const AlertOverview::Silence& silence : overview.silences) {
    if (++number > kMostSilences) break;
    if (!is_silence_id(silence.id)) continue;
    keyboard.push_back({{.text = texts.revoke_button(number), .callback_data = std::string(kRevokeData) + silence.id}});
  }
  return keyboard;
}

std::string text_of(const AlertOverview& overview, const Customer& owner, Timestamp now) {
  const AlertingTexts& texts = alerting_texts_in(owner.language);
  const bool quiet = overview.firing.empty() && overview.silences.empty() && overview.left_out == 0;
  return quiet ? texts.all_quiet() : texts.alerts(list_of(overview, owner), now);
}

Outgoing show(const Customer& owner, std::string text, telegram::InlineKeyboard keyboard,
              std::optional<values::MessageId> in_place_of) {
  return in_place_of ? screen_in(*in_place_of, owner, std::move(text), std::move(keyboard))
                     : message_to(owner.chat(), std::move(text), store::Lane::reply, std::move(keyboard));
}

}  // namespace

Outgoing ask_for_alerts(const Customer& owner, std::optional<values::MessageId> in_place_of) {
  std::string subject = std::string(kAlertsSubject) + number(owner.id);
  if (in_place_of) subject += ":" + number(*in_place_of);
  return {.call = {.method = std::string(kReadAlerts), .body = ""},
          .chat = std::nullopt,
          .lane = store::Lane::reply,
          .deadline = std::nullopt,
          .subject = std::move(subject)};
}

Decision show_alerts(const Customer& owner) {
  Decision decision;
  decision.outgoing.push_back(ask_for_alerts(owner, std::nullopt));
  return decision;
}

Decision alerts_answered(const CallAnswered& answer, const Context& context) {
  if (!answer.subject.starts_with(kAlertsSubject)) return {};
  const std::vector<std::string_view> parts =
      split_at_colons(std::string_view(answer.subject).substr(kAlertsSubject.size()));
  const std::optional<std::int64_t> user = parse_positive(parts[0]);
  if (!user || !is_owner(context.situation, values::UserId{*user})) return {};
  const Customer owner = customer_of(values::UserId{*user}, context);
  const std::optional<std::int64_t> message = parts.size() == 2 ? parse_positive(parts[1]) : std::nullopt;
  const std::optional<values::MessageId> place = message ? std::optional(values::MessageId{*message}) : std::nullopt;
  const Timestamp now = context.situation.now;
  const AlertingTexts& texts = alerting_texts_in(owner.language);

  Decision decision;
  const values::Result<AlertOverview> overview = overview_in(answer);
  if (!overview) {
    const std::string reason = shown_line(overview.error().message, kMaxReason);
    decision.outgoing.push_back(
        show(owner, texts.alertmanager_away(reason, known_alerts(owner, context), now), {}, place));
    return decision;
  }
  decision.outgoing.push_back(show(owner, text_of(*overview, owner, now), revoke_buttons(*overview, texts), place));
  for (const shop::Alert& alert : context.reader.firing_alerts(context.situation.bot, kMostKnown)) {
    if (!is_over(alert, *overview, now)) continue;
    shop::Alert after = alert;
    after.over_at = std::max(now, alert.began_at);
    change(decision, alert, std::move(after), context);
  }
  return decision;
}

}  // namespace bot
