#pragma once
// How far customers get on the way to a payment. Each step counts what happened, not who did it: whoever looks at the
// plans twice counts twice, and whoever types /buy lite at once skips the first two steps.

#include <array>
#include <string_view>

namespace shop {

enum class FunnelStep {
  started,         ///< A /start was answered.
  viewed_plans,    ///< The plans were shown with their buttons.
  opened_invoice,  ///< An invoice was written to a customer: Telegram never tells whether it is looked at.
  approved,        ///< A pre-checkout query was approved.
  paid,            ///< A payment was recorded.
};

inline constexpr std::array kFunnelSteps{FunnelStep::started, FunnelStep::viewed_plans, FunnelStep::opened_invoice,
                                         FunnelStep::approved, FunnelStep::paid};

/// The label `step`: "started", "viewed_plans", "opened_invoice", "approved", "paid".
std::string_view to_string(FunnelStep step);

}  // namespace shop
