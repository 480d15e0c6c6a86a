#include "user_rate_limit.hpp"

#include <algorithm>

namespace engine {

bool UserRateLimit::allows(values::UserId user, values::Timestamp now) {
  if (now >= next_cleanup_) forget_idle(now);
  const auto [entry, is_new] = full_again_at_.try_emplace(user, now);
  const values::Timestamp full_again = std::max(entry->second, now) + kRefill;
  if (full_again > now + kBurst * kRefill) return false;
  entry->second = full_again;
  return true;
}

void UserRateLimit::forget_idle(values::Timestamp now) {
  std::erase_if(full_again_at_, [&](const auto& entry) { return entry.second <= now; });
  next_cleanup_ = now + kBurst * kRefill;
}

}  // namespace engine
