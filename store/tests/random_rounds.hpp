#pragma once
// Random transactions, with savepoints and rollbacks, done to a store and to a model of it, which must hold the same
// after each.

#include <memory>
#include <random>

#include "temporary_database.hpp"

namespace store {

/// The parameter is the seed.
template <class Model>
class RandomRounds : public StoreTest, public testing::WithParamInterface<unsigned> {
 protected:
  /// Does one random thing to both.
  virtual void step(Transaction& transaction, Model& model) = 0;
  virtual void expect_equal(Store& store, const Model& model) = 0;

  bool one_in(int n) { return pick(n) == 0; }
  int pick(int n) { return std::uniform_int_distribution<int>(0, n - 1)(random_); }

  void run() {
    auto store = open();
    Model committed;
    for (int round = 0; round < 40; ++round) {
      auto transaction = store->begin();
      Model working = committed;
      for (int update = pick(8); update > 0; --update) handle_update(*transaction, working);
      if (!one_in(4)) {
        transaction->commit();
        committed = working;
      }
      transaction.reset();
      if (one_in(5)) {
        store.reset();
        store = open();
      }
      expect_equal(*store, committed);
      if (HasFailure()) FAIL() << "in round " << round << " with seed " << GetParam();
    }
    for (const std::string& line : store->contradictions()) ADD_FAILURE() << line << " with seed " << GetParam();
  }

 private:
  void handle_update(Transaction& transaction, Model& working) {
    const Model before = working;
    transaction.savepoint();
    for (int steps = pick(8); steps > 0; --steps) step(transaction, working);
    if (one_in(3)) {
      transaction.roll_back_to_savepoint();
      working = before;
    } else {
      transaction.release();
    }
  }

  std::mt19937 random_{GetParam()};
};

}  // namespace store
