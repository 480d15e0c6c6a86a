#include "shop/funnel.hpp"

#include <stdexcept>

namespace shop {

std::string_view to_string(FunnelStep step) {
  switch (step) {
    case FunnelStep::started:
      return "started";
    case FunnelStep::viewed_plans:
      return "viewed_plans";
    case FunnelStep::opened_invoice:
      return "opened_invoice";
    case FunnelStep::approved:
      return "approved";
    case FunnelStep::paid:
      return "paid";
  }
  throw std::logic_error("FunnelStep out of range");
}

}  // namespace shop
