#include "shop/promo.hpp"

#include <algorithm>

#include "enum_names.hpp"
#include "saturating.hpp"

namespace shop {
namespace {

constexpr EnumNames<PromoProblem::used_by_customer> kPromoProblems{"unknown", "expired", "other_plan", "used_up",
                                                                   "used_by_customer"};

constexpr char upper_case(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

constexpr bool may_be_in_a_code(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

struct Saved {
  std::int64_t price;

  // Rounded down, so that what is left to pay is rounded up.
  std::int64_t operator()(PercentOff off) const { return values::scale(price, off.percent, 100); }
  std::int64_t operator()(StarsOff off) const { return off.stars.amount(); }
};

}  // namespace

std::string_view to_string(PromoProblem problem) {
  return kPromoProblems.of(problem);
}

std::optional<std::string> normalised_promo(std::string_view code) {
  if (code.empty() || code.size() > kMaxPromoCode) return std::nullopt;
  std::string upper(code);
  std::ranges::transform(upper, upper.begin(), upper_case);
  if (!std::ranges::all_of(upper, may_be_in_a_code)) return std::nullopt;
  return upper;
}

std::optional<PromoProblem> why_not(const PromoCode& promo, PlanId plan, const PromoUses& uses, values::Timestamp now) {
  if (promo.ends_at && now >= *promo.ends_at) return PromoProblem::expired;
  if (!promo.plans.empty() && std::ranges::find(promo.plans, plan) == promo.plans.end()) {
    return PromoProblem::other_plan;
  }
  if (promo.uses && uses.by_all >= *promo.uses) return PromoProblem::used_up;
  if (promo.uses_per_customer && uses.by_customer >= *promo.uses_per_customer) return PromoProblem::used_by_customer;
  return std::nullopt;
}

values::Stars discounted(values::Stars price, const PromoCode& promo) {
  const std::int64_t saved = std::visit(Saved{price.amount()}, promo.discount);
  return std::max(values::Stars{1}, values::Stars{saturating_difference(price.amount(), saved)});
}

}  // namespace shop
