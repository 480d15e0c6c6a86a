#include "shop/catalogue.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "values/utf8.hpp"

namespace shop {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

// Line 6 is lite's price.
constexpr std::string_view kPlans = R"(lite:
  title: {en: Lite, ru: Лайт}
  description:
    en: One bot
    ru: Один бот
  price: 250
  bots: 1
pro:
  title: {en: Pro, ru: Про}
  description: {en: Five bots, ru: Пять ботов}
  price: 750
  bots: 5
  period_days: 90
unlimited:
  title: {en: Unlimited, ru: Безлимит}
  description: {en: Any number, ru: Сколько угодно}
  price: 10000
  bots: unlimited
)";

values::Result<Catalogue> parse(std::string text) {
  const std::vector<CatalogueFile> files{{.name = "plans.yaml", .text = std::move(text)}};
  return parse_catalogue(files);
}

std::string error_of(std::string text) {
  const values::Result<Catalogue> catalogue = parse(std::move(text));
  return catalogue ? "" : catalogue.error().message;
}

std::string plans_with(std::string_view replaced, std::string_view by) {
  std::string text(kPlans);
  const std::size_t at = text.find(replaced);
  EXPECT_NE(at, std::string::npos) << replaced;
  return text.replace(at, replaced.size(), by);
}

std::string repeated(std::string_view piece, std::size_t times) {
  std::string text;
  text.reserve(piece.size() * times);
  for (std::size_t i = 0; i < times; ++i) text += piece;
  return text;
}

TEST(Catalogue, IsReadFromYaml) {
  const values::Result<Catalogue> catalogue = parse(std::string(kPlans));
  ASSERT_TRUE(catalogue) << catalogue.error().message;

  const PlanOffer& lite = catalogue->plan(PlanId::lite);
  EXPECT_EQ(lite.id, PlanId::lite);
  EXPECT_EQ(lite.title.russian, "Лайт");
  EXPECT_EQ(lite.description.english, "One bot");
  EXPECT_EQ(lite.price, values::Stars{250});
  EXPECT_EQ(lite.bots, 1);
  EXPECT_EQ(lite.period, std::chrono::days{30});
  EXPECT_EQ(catalogue->plan(PlanId::pro).period, std::chrono::days{90});
  EXPECT_EQ(catalogue->plan(PlanId::unlimited).bots, std::nullopt);
  EXPECT_EQ(catalogue->plan(PlanId::unlimited).price, kMaxPrice);
  EXPECT_EQ(catalogue->plans().size(), 3U);
}

TEST(Catalogue, RefusesAPriceThatTelegramWould) {
  for (const char* price : {"0", "-1", "10001", "2.5", "0x10", "1e3", "25O", "99999999999999999999", "", "[1]", "~"}) {
    EXPECT_THAT(error_of(plans_with("price: 250", std::string("price: ") + price)),
                AllOf(StartsWith("plans.yaml:6: price of plan 'lite'"),
                      testing::AnyOf(HasSubstr("1 to 10000"), HasSubstr("single value"))))
        << price;
  }
  EXPECT_EQ(error_of(plans_with("price: 250", "price: 0")),
            "plans.yaml:6: price of plan 'lite' is '0': write a whole number of Stars from 1 to 10000");
}

TEST(Catalogue, RefusesAnImpossibleNumberOfBotsOrDays) {
  for (const char* bots : {"0", "-5", "many", "99999999999"}) {
    EXPECT_THAT(error_of(plans_with("bots: 5", std::string("bots: ") + bots)),
                AllOf(StartsWith("plans.yaml:12: bots of plan 'pro'"), HasSubstr("or 'unlimited'")));
  }
  for (const char* days : {"0", "366", "unlimited"}) {
    EXPECT_THAT(error_of(plans_with("period_days: 90", std::string("period_days: ") + days)),
                AllOf(StartsWith("plans.yaml:13: period_days of plan 'pro'"), HasSubstr("1 to 365")));
  }
}

TEST(Catalogue, SellsEveryPlanUnlessItSaysOtherwise) {
  for (const char* no : {"no", "false", "\"no\""}) {
    const auto catalogue = parse(plans_with("price: 250", std::string("price: 250\n  on_sale: ") + no));
    ASSERT_TRUE(catalogue) << catalogue.error().message;
    EXPECT_FALSE(catalogue->plan(PlanId::lite).on_sale);
    const auto offers = catalogue->plans_on_sale();
    ASSERT_EQ(offers.size(), 2U);
    EXPECT_EQ(offers[0].id, PlanId::pro);
    EXPECT_EQ(offers[1].id, PlanId::unlimited);
    EXPECT_EQ(catalogue->plans().size(), 3U);
  }
  for (const char* yes : {"yes", "true"}) {
    const auto catalogue = parse(plans_with("price: 250", std::string("price: 250\n  on_sale: ") + yes));
    ASSERT_TRUE(catalogue) << catalogue.error().message;
    EXPECT_EQ(catalogue->plans_on_sale().size(), 3U);
  }
  EXPECT_EQ(parse(std::string(kPlans))->plans_on_sale().size(), 3U);
}

