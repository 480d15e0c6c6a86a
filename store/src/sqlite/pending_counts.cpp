#include "sqlite/pending_counts.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>
#include <string>

#include "store/store.hpp"

namespace store::sqlite {

namespace {

bool is_by_course(std::string_view metric) {
  return std::ranges::find(shop::kCourseCounters, metric) != shop::kCourseCounters.end();
}

}  // namespace

void PendingCounts::add(const shop::Effect& effect) {
  std::vector<shop::Increment> counted = shop::counted_as(effect);
  std::ranges::move(counted, std::back_inserter(increments_));
}

void PendingCounts::write(Statements& statements, std::string_view replica, values::Timestamp start) const {
  std::map<shop::CounterKey, std::int64_t> sums;
  for (const shop::Increment& increment : increments_) sums[increment.counter] += increment.amount;
  for (const auto& [counter, amount] : sums) {
    if (statements.count.run_and_count(amount, replica, counter.metric, counter.label) == 1) continue;
    if (is_by_course(counter.metric)) {
      statements.begin_to_count.run(amount, replica, counter.metric, counter.label, start);
      continue;
    }
    throw StoreError("counter " + std::string(counter.metric) + " '" + counter.label + "' of replica '" +
                     std::string(replica) + "' is gone from the database: restart the bot, which begins it again");
  }
}

}  // namespace store::sqlite
