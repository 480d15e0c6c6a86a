#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "catalogue_beside_plans.hpp"

namespace shop {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

values::Result<Catalogue> parse(const std::string& promos) {
  return parse_beside_plans("promo.yaml", promos);
}

std::string error_of(const std::string& promos) {
  return error_in(parse(promos));
}

PromoCode only(const std::string& promo) {
  const auto catalogue = parse("SPRING: " + promo);
  if (!catalogue) {
    ADD_FAILURE() << catalogue.error().message;
    return {};
  }
  return *catalogue->promo("SPRING");
}

TEST(PromoFile, HasCodesByName) {
  const auto catalogue = parse(R"(Spring-26:
  percent: 20
  plans: [pro, unlimited]
  until: 2026-03-31
  uses: 100
  uses_per_customer: 2
FRIENDS:
  stars: 50
)");
  ASSERT_TRUE(catalogue) << catalogue.error().message;
  EXPECT_TRUE(catalogue->has_promos());

  const PromoCode* spring = catalogue->promo("sPRING-26");
  ASSERT_NE(spring, nullptr);
  EXPECT_EQ(spring->code, "SPRING-26");
  EXPECT_EQ(std::get<PercentOff>(spring->discount).percent, 20);
  EXPECT_THAT(spring->plans, ElementsAre(PlanId::pro, PlanId::unlimited));
  EXPECT_EQ(spring->ends_at, std::chrono::sys_days{std::chrono::April / 1 / 2026}) << "the last day is part of it";
  EXPECT_EQ(spring->uses, 100);
  EXPECT_EQ(spring->uses_per_customer, 2);

  const PromoCode* friends = catalogue->promo("friends");
  ASSERT_NE(friends, nullptr);
  EXPECT_EQ(std::get<StarsOff>(friends->discount).stars, values::Stars{50});
  EXPECT_THAT(friends->plans, IsEmpty());
  EXPECT_EQ(friends->ends_at, std::nullopt);
  EXPECT_EQ(friends->uses, std::nullopt);
  EXPECT_EQ(friends->uses_per_customer, 1);

  EXPECT_EQ(catalogue->promo("SPRING"), nullptr);
  EXPECT_EQ(catalogue->promo(""), nullptr);
  EXPECT_EQ(catalogue->promo("'; --"), nullptr);
}

TEST(PromoFile, MayBeMissingOrEmpty) {
  for (const auto& catalogue : {parse_catalogue(std::vector<CatalogueFile>{{"plans.yaml", kPlans}}), parse(""),
                                parse("# none\n"), parse("{}")}) {
    ASSERT_TRUE(catalogue) << catalogue.error().message;
    EXPECT_FALSE(catalogue->has_promos());
    EXPECT_EQ(catalogue->promo("SPRING"), nullptr);
  }
}

TEST(PromoFile, TakesItsLimits) {
  EXPECT_EQ(std::get<PercentOff>(only("{percent: 1}").discount).percent, 1);
  EXPECT_EQ(std::get<PercentOff>(only("{percent: 99}").discount).percent, 99);
  EXPECT_EQ(std::get<StarsOff>(only("{stars: 1}").discount).stars, values::Stars{1});
  EXPECT_EQ(std::get<StarsOff>(only("{stars: 10000}").discount).stars, values::Stars{10'000});
  EXPECT_EQ(only("{percent: 5, uses: 1}").uses, 1);
  EXPECT_EQ(only("{percent: 5, uses: unlimited}").uses, std::nullopt);
  EXPECT_EQ(only("{percent: 5, uses_per_customer: unlimited}").uses_per_customer, std::nullopt);
  EXPECT_EQ(only("{percent: 5, until: 2028-02-29}").ends_at, std::chrono::sys_days{std::chrono::March / 1 / 2028});
  EXPECT_TRUE(parse(std::string(kMaxPromoCode, 'x') + ": {percent: 5}"));
}

TEST(PromoFile, RefusesWhatIsBeyondThem) {
  EXPECT_EQ(error_of("SPRING:\n  percent: 100"),
            "promo.yaml:2: percent of promo code 'SPRING' is '100': write a whole number of percent from 1 to 99");
  for (const char* promo : {"{percent: 0}", "{percent: -5}", "{percent: 5%}", "{percent: 2.5}", "{stars: 0}",
                            "{stars: 10001}", "{percent: 5, uses: 0}", "{percent: 5, uses: all}",
                            "{percent: 5, uses: 99999999999}", "{percent: 5, uses_per_customer: 0}"}) {
    EXPECT_THAT(error_of(std::string("OLD: {percent: 1}\nSPRING: ") + promo),
                AllOf(StartsWith("promo.yaml:2: "), HasSubstr("promo code 'SPRING' is"), HasSubstr("whole number")))
        << promo;
  }
}

TEST(PromoFile, WantsExactlyOneDiscount) {
  EXPECT_EQ(error_of("OLD: {percent: 1}\nSPRING: {uses: 1}"),
            "promo.yaml:2: promo code 'SPRING' takes nothing off: write percent (1 to 99) or stars (1 to 10000)");
  EXPECT_EQ(error_of("SPRING:\n  percent: 5\n  stars: 6"),
            "promo.yaml:3: stars of promo code 'SPRING' is '6', but there is also percent: write one of the two");
}

TEST(PromoFile, WantsADayOfTheCalendar) {
  for (const char* day : {"2026-02-29", "2026-13-01", "2026-00-10", "2026-01-32", "26-01-01", "2026-1-1", "01.01.2026",
                          "2026-01-01T00:00:00Z", "tomorrow", "", "2026-01-0x", "٢٠٢٦-01-01", "-026-01-01"}) {
    EXPECT_THAT(error_of(std::string("SPRING:\n  percent: 5\n  until: \"") + day + "\""),
                AllOf(StartsWith("promo.yaml:3: until of promo code 'SPRING' is '"), HasSubstr("YYYY-MM-DD")))
        << day;
  }
}

TEST(PromoFile, WantsAListOfPlans) {
  EXPECT_THAT(error_of("SPRING: {percent: 5, plans: [lite, gold]}"),
              AllOf(HasSubstr("'gold'"), HasSubstr("lite, pro, unlimited")));
  EXPECT_THAT(error_of("SPRING: {percent: 5, plans: []}"), HasSubstr("is empty"));
  EXPECT_THAT(error_of("SPRING: {percent: 5, plans: pro}"), HasSubstr("list such as [lite, pro, unlimited]"));
  EXPECT_THAT(error_of("SPRING: {percent: 5, plans: [pro, pro]}"), HasSubstr("twice"));
  EXPECT_THAT(error_of("SPRING: {percent: 5, plans: [[pro]]}"), HasSubstr("single value"));
}

TEST(PromoFile, RefusesOtherNames) {
  for (const char* name : {"\"\"", "SPRING 20", "ВЕСНА", "A.B", "\"a\\nb\"", "абвгдежзийклмнопрстуфхцчшщъыьэюя"}) {
    EXPECT_THAT(error_of(std::string("OK: {percent: 5}\n") + name + ": {percent: 5}"),
                AllOf(StartsWith("promo.yaml:2: promo code '"), HasSubstr("1 to 32")))
        << name;
  }
  EXPECT_THAT(error_of(std::string(kMaxPromoCode + 1, 'X') + ": {percent: 5}"), HasSubstr("1 to 32"));
  EXPECT_THAT(error_of("[SPRING]: {percent: 5}"), HasSubstr("not a word"));
}

TEST(PromoFile, RefusesNamesThatDifferInCaseOnly) {
  EXPECT_EQ(error_of("SPRING: {percent: 5}\nOTHER: {percent: 5}\nSpring: {percent: 6}"),
            "promo.yaml:3: promo code 'Spring' stands in line 1 already (case doesn't matter): remove one");
  EXPECT_THAT(error_of("SPRING: {percent: 5}\nSPRING: {percent: 5}"), StartsWith("promo.yaml:2: "));
}

TEST(PromoFile, HoldsAThousandCodes) {
  std::string text;
  for (int number = 0; number < 1000; ++number) text += "CODE" + std::to_string(number) + ": {percent: 5}\n";
  const auto catalogue = parse(text);
  ASSERT_TRUE(catalogue) << catalogue.error().message;
  EXPECT_NE(catalogue->promo("code999"), nullptr);
  EXPECT_EQ(error_of(text + "ONE-MORE: {percent: 5}"), "promo.yaml:1001: more than 1000 promo codes");
}

TEST(PromoFile, RefusesUnknownKeysAndShapes) {
  EXPECT_THAT(error_of("SPRING: {percents: 5}"), AllOf(StartsWith("promo.yaml:1:"), HasSubstr("'percents'")));
  EXPECT_THAT(error_of("OLD: {percent: 5}\nSPRING:\n"),
              AllOf(StartsWith("promo.yaml:2:"), HasSubstr("must be a mapping")));
  for (const char* text : {"SPRING", "[SPRING]", "5", "SPRING: 20", "{", "SPRING: {percent: 5, percent: 6}"}) {
    EXPECT_THAT(error_of(text), StartsWith("promo.yaml")) << text;
  }
}

}  // namespace
}  // namespace shop
