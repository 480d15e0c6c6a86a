#pragma once
// A store whose transactions fail as often as a test wants, and work again afterwards.

#include <memory>
#include <utility>

#include "store/store.hpp"

namespace engine::testing {

class FlakyStore final : public store::Store {
 public:
  explicit FlakyStore(std::unique_ptr<store::Store> store) : store_(std::move(store)) {}

  void fail_next(int transactions) { failures_ = transactions; }

  std::unique_ptr<store::Transaction> begin() override {
    if (failures_ > 0) {
      --failures_;
      throw store::StoreError("database test.db: the disk is full: free some space");
    }
    return store_->begin();
  }

  std::vector<store::CounterState> counters() override { return store_->counters(); }
  std::vector<store::OutboxMessage> outbox() override { return store_->outbox(); }
  store::SeenUsers users_seen_since(values::Timestamp since, std::optional<store::UserKey> after,
                                    std::size_t rows) override {
    return store_->users_seen_since(since, after, rows);
  }
  std::vector<shop::HostedBot> bots() override { return store_->bots(); }
  std::optional<values::Timestamp> next_timer_due() override { return store_->next_timer_due(); }
  std::vector<values::Timestamp> subscription_ends(shop::PlanId plan, values::Timestamp now,
                                                   std::size_t limit = kNoLimit) override {
    return store_->subscription_ends(plan, now, limit);
  }
  store::Totals totals() override { return store_->totals(); }
  std::vector<shop::Payment> payments() override { return store_->payments(); }
  std::vector<shop::Refund> refunds() override { return store_->refunds(); }
  std::vector<std::string> contradictions() override { return store_->contradictions(); }

 private:
  std::unique_ptr<store::Store> store_;
  int failures_ = 0;
};

}  // namespace engine::testing
