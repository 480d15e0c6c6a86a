#include "shop/records.hpp"

#include <stdexcept>

namespace shop {

std::string_view to_string(CheckoutState state) {
  switch (state) {
    case CheckoutState::approved:
      return "approved";
    case CheckoutState::declined:
      return "declined";
    case CheckoutState::paid:
      return "paid";
    case CheckoutState::failed:
      return "failed";
  }
  throw std::logic_error("CheckoutState out of range");
}

std::optional<CheckoutState> parse_checkout_state(std::string_view name) {
  for (const auto state :
       {CheckoutState::approved, CheckoutState::declined, CheckoutState::paid, CheckoutState::failed}) {
    if (to_string(state) == name) return state;
  }
  return std::nullopt;
}

}  // namespace shop
