// The buttons below alerts, of any age: what an alert is like is looked up when one is pressed.

#include "alerts.hpp"
#include "charts.hpp"
#include "colons.hpp"
#include "course_editing.hpp"
#include "lesson_messages.hpp"
#include "positive_number.hpp"
#include "runbooks.hpp"

namespace bot {
namespace {

/// What a press is about.
struct Press {
  const Customer& owner;
  std::optional<values::MessageId> message;
  const Context& context;

  const AlertingTexts& texts() const { return alerting_texts_in(owner.language); }
  values::Timestamp now() const { return context.situation.now; }
};

Pressed out_of_date(const Customer& customer) {
  return {.notice = customer.texts().button_out_of_date()};
}

/// The button should not be there: the message shows how things are.
Pressed too_late(std::string notice, const shop::Alert& alert, const Press& press) {
  Pressed pressed{.notice = std::move(notice)};
  if (press.message) pressed.decision.outgoing.push_back(show_in(*press.message, alert, press.owner, press.context));
  return pressed;
}

Pressed ask(Outgoing call) {
  Pressed pressed;
  pressed.decision.outgoing.push_back(std::move(call));
  return pressed;
}

Pressed press_silence(const shop::Alert& alert, std::string_view length_name, const Press& press) {
  const std::optional<SilenceLength> length = parse_silence_length(length_name);
  if (!length) return out_of_date(press.owner);
  if (!alert.is_firing()) return too_late(press.texts().over_already(), alert, press);
  if (const shop::AlertSilence* const silence = silence_of(alert, press.now())) {
    return too_late(press.texts().silenced_already(silence->until, press.now()), alert, press);
  }
  return ask(ask_for_silence(alert, *length, press.owner, press.context));
}

Pressed press_revoke(const shop::Alert& alert, const Press& press) {
  const shop::AlertSilence* const silence = silence_of(alert, press.now());
  if (silence == nullptr) return too_late(press.texts().not_silenced(), alert, press);
  return ask(ask_for_revocation(alert, *silence, press.owner));
}

Pressed press_chart(const shop::Alert& alert, const Press& press) {
  if (!has_chart(alert)) return out_of_date(press.owner);
  Pressed pressed;
  add(pressed.decision, chart_of(alert, press.owner, press.context));
  return pressed;
}

Pressed press_runbook(const shop::Alert& alert, const Press& press) {
  const std::optional<std::string_view> runbook = runbook_named(alert.texts.runbook);
  if (!runbook) return out_of_date(press.owner);
  Pressed pressed;
  for (const shop::FormattedText& part : runbook_messages(*runbook)) {
    pressed.decision.outgoing.push_back({.call = telegram::to_call(telegram::SendMessage{.chat_id = press.owner.chat(),
                                                                                         .text = part.text,
                                                                                         .entities = entities_of(part),
                                                                                         .disable_link_preview = true}),
                                         .chat = press.owner.chat(),
                                         .lane = store::Lane::reply,
                                         .deadline = std::nullopt});
  }
  return pressed;
}

Pressed press_of_alert(std::string_view action, const Press& press) {
  const std::vector<std::string_view> parts = split_at_colons(action);
  const std::string_view deed = parts[0];
  const bool known = deed == "silence" || deed == "revoke" || deed == "chart" || deed == "runbook";
  const std::size_t count = deed == "silence" ? 3 : 2;
  if (!known || parts.size() != count || !parse_positive(parts[1])) return out_of_date(press.owner);
  const std::optional<shop::Alert> alert = alert_numbered(parts[1], press.context);
  if (!alert) return {.notice = press.texts().forgotten()};
  if (deed == "silence") return press_silence(*alert, parts[2], press);
  if (deed == "revoke") return press_revoke(*alert, press);
  if (deed == "chart") return press_chart(*alert, press);
  return press_runbook(*alert, press);
}

}  // namespace

std::optional<Pressed> press_alert_button(const Customer& customer, const telegram::CallbackQuery& query,
                                          const Context& context) {
  const std::string_view data = query.data ? std::string_view(*query.data) : std::string_view();
  const bool of_alert = data.starts_with(kAlertData);
  if (!of_alert && !data.starts_with(kRevokeData)) return std::nullopt;
  if (!is_owner(context.situation, customer.id)) return out_of_date(customer);
  const Press press{.owner = customer, .message = message_of(query), .context = context};
  if (of_alert) return press_of_alert(data.substr(kAlertData.size()), press);
  const std::string_view silence = data.substr(kRevokeData.size());
  if (!is_silence_id(silence)) return out_of_date(customer);
  return ask(ask_for_revocation(silence, press.message, customer));
}

}  // namespace bot