TEST(Catalogue, RenewsPlansOfThirtyDaysUnlessItSaysOtherwise) {
  const auto plans = parse(std::string(kPlans));
  EXPECT_TRUE(plans->plan(PlanId::lite).renewable);
  EXPECT_FALSE(plans->plan(PlanId::pro).renewable) << "it lasts 90 days";
  const auto renewable = [](std::string_view value) {
    const auto catalogue = parse(plans_with("price: 250", std::string("price: 250\n  renewable: ").append(value)));
    return catalogue && catalogue->plan(PlanId::lite).renewable;
  };
  EXPECT_TRUE(renewable("yes"));
  EXPECT_FALSE(renewable("no"));
  EXPECT_TRUE(parse(plans_with("period_days: 90", "period_days: 90\n  renewable: no")));
}

TEST(Catalogue, RefusesARenewalThatTelegramDoesNotOffer) {
  EXPECT_EQ(error_of(plans_with("period_days: 90", "period_days: 90\n  renewable: yes")),
            "plans.yaml:14: renewable of plan 'pro' is 'yes', but its period_days is 90: Telegram renews every 30 days "
            "only, so write 'no', or 30 days");
  for (const char* days : {"1", "29", "31", "365"}) {
    EXPECT_THAT(error_of(plans_with("period_days: 90", std::string("renewable: true\n  period_days: ") + days)),
                HasSubstr("every 30 days only"));
  }
}

TEST(Catalogue, RefusesAnythingButYesAndNo) {
  for (const char* key : {"on_sale", "renewable"}) {
    for (const char* value : {"on", "off", "Yes", "TRUE", "1", "0", "maybe", "", "~"}) {
      EXPECT_THAT(
          error_of(plans_with("price: 250", std::string("price: 250\n  ") + key + ": " + value)),
          AllOf(StartsWith(std::string("plans.yaml:7: ") + key + " of plan 'lite' is '"), HasSubstr("write yes or no")))
          << value;
    }
    EXPECT_THAT(error_of(plans_with("price: 250", std::string("price: 250\n  ") + key + ": [yes]")),
                HasSubstr("single value"));
  }
}

TEST(Catalogue, CountsTextsInCodePointsAsTelegramDoes) {
  EXPECT_TRUE(parse(plans_with("ru: Лайт", "ru: " + repeated("Я", kMaxInvoiceTitle))));
  EXPECT_THAT(error_of(plans_with("ru: Лайт", "ru: " + repeated("Я", kMaxInvoiceTitle + 1))),
              AllOf(StartsWith("plans.yaml:2: ru of title"), HasSubstr("33 characters"), HasSubstr("1 to 32")));
  EXPECT_TRUE(parse(plans_with("ru: Один бот", "ru: " + repeated("Я", kMaxInvoiceDescription))));
  EXPECT_THAT(error_of(plans_with("ru: Один бот", "ru: " + repeated("Я", kMaxInvoiceDescription + 1))),
              HasSubstr("1 to 255"));
  EXPECT_THAT(error_of(plans_with("ru: Лайт", "ru: ''")), HasSubstr("0 characters"));
  EXPECT_THAT(error_of(plans_with("ru: Лайт", "ru:")), HasSubstr("0 characters"));
}

TEST(Catalogue, AllowsLinesInDescriptionsOnly) {
  const values::Result<Catalogue> catalogue = parse(plans_with("ru: Один бот", "ru: |\n      Один\n      бот"));
  ASSERT_TRUE(catalogue) << catalogue.error().message;
  EXPECT_EQ(catalogue->plan(PlanId::lite).description.russian, "Один\nбот");
  EXPECT_THAT(error_of(plans_with("ru: Лайт", R"(ru: "a\nb")")), HasSubstr("line breaks"));
  EXPECT_THAT(error_of(plans_with("ru: Один бот", R"(ru: "a\0b")")), HasSubstr("control characters"));
}

TEST(Catalogue, RefusesAMissingPlanOrValue) {
  EXPECT_THAT(error_of(plans_with(kPlans.substr(kPlans.find("unlimited:")), "")),
              HasSubstr("plan 'unlimited' is missing"));
  EXPECT_THAT(error_of(plans_with("  price: 250\n", "")), HasSubstr("price of plan 'lite' is missing"));
  EXPECT_THAT(error_of(plans_with(", ru: Про", "")), HasSubstr("ru of title of plan 'pro' is missing"));
}

