// Looks at Alertmanager. Of what is silenced it tells nobody anything, not even that it is over; and of an alert that
// was over while it did not run it never tells again.

#include <algorithm>

#include "alerts.hpp"
#include "notation.hpp"

namespace bot {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;
using values::Timestamp;

constexpr std::string_view kLook = "alert:look:";
constexpr seconds kWhileSilenced{30};
/// Somebody may have silenced it elsewhere, or Alertmanager was away when it ended.
constexpr minutes kWhileFiring{10};
constexpr seconds kWhileAway{60};
/// Prometheus tells Alertmanager of each alert once a minute: by then one that has just started knows them again.
constexpr minutes kUntilSettled{5};
/// What was asked may have been answered before the alert came.
constexpr minutes kUntilSeen{1};

const AlertOverview::Firing* found_in(const AlertOverview& overview, const shop::Alert& alert) {
  const auto found = std::ranges::find_if(overview.firing, [&](const AlertOverview::Firing& firing) {
    return firing.alert.fingerprint == alert.fingerprint && firing.alert.began_at == alert.began_at;
  });
  return found == overview.firing.end() ? nullptr : &*found;
}

/// Somebody has ended it elsewhere.
bool is_gone(const shop::AlertSilence& silence, const AlertOverview& overview) {
  return overview.left_out == 0 &&
         std::ranges::find(overview.silences, silence.id, &AlertOverview::Silence::id) == overview.silences.end();
}

shop::TimerSet look_after(seconds pause, const shop::Alert& alert, const Context& context) {
  return {.kind = shop::TimerKind::silenced_alert, .subject = number(alert.id), .due = context.situation.now + pause};
}

}  // namespace

shop::TimerSet next_look(const shop::Alert& alert, const Context& context) {
  return look_after(alert.silence ? kWhileSilenced : kWhileFiring, alert, context);
}

bool is_over(const shop::Alert& alert, const AlertOverview& overview, Timestamp now) {
  const bool can_be_told =
      overview.left_out == 0 && now - overview.running_since >= kUntilSettled && now - alert.began_at >= kUntilSeen;
  return can_be_told && found_in(overview, alert) == nullptr;
}

values::Result<AlertOverview> overview_in(const CallAnswered& answer) {
  if (!answer.result) return values::Error{answer.reason};
  return parse_alert_overview(*answer.result);
}

Decision look_at_alert(std::string_view alert_number, const Context& context) {
  Decision decision;
  const std::optional<shop::Alert> alert = alert_numbered(alert_number, context);
  if (!alert || !alert->is_firing()) return decision;
  if (alert->silence && silence_of(*alert, context.situation.now) == nullptr) {
    shop::Alert after = *alert;
    after.silence.reset();
    change(decision, *alert, std::move(after), context);
  }
  // It may have ended while it was silenced, or be on its way to end.
  decision.outgoing.push_back({.call = {.method = std::string(kReadAlerts), .body = ""},
                               .chat = std::nullopt,
                               .lane = store::Lane::reply,
                               .deadline = std::nullopt,
                               .subject = std::string(kLook) + number(alert->id)});
  return decision;
}

Decision look_answered(const CallAnswered& answer, const Context& context) {
  Decision decision;
  if (!answer.subject.starts_with(kLook)) return decision;
  const std::optional<shop::Alert> alert = alert_numbered(answer.subject.substr(kLook.size()), context);
  if (!alert || !alert->is_firing()) return decision;
  const values::Result<AlertOverview> overview = overview_in(answer);
  if (!overview) {
    decision.effects.push_back(look_after(kWhileAway, *alert, context));
    return decision;
  }
  const Timestamp now = context.situation.now;
  shop::Alert after = *alert;
  if (after.silence && (silence_of(after, now) == nullptr || is_gone(*after.silence, *overview))) after.silence.reset();
  if (is_over(after, *overview, now)) after.over_at = std::max(now, after.began_at);
  const bool uncertain = found_in(*overview, after) == nullptr;
  if (after.is_firing()) {
    decision.effects.push_back(uncertain ? look_after(kWhileSilenced, after, context) : next_look(after, context));
  }
  change(decision, *alert, std::move(after), context);
  return decision;
}

}  // namespace bot
