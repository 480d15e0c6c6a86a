#pragma once
// How much one user may ask for: a bucket of requests that refills slowly, so that nobody can keep the bot busy alone.
// Money is never limited; that is the caller's care.
//
// One thread at a time. Memory is bounded by the users who were active within the last minute.

#include <chrono>
#include <cstddef>
#include <unordered_map>

#include "values/id.hpp"
#include "values/time.hpp"

namespace engine {

class UserRateLimit {
 public:
  static constexpr int kBurst = 20;                           ///< Requests at once.
  static constexpr std::chrono::milliseconds kRefill{1'000};  ///< One more request each.

  bool allows(values::UserId user, values::Timestamp now);

  std::size_t tracked_users() const { return full_again_at_.size(); }

 private:
  void forget_idle(values::Timestamp now);

  // The moment at which the user's bucket will be full: a bucket in one number (generic cell rate algorithm).
  std::unordered_map<values::UserId, values::Timestamp> full_again_at_;
  values::Timestamp next_cleanup_;
};

}  // namespace engine
