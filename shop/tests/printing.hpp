#pragma once
// Subscriptions as failing tests show them.

#include <ostream>

#include "shop/records.hpp"

namespace shop {

inline std::ostream& operator<<(std::ostream& out, const Subscription& subscription) {
  out << to_string(subscription.plan) << " from " << values::format_rfc3339(subscription.started_at) << " to "
      << values::format_rfc3339(subscription.ends_at) << ", worth " << subscription.worth << " since "
      << values::format_rfc3339(subscription.valued_at);
  if (subscription.renewal) {
    out << ", " << to_string(subscription.renewal->state) << " renewal until "
        << values::format_rfc3339(subscription.renewal->paid_until);
  }
  return out;
}

}  // namespace shop
