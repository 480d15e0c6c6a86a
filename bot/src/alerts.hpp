#pragma once
// The parts that the conversations about alerts share.

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "alerting_texts.hpp"
#include "answer.hpp"
#include "bot/alerting.hpp"
#include "shop/alert.hpp"
#include "shop/formatted_text.hpp"

namespace bot {

/// What a press of a button does, and what is said about it in the button's place.
struct Pressed {
  Decision decision = {};
  std::optional<std::string> notice = {};  ///< At most 200 code points (answerCallbackQuery).
};

inline constexpr std::string_view kAlertData = "alert:";            // "alert:silence:12:1h", "alert:chart:12"
inline constexpr std::string_view kRevokeData = "silence:revoke:";  // and Alertmanager's id of the silence
inline constexpr std::string_view kAlertsSubject = "alerts:";       // and the chat that asked

// What outgoing calls are about: "alert:12:345" is the message about alert 12 in chat 345.
inline constexpr std::string_view kAlertSubject = "alert:";

// alert_message.cpp

/// A message about an alert, as it is at the moment.
struct AlertView {
  shop::FormattedText text;
  telegram::InlineKeyboard keyboard;
};
AlertView view_of(const shop::Alert& alert, const Customer& reader, values::Timestamp now);

/// What the alert is called in one line.
std::string summary_of(const shop::Alert& alert, shop::Language language);
/// By its severity.
std::string_view lamp_of(const shop::Alert& alert);
/// All labels but its name and severity, in one line.
std::string labels_of(const shop::Alert& alert, std::size_t limit);

/// Whether it can be drawn, and which runbook of ours it names.
bool has_chart(const shop::Alert& alert);

// alert_telling.cpp

/// The message of an alert is to be told of, or kept up to date, in that chat.
bool may_be_told(values::UserId user, const Context& context);
/// Tells the owners.
void tell(Decision& decision, const shop::Alert& alert, const Context& context);
/// Makes a message that was sent before show how things are.
Outgoing show_in(values::MessageId message, const shop::Alert& alert, const Customer& reader, const Context& context);
/// Keeps what has become of an alert, and brings the messages about it up to date.
void change(Decision& decision, const shop::Alert& before, shop::Alert after, const Context& context);
/// Telegram has taken a message about an alert, or not.
Decision alert_told(const CallAnswered& answer, const Context& context);

/// The alert of this bot with that number.
std::optional<shop::Alert> alert_numbered(std::string_view number, const Context& context);
/// The silence that is in force.
const shop::AlertSilence* silence_of(const shop::Alert& alert, values::Timestamp now);

// alert_buttons.cpp

/// None for data that no such button has.
std::optional<Pressed> press_alert_button(const Customer& customer, const telegram::CallbackQuery& query,
                                          const Context& context);

// alert_silencing.cpp

std::optional<SilenceLength> parse_silence_length(std::string_view text);
/// "1h", "4h", "1d"
std::string_view to_string(SilenceLength length);

Outgoing ask_for_silence(const shop::Alert& alert, SilenceLength length, const Customer& owner, const Context& context);
Outgoing ask_for_revocation(const shop::Alert& alert, const shop::AlertSilence& silence, const Customer& owner);
/// From the list, which is `message`.
Outgoing ask_for_revocation(std::string_view silence, std::optional<values::MessageId> message, const Customer& owner);
Decision silence_answered(const CallAnswered& answer, const Context& context);
Decision revocation_answered(const CallAnswered& answer, const Context& context);
/// Whether `text` can be Alertmanager's id of a silence.
bool is_silence_id(std::string_view text);

// alert_look.cpp

/// When Alertmanager is to be looked at next: of an alert that is silenced, in a moment.
shop::TimerSet next_look(const shop::Alert& alert, const Context& context);
Decision look_at_alert(std::string_view number, const Context& context);
Decision look_answered(const CallAnswered& answer, const Context& context);
/// Alertmanager knows that it fires no more.
bool is_over(const shop::Alert& alert, const AlertOverview& overview, values::Timestamp now);
/// What was answered to kReadAlerts, or why it can't be used.
values::Result<AlertOverview> overview_in(const CallAnswered& answer);

// alert_listing.cpp

Decision show_alerts(const Customer& owner);
/// In place of the message, if there is one.
Outgoing ask_for_alerts(const Customer& owner, std::optional<values::MessageId> in_place_of);
Decision alerts_answered(const CallAnswered& answer, const Context& context);

// alert_answers.cpp

/// The answer to any call about alerts.
Decision alert_answered(const CallAnswered& answer, const Context& context);

}  // namespace bot