TEST(Catalogue, RefusesUnknownAndRepeatedKeys) {
  EXPECT_THAT(error_of(plans_with("pro:", "gold:")),
              AllOf(StartsWith("plans.yaml:8:"), HasSubstr("'gold'"), HasSubstr("lite, pro, unlimited")));
  EXPECT_THAT(error_of(plans_with("price: 250", "cost: 250")), AllOf(StartsWith("plans.yaml:6:"), HasSubstr("'cost'")));
  EXPECT_THAT(error_of(plans_with("bots: 1\n", "bots: 1\n  bots: 2\n")),
              AllOf(StartsWith("plans.yaml:8:"), HasSubstr("'bots' twice")));
  EXPECT_THAT(error_of(plans_with("pro:", "lite:")), HasSubstr("'lite' twice"));
  EXPECT_THAT(error_of(plans_with("pro:", "[pro]:")), HasSubstr("not a word"));
}

TEST(Catalogue, RefusesTheWrongShape) {
  for (const char* text : {"", "# nothing", "42", "[lite, pro, unlimited]", "lite\n", "~"}) {
    EXPECT_THAT(error_of(text), HasSubstr("must be a mapping")) << text;
  }
  EXPECT_THAT(error_of(plans_with("{en: Lite, ru: Лайт}", "Lite")), HasSubstr("with the keys en, ru"));
}

TEST(Catalogue, RefusesWhatIsNotYaml) {
  for (const char* text : {"lite: [", "lite: \"", "\tlite: 1", "a: b: c", "%YAML 9", "{", "&", "*", "!<", "lite: *x"}) {
    EXPECT_THAT(error_of(text), StartsWith("plans.yaml")) << text;
  }
  EXPECT_THAT(error_of("lite:\n  title: [\n"), StartsWith("plans.yaml:3: is not YAML: "));
}

TEST(Catalogue, RefusesAliasesAndSecondDocuments) {
  EXPECT_THAT(error_of("lite: &plan {price: 1}\npro: *plan\n"), AllOf(StartsWith("plans.yaml:2:"), HasSubstr("alias")));
  EXPECT_THAT(error_of(std::string(kPlans) + "---\nlite: {}\n"), HasSubstr("second document"));
}

TEST(Catalogue, RefusesDeepNestingInsteadOfOverflowingTheStack) {
  for (const char* opening : {"[", "{a: ", "- ", "? ", "[{a: "}) {
    EXPECT_THAT(error_of(repeated(opening, 200'000)), HasSubstr("nested deeper")) << opening;
  }
}

TEST(Catalogue, RefusesWhatIsTooLargeOrNotUtf8) {
  EXPECT_THAT(error_of(std::string((1U << 20) + 1, '#')), HasSubstr("at most 1048576"));
  EXPECT_THAT(error_of(plans_with("Лайт", "\xCB\xE0\xE9\xF2")), HasSubstr("not UTF-8"));
}

TEST(Catalogue, ShowsAHostileValueOnOneShortLine) {
  const std::string error = error_of(plans_with("price: 250", "price: \"" + repeated("\\n", 5'000) + "\""));
  EXPECT_EQ(error.find('\n'), std::string::npos);
  EXPECT_LT(error.size(), 300U);
}

TEST(Catalogue, ShowsNoStrayBytesOfWhatIsNotYaml) {
  for (const char* escaped : {"\r", "\x01", "\xD0\x96"}) {
    const std::string error = error_of(std::string("lite: \"\\") + escaped + "\"");
    EXPECT_THAT(error, HasSubstr("is not YAML"));
    EXPECT_TRUE(values::is_valid_utf8(error));
    EXPECT_TRUE(std::all_of(error.begin(), error.end(), [](char c) { return c < 0 || c >= ' '; })) << error;
  }
}

TEST(Catalogue, RefusesUnknownMissingAndRepeatedFiles) {
  const CatalogueFile plans{.name = "plans.yaml", .text = std::string(kPlans)};
  EXPECT_THAT(parse_catalogue(std::vector<CatalogueFile>{}).error().message, HasSubstr("plans.yaml is missing"));
  EXPECT_THAT(parse_catalogue(std::vector{plans, CatalogueFile{.name = "plan.yaml", .text = ""}}).error().message,
              AllOf(HasSubstr("'plan.yaml'"), HasSubstr("plans.yaml, rules.yaml or promo.yaml")));
  const CatalogueFile rules{.name = "rules.yaml", .text = ""};
  const CatalogueFile promos{.name = "promo.yaml", .text = ""};
  EXPECT_TRUE(parse_catalogue(std::vector{promos, plans, rules}));
  EXPECT_THAT(parse_catalogue(std::vector{rules, promos}).error().message, HasSubstr("plans.yaml is missing"));
  for (const CatalogueFile& file : {plans, rules, promos}) {
    EXPECT_THAT(parse_catalogue(std::vector{plans, file, file}).error().message, HasSubstr("twice")) << file.name;
  }
}

}  // namespace
}  // namespace shop
