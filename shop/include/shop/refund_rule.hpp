#pragma once
// When a customer gets a refund without asking anybody. Pure.

#include <chrono>
#include <optional>
#include <string_view>

#include "shop/records.hpp"

namespace shop {

/// In the catalogue (rules.yaml). Without it every refund is an owner's decision.
struct RefundRule {
  std::chrono::days within{0};     ///< Of the payment; 0: never by itself.
  std::int64_t lessons_below = 1;  ///< Fewer lessons than that were read of what was bought; a plan has none.
};

enum class RefundRefusal {
  already_refunded,  ///< Or on its way.
  too_late,
  too_much_read,
  not_automatic,  ///< The catalogue has no rule.
};

std::string_view to_string(RefundRefusal refusal);

/// Why the customer can't have `payment` back without an owner; none if they can. `request` is the latest for its
/// charge; a refused one doesn't count.
std::optional<RefundRefusal> why_no_refund(const Payment& payment, const std::optional<RefundRequest>& request,
                                           std::int64_t lessons_read, const std::optional<RefundRule>& rule,
                                           values::Timestamp now);

}  // namespace shop
