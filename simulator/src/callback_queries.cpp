#include "callback_queries.hpp"

#include <utility>

namespace simulator {

void CallbackQueries::ask(std::string id, values::Timestamp now) {
  expire(now);
  open_.insert(id);
  asked_.push_back({std::move(id), now});
}

bool CallbackQueries::answer(const std::string& id, values::Timestamp now) {
  expire(now);
  return open_.erase(id) > 0;
}

void CallbackQueries::expire(values::Timestamp now) {
  while (!asked_.empty() && now - asked_.front().at >= kAnswerDeadline) {
    open_.erase(asked_.front().id);
    asked_.pop_front();
  }
}

}  // namespace simulator
