#pragma once
// Who was active within the window: what users_online counts. Each user costs a few dozen bytes while online and
// nothing afterwards; counting costs only what has expired since the last count.
//
// Thread-safe: updates are decided on one thread and scrapes are answered on another.

#include <chrono>
#include <cstdint>
#include <list>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "store/store.hpp"
#include "values/id.hpp"
#include "values/time.hpp"

namespace engine {

class OnlineUsers {
 public:
  explicit OnlineUsers(std::chrono::milliseconds window) : window_(window) {}

  void saw(values::UserId user, values::Timestamp at);

  /// Many at once, in any order, from earlier than most that were seen: what a start finds in the store.
  void saw_before(std::vector<store::RecentUser> users);

  /// Distinct users whose last action is at most the window ago.
  std::int64_t count(values::Timestamp now) const;

 private:
  struct Action {
    values::UserId user;
    values::Timestamp at;
  };
  using Actions = std::list<Action>;

  const std::chrono::milliseconds window_;
  mutable std::mutex mutex_;
  mutable Actions last_actions_;  // one a user, oldest first
  mutable std::unordered_map<values::UserId, Actions::iterator> by_user_;
};

}  // namespace engine
