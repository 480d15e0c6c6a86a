#include "course_metrics.hpp"

#include <gmock/gmock.h>

#include "metrics/exposition.hpp"

namespace engine {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

constexpr values::Timestamp kEarlier{1'000s};

std::vector<shop::Course> courses_named(std::initializer_list<const char*> names) {
  std::vector<shop::Course> courses;
  for (const char* name : names) courses.push_back({.id = values::CourseId{name}});
  return courses;
}

class CourseMetricsTest : public testing::Test {
 protected:
  bool count(std::string_view metric, const std::string& course, std::int64_t amount = 1) {
    return courses_.count({.counter = {metric, course}, .amount = amount});
  }
  static store::CounterState state(std::string_view metric, const std::string& course, std::int64_t value) {
    return {.metric = std::string(metric), .label = course, .value = value, .started_at = kEarlier};
  }
  std::string exposed() const { return metrics::expose_text(registry_); }

  metrics::Registry registry_;
  CourseMetrics courses_{registry_};
};

TEST_F(CourseMetricsTest, ExistOfEachCourseOfTheCatalogue) {
  courses_.show(courses_named({"chess", "go"}));
  for (const std::string_view metric : shop::kCourseCounters) {
    EXPECT_THAT(exposed(), HasSubstr("\n" + std::string(metric) + "{course=\"chess\"} 0\n"));
    EXPECT_THAT(exposed(), HasSubstr("\n" + std::string(metric) + "{course=\"go\"} 0\n"));
  }
  EXPECT_THAT(exposed(), Not(HasSubstr("other")));
}

TEST_F(CourseMetricsTest, CountWhatHappens) {
  courses_.show(courses_named({"chess"}));
  EXPECT_TRUE(count(shop::kCourseSales, "chess"));
  EXPECT_TRUE(count(shop::kCourseSales, "chess"));
  EXPECT_TRUE(count(shop::kCourseRevenue, "chess", 500));
  EXPECT_FALSE(count(shop::kRevenue, "", 500));
  EXPECT_THAT(exposed(), HasSubstr("course_sales_total{course=\"chess\"} 2\n"));
  EXPECT_THAT(exposed(), HasSubstr("course_revenue_stars_total{course=\"chess\"} 500\n"));
}

TEST_F(CourseMetricsTest, StayWhenTheCatalogueHasTheCourseNoMore) {
  courses_.show(courses_named({"chess"}));
  count(shop::kCourseViews, "chess");
  courses_.show(courses_named({"go"}));
  courses_.show(courses_named({"chess"}));
  EXPECT_THAT(exposed(), HasSubstr("course_views_total{course=\"chess\"} 1\n"));
}

TEST_F(CourseMetricsTest, GoOnFromWhatTheStoreSays) {
  courses_.show(courses_named({"chess"}));
  EXPECT_TRUE(courses_.resume(state(shop::kCourseViews, "chess", 7)));
  EXPECT_TRUE(courses_.resume(state(shop::kCourseViews, "withdrawn", 5)));
  EXPECT_TRUE(courses_.resume(state(shop::kCourseSales, "withdrawn", 3)));
  EXPECT_FALSE(courses_.resume(state(shop::kRevenue, "", 5)));
  EXPECT_THAT(exposed(), HasSubstr("course_views_total{course=\"chess\"} 7\n"));
  EXPECT_THAT(exposed(), Not(HasSubstr("withdrawn"))) << "nobody counts it any more";
  count(shop::kCourseViews, "withdrawn");
  EXPECT_THAT(exposed(), HasSubstr("course_views_total{course=\"withdrawn\"} 6\n"));
  EXPECT_THAT(exposed(), HasSubstr("course_sales_total{course=\"withdrawn\"} 3\n"));
}

TEST_F(CourseMetricsTest, AreBounded) {
  for (std::size_t i = 0; i < shop::kMaxCourses; ++i) count(shop::kCourseViews, "c" + std::to_string(i));
  courses_.show(courses_named({"late"}));
  EXPECT_THAT(exposed(), Not(HasSubstr("late")));
  count(shop::kCourseViews, "late");
  count(shop::kCourseViews, "later");
  count(shop::kCourseViews, "c0");
  EXPECT_THAT(exposed(), Not(HasSubstr("late")));
  EXPECT_THAT(exposed(), HasSubstr("course_views_total{course=\"other\"} 2\n"));
  EXPECT_THAT(exposed(), HasSubstr("course_views_total{course=\"c0\"} 2\n"));
}

}  // namespace
}  // namespace engine
