#pragma once
// What the open transaction has counted so far. It is written at the commit, so that a counter costs one statement a
// transaction and not one an update.

#include <cstddef>
#include <string_view>
#include <vector>

#include "shop/effects.hpp"
#include "sqlite/statements.hpp"

namespace store::sqlite {

class PendingCounts {
 public:
  void add(const shop::Effect& effect);

  /// `forget_since_savepoint` undoes what was added after `savepoint`.
  void savepoint() { at_savepoint_ = increments_.size(); }
  void forget_since_savepoint() { increments_.resize(at_savepoint_); }

  /// Adds it to the counters of `replica`. One by course that counts for the first time begins at `start`; throws
  /// StoreError if another one is not there.
  void write(Statements& statements, std::string_view replica, values::Timestamp start) const;

 private:
  std::vector<shop::Increment> increments_;
  std::size_t at_savepoint_ = 0;
};

}  // namespace store::sqlite
