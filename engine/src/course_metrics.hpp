#pragma once
// The counters by course. The label's values are courses of the catalogue, so their number is bounded: all six of a
// course exist from when the catalogue has it or something of it is counted, until the program ends. Beyond
// shop::kMaxCourses such courses, which takes a catalogue that changes all the time, the rest counts as "other".
//
// Called by one thread; scraped by any.

#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "metrics/registry.hpp"
#include "shop/course.hpp"
#include "shop/effects.hpp"
#include "store/store.hpp"

namespace engine {

class CourseMetrics {
 public:
  explicit CourseMetrics(metrics::Registry& registry);

  /// Those of the catalogue, at the start and whenever it has changed.
  void show(std::span<const shop::Course> courses);

  /// Continues what the store says of a course, now or once it is shown. Before the first scrape. False for a counter
  /// that is not by course; the same for `count`.
  bool resume(const store::CounterState& state);

  bool count(const shop::Increment& increment);

 private:
  /// False if there are too many already.
  bool show(const std::string& label);

  std::map<std::string_view, metrics::CounterFamily*> families_;  // by metric
  std::set<std::string> shown_;
  std::map<shop::CounterKey, metrics::Counter*> counters_;  // of those shown
  std::map<shop::CounterKey, store::CounterState> to_resume_;
};

}  // namespace engine
