#include "online_users.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace engine {

void OnlineUsers::saw(values::UserId user, values::Timestamp at) {
  const std::lock_guard lock(mutex_);
  const auto known = by_user_.find(user);
  if (known != by_user_.end() && known->second->at >= at) return;
  // Actions come almost in order, so the right place is almost always the end.
  auto place = last_actions_.end();
  while (place != last_actions_.begin() && std::prev(place)->at > at) --place;
  if (known == by_user_.end()) {
    by_user_.emplace(user, last_actions_.insert(place, {user, at}));
  } else {
    known->second->at = at;
    last_actions_.splice(place, last_actions_, known->second);
  }
}

void OnlineUsers::saw_before(std::vector<store::RecentUser> users) {
  std::ranges::sort(users, {}, &store::RecentUser::last_action_at);
  const std::lock_guard lock(mutex_);
  auto place = last_actions_.begin();
  for (const store::RecentUser& seen : users) {
    const auto known = by_user_.find(seen.user);
    if (known != by_user_.end() && known->second->at >= seen.last_action_at) continue;
    if (known != by_user_.end()) {
      if (place == known->second) ++place;
      last_actions_.erase(known->second);
    }
    while (place != last_actions_.end() && place->at < seen.last_action_at) ++place;
    by_user_[seen.user] = last_actions_.insert(place, {seen.user, seen.last_action_at});
  }
}

std::int64_t OnlineUsers::count(values::Timestamp now) const {
  const std::lock_guard lock(mutex_);
  while (!last_actions_.empty() && last_actions_.front().at < now - window_) {
    by_user_.erase(last_actions_.front().user);
    last_actions_.pop_front();
  }
  return static_cast<std::int64_t>(by_user_.size());
}

}  // namespace engine
