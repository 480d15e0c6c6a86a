#include "course_metrics.hpp"

#include <iterator>
#include <string>

namespace engine {
namespace {

constexpr char kOthers[] = "other";

struct CourseFamily {
  std::string_view name;
  std::string_view help;
  std::string_view unit;
};

constexpr CourseFamily kFamilies[] = {
    {shop::kCourseViews, "How often the page of a course was shown.", ""},
    {shop::kCourseSales, "Courses paid for by themselves, not by a plan.", ""},
    {shop::kCourseRevenue, "Stars of the payments for courses, before refunds.", "stars"},
    {shop::kCourseCompletions, "Courses read to the end, once for each student.", ""},
    {shop::kChannelJoins, "Students who came into the private channel of a course.", ""},
    {shop::kChannelRemovals, "Students whom the bot removed from the private channel of a course.", ""},
};
static_assert(std::size(kFamilies) == shop::kCourseCounters.size());

}  // namespace

CourseMetrics::CourseMetrics(metrics::Registry& registry) {
  for (const CourseFamily& family : kFamilies) {
    families_[family.name] = &registry.counter({.name = std::string(family.name),
                                                .help = std::string(family.help),
                                                .labels = {"course"},
                                                .unit = std::string(family.unit)});
  }
}

void CourseMetrics::show(std::span<const shop::Course> courses) {
  for (const shop::Course& course : courses) show(course.id.value());
}

bool CourseMetrics::show(const std::string& label) {
  if (shown_.contains(label)) return true;
  if (shown_.size() >= shop::kMaxCourses) return false;
  for (const auto& [metric, family] : families_) {
    metrics::Counter& counter = family->with(label);
    counters_[{metric, label}] = &counter;
    const auto known = to_resume_.find({metric, label});
    if (known == to_resume_.end()) continue;
    counter.resume(static_cast<double>(known->second.value), known->second.started_at);
    to_resume_.erase(known);
  }
  shown_.insert(label);
  return true;
}

bool CourseMetrics::resume(const store::CounterState& state) {
  const auto family = families_.find(state.metric);
  if (family == families_.end()) return false;
  const shop::CounterKey key{family->first, state.label};
  if (const auto shown = counters_.find(key); shown != counters_.end()) {
    shown->second->resume(static_cast<double>(state.value), state.started_at);
  } else {
    to_resume_[key] = state;
  }
  return true;
}

bool CourseMetrics::count(const shop::Increment& increment) {
  const auto& [metric, label] = increment.counter;
  const auto family = families_.find(metric);
  if (family == families_.end()) return false;
  metrics::Counter& counter = show(label) ? *counters_.at(increment.counter) : family->second->with(kOthers);
  counter.inc(static_cast<double>(increment.amount));
  return true;
}

}  // namespace engine
