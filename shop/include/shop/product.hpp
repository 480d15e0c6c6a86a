#pragma once
// What an order is for.

#include <optional>
#include <variant>

#include "shop/plan.hpp"
#include "values/id.hpp"

namespace shop {

using Product = std::variant<PlanId, values::CourseId>;

inline std::optional<PlanId> plan_in(const Product& product) {
  const PlanId* const plan = std::get_if<PlanId>(&product);
  return plan != nullptr ? std::optional(*plan) : std::nullopt;
}

/// nullptr for a plan.
inline const values::CourseId* course_in(const Product& product) {
  return std::get_if<values::CourseId>(&product);
}

}  // namespace shop
