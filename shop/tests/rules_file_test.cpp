#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "catalogue_beside_plans.hpp"

namespace shop {
namespace {

using std::chrono::days;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

values::Result<Catalogue> parse(const std::string& rules) {
  return parse_beside_plans("rules.yaml", rules);
}

std::string error_of(const std::string& rules) {
  return error_in(parse(rules));
}

TEST(RulesFile, SaysWhatHoldsForEveryPlan) {
  const auto catalogue =
      parse("grace_days: 5\nreminder_days: [1, 14, 3]\nrefunds:\n  within_days: 7\n  lessons_below: 4\n");
  ASSERT_TRUE(catalogue) << catalogue.error().message;
  EXPECT_EQ(catalogue->rules().grace, days{5});
  EXPECT_THAT(catalogue->rules().reminders, ElementsAre(days{14}, days{3}, days{1}));
  ASSERT_TRUE(catalogue->refunds());
  EXPECT_EQ(catalogue->refunds()->within, days{7});
  EXPECT_EQ(catalogue->refunds()->lessons_below, 4);
}

TEST(RulesFile, MayBeMissingOrLeaveThingsOut) {
  const auto without = parse_catalogue(std::vector<CatalogueFile>{{"plans.yaml", kPlans}});
  for (const auto& catalogue : {without, parse(""), parse("# nothing\n"), parse("refunds: {within_days: 3}")}) {
    ASSERT_TRUE(catalogue) << catalogue.error().message;
    EXPECT_EQ(catalogue->rules().grace, days{3});
    EXPECT_THAT(catalogue->rules().reminders, ElementsAre(days{7}, days{1}));
  }
  EXPECT_FALSE(without->refunds());
  EXPECT_FALSE(parse("grace_days: 1")->refunds());
  EXPECT_EQ(parse("refunds: {within_days: 3}")->refunds()->lessons_below, 1);
}

TEST(RulesFile, TakesItsLimits) {
  EXPECT_EQ(parse("grace_days: 0")->rules().grace, days{0});
  EXPECT_EQ(parse("grace_days: 30")->rules().grace, days{30});
  EXPECT_THAT(parse("reminder_days: []")->rules().reminders, IsEmpty());
  EXPECT_THAT(parse("reminder_days: [1, 60]")->rules().reminders, ElementsAre(days{60}, days{1}));
  EXPECT_TRUE(parse("reminder_days: [1, 2, 3, 4, 5]"));
  for (const char* refunds : {"{within_days: 1, lessons_below: 1}", "{within_days: 365, lessons_below: 1000}"}) {
    EXPECT_TRUE(parse(std::string("refunds: ") + refunds)) << refunds;
  }
}

TEST(RulesFile, RefusesWhatIsBeyondThem) {
  EXPECT_EQ(error_of("# first line\ngrace_days: 31"),
            "rules.yaml:2: grace_days of the file is '31': write a whole number of days from 0 to 30");
  for (const char* grace : {"-1", "many", "", "1.5", "[3]"}) {
    EXPECT_THAT(error_of(std::string("grace_days: ") + grace), StartsWith("rules.yaml:1: grace_days")) << grace;
  }
  for (const char* day : {"0", "61", "a", "~", "[1]", "99999999999999999999"}) {
    EXPECT_THAT(error_of(std::string("grace_days: 1\nreminder_days: [7, ") + day + "]"),
                StartsWith("rules.yaml:2: an item of reminder_days"))
        << day;
  }
  EXPECT_THAT(error_of("reminder_days: [1, 2, 3, 4, 5, 6]"), HasSubstr("has 6 items: at most 5"));
  EXPECT_THAT(error_of("reminder_days: [7, 1, 7]"), AllOf(HasSubstr("'7'"), HasSubstr("twice")));
  for (const char* list : {"7", "", "{a: 1}", "\"[7, 1]\""}) {
    EXPECT_THAT(error_of(std::string("reminder_days: ") + list),
                AllOf(StartsWith("rules.yaml:1: reminder_days"), HasSubstr("list such as [7, 1]")))
        << list;
  }
  for (const char* refunds :
       {"{within_days: 0}", "{within_days: 366}", "{within_days: 3, lessons_below: 0}",
        "{within_days: 3, lessons_below: 1001}", "{lessons_below: 3}", "3", "", "{}", "{within_days: 3, days: 3}"}) {
    EXPECT_THAT(error_of(std::string("refunds: ") + refunds), StartsWith("rules.yaml:1: ")) << refunds;
  }
}

TEST(RulesFile, RefusesUnknownAndRepeatedKeysAndShapes) {
  EXPECT_THAT(error_of("grace: 3"), AllOf(StartsWith("rules.yaml:1:"), HasSubstr("'grace'"), HasSubstr("grace_days")));
  EXPECT_THAT(error_of("grace_days: 3\ngrace_days: 4"), AllOf(StartsWith("rules.yaml:2:"), HasSubstr("twice")));
  for (const char* text : {"3", "[grace_days]", "grace_days", "{", "a: *b"}) {
    EXPECT_THAT(error_of(text), StartsWith("rules.yaml")) << text;
  }
}

}  // namespace
}  // namespace shop
