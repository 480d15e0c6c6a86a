#pragma once
// Charts in the chat: pictures that the viewer draws (bot/alerting.hpp, kPicturePath).

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

#include "alerts.hpp"
#include "answer.hpp"

namespace bot {

/// The viewer's own charts; it draws any metric by its name besides.
inline constexpr std::array<std::string_view, 10> kCharts{"users_online",    "payments", "revenue", "activations",
                                                          "processing_time", "updates",  "errors",  "outbox",
                                                          "memory",          "cpu"};

inline constexpr std::size_t kMaxExpression = 2'000;  ///< Bytes of PromQL.

inline constexpr std::string_view kChartData = "chart:";          // "chart:users_online:6h"
inline constexpr std::string_view kDashboardData = "dashboard:";  // "dashboard:overview:6h"; no uid: the first
inline constexpr std::string_view kChartSubject = "chart:";  // the chat, and what is drawn: "chart:345:users_online"

/// `/chart [name] [range]`
Decision show_chart(const Customer& owner, std::string_view arguments);
/// `/dashboard [uid] [range]`
Decision show_dashboard(const Customer& owner, std::string_view arguments);
/// `/query [range] PROMQL`
Decision show_query(const Customer& owner, std::string_view arguments);
/// What the alert's rule compares, from an hour before it began.
Decision chart_of(const shop::Alert& alert, const Customer& owner, const Context& context);

/// None for data that no such button has.
std::optional<Pressed> press_chart_button(const Customer& customer, const telegram::CallbackQuery& query,
                                          const Context& context);
/// A picture has arrived, or there is none: then it is told why.
Decision chart_answered(const CallAnswered& answer, const Context& context);

}  // namespace bot
