#include "shop/plan.hpp"

#include <stdexcept>

namespace shop {

std::string_view to_string(PlanId plan) {
  switch (plan) {
    case PlanId::lite:
      return "lite";
    case PlanId::pro:
      return "pro";
    case PlanId::unlimited:
      return "unlimited";
  }
  throw std::logic_error("PlanId out of range");
}

std::optional<PlanId> parse_plan(std::string_view name) {
  for (const PlanId plan : kAllPlans) {
    if (to_string(plan) == name) return plan;
  }
  return std::nullopt;
}

}  // namespace shop
