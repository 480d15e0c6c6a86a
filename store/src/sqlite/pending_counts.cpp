#include "sqlite/pending_counts.hpp"

#include <cstdint>
#include <iterator>
#include <map>
#include <string>

#include "store/store.hpp"

namespace store::sqlite {

void PendingCounts::add(const shop::Effect& effect) {
  const std::vector<shop::Increment> counted = shop::counted_as(effect);
  increments_.insert(increments_.end(), counted.begin(), counted.end());
}

void PendingCounts::write(Statements& statements, std::string_view replica) const {
  std::map<shop::CounterKey, std::int64_t> sums;
  for (const shop::Increment& increment : increments_) sums[increment.counter] += increment.amount;
  for (const auto& [counter, amount] : sums) {
    if (statements.count.run_and_count(amount, replica, counter.metric, counter.label) == 1) continue;
    throw StoreError("counter " + std::string(counter.metric) + " '" + std::string(counter.label) + "' of replica '" +
                     std::string(replica) + "' is gone from the database: restart the bot, which begins it again");
  }
}

}  // namespace store::sqlite
