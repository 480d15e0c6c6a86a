#pragma once
// Promo codes: less to pay for one-off purchases. (Not for renewing ones: a link's price sticks for all renewals.)
// Pure values and functions; the codes themselves stand in the catalogue.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "shop/plan.hpp"
#include "values/stars.hpp"
#include "values/time.hpp"

namespace shop {

inline constexpr std::size_t kMaxPromoCode = 32;  // bytes

struct PercentOff {
  int percent;  ///< 1 to 99.
};
struct StarsOff {
  values::Stars stars;
};

struct PromoCode {
  std::string code;  ///< A to Z, 0 to 9, '-' and '_'; compared without regard to case.
  std::variant<PercentOff, StarsOff> discount;
  std::vector<PlanId> plans = {};                 ///< Empty: every plan.
  std::optional<values::Timestamp> ends_at = {};  ///< Not valid from then on.
  std::optional<std::int64_t> uses = {};          ///< By all customers together.
  std::optional<std::int64_t> uses_per_customer = 1;
};

/// How often a code was used: paid, or approved and about to be paid.
struct PromoUses {
  std::int64_t by_all = 0;
  std::int64_t by_customer = 0;
};

enum class PromoProblem { unknown, expired, other_plan, used_up, used_by_customer };

std::string_view to_string(PromoProblem problem);

/// `code` in upper case; none if it can't be one.
std::optional<std::string> normalised_promo(std::string_view code);

/// Why `promo` can't be used for `plan` now; none if it can.
std::optional<PromoProblem> why_not(const PromoCode& promo, PlanId plan, const PromoUses& uses, values::Timestamp now);

/// What is left to pay: rounded up to whole Stars, and never below 1.
values::Stars discounted(values::Stars price, const PromoCode& promo);

}  // namespace shop
