// Silences: asked for in the chat, put in force and ended by Alertmanager.

#include <algorithm>
#include <array>
#include <utility>

#include "alerts.hpp"
#include "audit.hpp"
#include "colons.hpp"
#include "notation.hpp"
#include "positive_number.hpp"
#include "shown_text.hpp"

namespace bot {
namespace {

using std::chrono::hours;

constexpr std::size_t kMaxReason = 300;       // code points
constexpr std::size_t kMaxNameInAudit = 100;  // code points
constexpr std::size_t kLongestSilenceId = 40;
constexpr std::size_t kMostFiring = 100;
constexpr std::string_view kSilence = "alert:silence:";
constexpr std::string_view kRevoke = "alert:revoke:";

struct NamedLength {
  SilenceLength length;
  std::string_view name;
  hours hours_long;
};
constexpr std::array kLengths{NamedLength{SilenceLength::hour, "1h", hours{1}},
                              NamedLength{SilenceLength::four_hours, "4h", hours{4}},
                              NamedLength{SilenceLength::day, "1d", hours{24}}};

const NamedLength& named(SilenceLength length) {
  return *std::ranges::find(kLengths, length, &NamedLength::length);
}

/// A call to Alertmanager, which is in no chat.
Outgoing call(std::string_view method, std::string body, std::string subject) {
  return {.call = {.method = std::string(method), .body = std::move(body)},
          .chat = std::nullopt,
          .lane = store::Lane::reply,
          .deadline = std::nullopt,
          .subject = std::move(subject)};
}

std::string name_in_audit(const shop::Alert& alert) {
  const std::string name = shown_line(alert.label("alertname"), kMaxNameInAudit);
  return name.empty() ? "#" + number(alert.id) : name;
}

Decision tell_failure(const Customer& owner, std::string text, const CallAnswered& answer) {
  return answer.blocked_by_user ? Decision{} : reply(owner, std::move(text));
}

/// The parts of a subject behind its beginning; empty if it begins otherwise or has another number of parts.
std::vector<std::string_view> parts_of(std::string_view subject, std::string_view beginning, std::size_t count) {
  if (!subject.starts_with(beginning)) return {};
  std::vector<std::string_view> parts = split_at_colons(subject.substr(beginning.size()));
  if (parts.size() != count) parts.clear();
  return parts;
}

/// It was ended: in the messages about whatever it silenced, too.
void forget_silence(Decision& decision, const shop::Alert& alert, std::string_view silence, const Context& context) {
  if (!alert.silence || alert.silence->id != silence) return;
  shop::Alert after = alert;
  after.silence.reset();
  change(decision, alert, std::move(after), context);
}

Decision revoked_below_alert(const std::vector<std::string_view>& parts, const CallAnswered& answer,
                             const Context& context) {
  const std::optional<shop::Alert> alert = alert_numbered(parts[0], context);
  const std::optional<std::int64_t> user = parse_positive(parts[1]);
  if (!user) return {};
  const Customer owner = customer_of(values::UserId{*user}, context);
  if (!answer.result) {
    const std::string reason = shown_line(answer.reason, kMaxReason);
    return tell_failure(owner, alerting_texts_in(owner.language).could_not_revoke(reason), answer);
  }
  Decision decision;
  if (!alert) return decision;
  forget_silence(decision, *alert, parts[2], context);
  audited(decision, owner, "revoke", name_in_audit(*alert), "silence", context);
  return decision;
}

Decision revoked_in_list(const std::vector<std::string_view>& parts, const CallAnswered& answer,
                         const Context& context) {
  const std::optional<std::int64_t> user = parse_positive(parts[0]);
  const std::optional<std::int64_t> list = parse_positive(parts[1]);
  if (!user) return {};
  const Customer owner = customer_of(values::UserId{*user}, context);
  if (!answer.result) {
    const std::string reason = shown_line(answer.reason, kMaxReason);
    return tell_failure(owner, alerting_texts_in(owner.language).could_not_revoke(reason), answer);
  }
  Decision decision;
  for (const shop::Alert& alert : context.reader.firing_alerts(context.situation.bot, kMostFiring)) {
    forget_silence(decision, alert, parts[2], context);
  }
  audited(decision, owner, "revoke", std::string(parts[2]), "silence", context);
  decision.outgoing.push_back(ask_for_alerts(owner, list ? std::optional(values::MessageId{*list}) : std::nullopt));
  return decision;
}

}  // namespace

std::optional<SilenceLength> parse_silence_length(std::string_view text) {
  const auto found = std::ranges::find(kLengths, text, &NamedLength::name);
  return found == kLengths.end() ? std::nullopt : std::optional(found->length);
}

std::string_view to_string(SilenceLength length) {
  return named(length).name;
}

bool is_silence_id(std::string_view text) {
  return !text.empty() && text.size() <= kLongestSilenceId && std::ranges::all_of(text, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
  });
}

