#pragma once
// The three plans an author can buy. Their names are fixed, for they are label values of a metric; their texts and
// prices come from the catalogue.

#include <array>
#include <optional>
#include <string_view>

namespace shop {

enum class PlanId { lite, pro, unlimited };

inline constexpr std::array kAllPlans{PlanId::lite, PlanId::pro, PlanId::unlimited};

/// "lite", "pro", "unlimited": in commands, in the database, and as the label `plan`.
std::string_view to_string(PlanId plan);

std::optional<PlanId> parse_plan(std::string_view name);

}  // namespace shop
