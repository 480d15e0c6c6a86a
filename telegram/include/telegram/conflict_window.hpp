#pragma once
// Counts how often another program took this bot's updates of late. Single conflicts pass by themselves, as when one
// process replaces another; many are two programs in each other's way, and successes between them prove nothing: two
// can win in turn for ever.
//
// One owner at a time.

#include <chrono>
#include <cstddef>
#include <deque>

#include "values/time.hpp"

namespace telegram {

class ConflictWindow {
 public:
  ConflictWindow(std::size_t most, std::chrono::minutes window) : most_(most), window_(window) {}

  void note(values::Timestamp now) {
    recent_.push_back(now);
    while (recent_.front() < now - window_) recent_.pop_front();
  }

  std::size_t count() const { return recent_.size(); }
  /// Whether there were so many within the window that waiting for a better time is pointless.
  bool is_full() const { return recent_.size() >= most_; }

 private:
  std::size_t most_;
  std::chrono::minutes window_;
  std::deque<values::Timestamp> recent_;
};

}  // namespace telegram
