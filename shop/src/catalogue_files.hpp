#pragma once
// The files of a catalogue, one reader each. All throw CatalogueRefused with file, line, value and what would be right.

#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "shop/catalogue.hpp"
#include "yaml_document.hpp"

namespace shop {

inline constexpr std::string_view kPlansFile = "plans.yaml";
inline constexpr std::string_view kRulesFile = "rules.yaml";  // Need not be there.
inline constexpr std::string_view kPromoFile = "promo.yaml";  // Need not be there.

/// In the order of kAllPlans.
std::array<PlanOffer, kAllPlans.size()> read_plans(const CatalogueFile& file);

/// What rules.yaml says; what it leaves out is as without it.
struct Rules {
  PlanRules plans;
  std::optional<RefundRule> refunds;
};
Rules read_rules(const CatalogueFile& file);

/// In the order of the file, their names in upper case.
std::vector<PromoCode> read_promos(const CatalogueFile& file);

}  // namespace shop
