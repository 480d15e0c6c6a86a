#pragma once
// Presses of buttons that still wait for answerCallbackQuery. Each can be answered once, for a while. Not thread-safe.

#include <chrono>
#include <deque>
#include <string>
#include <unordered_set>

#include "values/time.hpp"

namespace simulator {

class CallbackQueries {
 public:
  static constexpr std::chrono::seconds kAnswerDeadline{60};

  void ask(std::string id, values::Timestamp now);
  /// True where `id` is a query that waited for its answer.
  bool answer(const std::string& id, values::Timestamp now);

 private:
  void expire(values::Timestamp now);

  struct Asked {
    std::string id;
    values::Timestamp at;
  };
  std::deque<Asked> asked_;  // oldest first, answered ones included
  std::unordered_set<std::string> open_;
};

}  // namespace simulator