Outgoing ask_for_silence(const shop::Alert& alert, SilenceLength length, const Customer& owner,
                         const Context& context) {
  const values::Timestamp now = context.situation.now;
  const values::Timestamp until = now + named(length).hours_long;
  // Whoever presses twice within a minute wishes once.
  const SilenceRequest request{.labels = alert.labels,
                               .until = until,
                               .created_by = "CourseBot (owner " + number(owner.id) + ")",
                               .comment = "alert " + number(alert.id) + " for " + std::string(to_string(length)) +
                                          ", " + values::format_minute_utc(now)};
  return call(kSilenceAlert, to_text(request),
              std::string(kSilence) + number(alert.id) + ":" + number(owner.id) + ":" +
                  std::to_string(until.time_since_epoch().count()));
}

Outgoing ask_for_revocation(const shop::Alert& alert, const shop::AlertSilence& silence, const Customer& owner) {
  return call(kExpireSilence, silence.id,
              std::string(kRevoke) + number(alert.id) + ":" + number(owner.id) + ":" + silence.id);
}

Outgoing ask_for_revocation(std::string_view silence, std::optional<values::MessageId> message, const Customer& owner) {
  return call(kExpireSilence, std::string(silence),
              std::string(kRevokeData) + number(owner.id) + ":" + (message ? number(*message) : "0") + ":" +
                  std::string(silence));
}

Decision silence_answered(const CallAnswered& answer, const Context& context) {
  const std::vector<std::string_view> parts = parts_of(answer.subject, kSilence, 3);
  if (parts.empty()) return {};
  const std::optional<shop::Alert> alert = alert_numbered(parts[0], context);
  const std::optional<std::int64_t> user = parse_positive(parts[1]);
  const std::optional<std::int64_t> until = parse_positive(parts[2]);
  if (!alert || !user || !until) return {};
  const Customer owner = customer_of(values::UserId{*user}, context);
  const bool usable = answer.result && is_silence_id(*answer.result);
  if (!usable) {
    const std::string reason = answer.result ? "Alertmanager answers nonsense" : shown_line(answer.reason, kMaxReason);
    const std::string name = summary_of(*alert, owner.language);
    return tell_failure(owner, alerting_texts_in(owner.language).could_not_silence(name, reason), answer);
  }
  const shop::AlertSilence silence{
      .id = *answer.result, .by = owner.id, .until = values::Timestamp{std::chrono::milliseconds{*until}}};
  Decision decision;
  const shop::AlertSilence* const earlier = silence_of(*alert, context.situation.now);
  if (earlier != nullptr) {
    // Two owners pressed at once: the second silence would outlive the revocation of the first.
    if (earlier->id != silence.id) decision.outgoing.push_back(call(kExpireSilence, silence.id, ""));
    return decision;
  }
  shop::Alert after = *alert;
  after.silence = silence;
  if (after.is_firing()) decision.effects.push_back(next_look(after, context));
  audited(decision, owner, "silence", name_in_audit(after), "until " + values::format_minute_utc(silence.until),
          context);
  change(decision, *alert, std::move(after), context);
  return decision;
}

Decision revocation_answered(const CallAnswered& answer, const Context& context) {
  const std::vector<std::string_view> below_alert = parts_of(answer.subject, kRevoke, 3);
  if (!below_alert.empty()) return revoked_below_alert(below_alert, answer, context);
  const std::vector<std::string_view> in_list = parts_of(answer.subject, kRevokeData, 3);
  return in_list.empty() ? Decision{} : revoked_in_list(in_list, answer, context);
}

}  // namespace bot
