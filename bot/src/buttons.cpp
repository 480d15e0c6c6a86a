// Buttons under messages of any age, and whatever a forger makes of their data: each is judged anew when pressed.

#include "alerts.hpp"
#include "charts.hpp"
#include "conversations.hpp"
#include "courses.hpp"

namespace bot {
namespace {

Outgoing answer_to(const telegram::CallbackQuery& query, std::optional<std::string> text) {
  return {
      .call = telegram::to_call(telegram::AnswerCallbackQuery{.callback_query_id = query.id, .text = std::move(text)}),
      .chat = std::nullopt,
      .lane = store::Lane::reply,
      .deadline = std::nullopt};
}

/// What the button with that data does; none for data that no button of ours has, or has any more.
std::optional<Decision> pressed(const Customer& customer, const telegram::CallbackQuery& query,
                                const Context& context) {
  const std::string_view data = query.data ? std::string_view(*query.data) : std::string_view();
  const auto after = [&](std::string_view prefix) -> std::optional<std::string_view> {
    if (!data.starts_with(prefix)) return std::nullopt;
    return data.substr(prefix.size());
  };
  if (data == kSubscriptionsData) return subscribe(customer, "", context);
  if (data == kForgetData) return forget(customer, context);
  if (const auto order = after(kStopRenewalData)) return stop_renewal(customer, *order, context);
  if (const auto fingerprint = after(kAskRefundData)) return ask_for_refund(customer, *fingerprint, context);
  if (const auto fingerprint = after(kRefundData)) return refund_by_rule(customer, *fingerprint, context);
  if (const auto plan = after(kSubscribeData)) return subscribe_by_button(customer, *plan, context);
  if (const auto plan_and_code = after(kBuyData)) return buy_by_button(customer, *plan_and_code, context);
  if (const auto action = after(kBroadcastData)) return press_broadcast_button(customer, *action, query, context);
  if (const auto action = after(kEditData)) return press_edit_button(customer, *action, query, context);
  return press_course_button(customer, data, query, context);
}

}  // namespace

Decision press_button(const Customer& customer, const telegram::CallbackQuery& query, const Context& context) {
  Decision decision;
  std::optional<Pressed> watching = press_alert_button(customer, query, context);
  if (!watching) watching = press_chart_button(customer, query, context);
  if (watching) {
    decision.outgoing.push_back(answer_to(query, std::move(watching->notice)));
    add(decision, std::move(watching->decision));
    return decision;
  }
  std::optional<Decision> done = pressed(customer, query, context);
  if (!done) {
    decision.outgoing.push_back(answer_to(query, customer.texts().button_out_of_date()));
    return decision;
  }
  decision.outgoing.push_back(answer_to(query, std::nullopt));
  add(decision, *std::move(done));
  return decision;
}

}  // namespace bot
