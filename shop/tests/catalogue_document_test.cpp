// docs/catalogue.md shows parts of the catalogue's files; what it shows must be read, and as it says.

#include <fstream>
#include <iterator>
#include <regex>
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "course_writer.hpp"
#include "shop/catalogue.hpp"

namespace shop {
namespace {

using std::chrono::days;

std::string content_of(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator(file), {}};
}

/// The YAML under the heading of that file.
std::string example_of(const std::string& file) {
  const std::string document = content_of(CATALOGUE_DOCUMENT);
  const std::size_t heading = document.find("\n## " + file + "\n");
  EXPECT_NE(heading, std::string::npos) << file;
  constexpr std::string_view kOpening = "\n```yaml\n";
  const std::size_t opening = document.find(kOpening, heading);
  EXPECT_NE(opening, std::string::npos) << file;
  const std::size_t begin = opening + kOpening.size();
  return document.substr(begin, document.find("```\n", begin) - begin);
}

std::string sample(const std::string& name) {
  return content_of(std::string(SAMPLE_CATALOGUE) + "/" + name);
}

/// The sample's plans with the document's in place of the sample's own `pro`.
std::string plans_with_example() {
  const std::string plans = sample("plans.yaml");
  const std::size_t pro = plans.find("\npro:") + 1;
  const std::size_t next = plans.find("\nunlimited:") + 1;
  return plans.substr(0, pro) + example_of("plans.yaml") + plans.substr(next);
}

values::Result<Catalogue> documented() {
  return parse_catalogue(std::vector<CatalogueFile>{{"plans.yaml", plans_with_example()},
                                                    {"rules.yaml", example_of("rules.yaml")},
                                                    {"promo.yaml", example_of("promo.yaml")}});
}

TEST(CatalogueDocument, ShowsWhatIsRead) {
  const auto catalogue = documented();
  ASSERT_TRUE(catalogue) << catalogue.error().message;
  EXPECT_EQ(catalogue->plan(PlanId::pro).price, values::Stars{750});
  EXPECT_EQ(catalogue->plan(PlanId::pro).bots, 5);
  EXPECT_TRUE(catalogue->plan(PlanId::pro).on_sale);
  EXPECT_TRUE(catalogue->plan(PlanId::pro).renewable);
}

TEST(CatalogueDocument, ShowsTheRulesOfTheSample) {
  const auto catalogue = documented();
  ASSERT_TRUE(catalogue) << catalogue.error().message;
  const auto shipped = parse_catalogue(
      std::vector<CatalogueFile>{{"plans.yaml", sample("plans.yaml")}, {"rules.yaml", sample("rules.yaml")}});
  ASSERT_TRUE(shipped) << shipped.error().message;
  EXPECT_EQ(catalogue->rules().grace, shipped->rules().grace);
  EXPECT_EQ(catalogue->rules().reminders, shipped->rules().reminders);
  ASSERT_TRUE(catalogue->refunds() && shipped->refunds());
  EXPECT_EQ(catalogue->refunds()->within, shipped->refunds()->within);
  EXPECT_EQ(catalogue->refunds()->lessons_below, shipped->refunds()->lessons_below);
}

TEST(CatalogueDocument, ShowsACourseAsItIsWrittenFromTheChat) {
  const std::string example = example_of("courses/");
  const CatalogueFile lesson{.name = "courses/first-bot/what-a-bot-is.en.md", .text = "# What a bot is\n\nA program."};
  CatalogueFile second = lesson;
  second.name = "courses/first-bot/first-steps.ru.md";
  const auto catalogue = parse_catalogue(std::vector<CatalogueFile>{
      {"plans.yaml", sample("plans.yaml")}, {"courses/first-bot/course.yaml", example}, lesson, second});
  ASSERT_TRUE(catalogue) << catalogue.error().message;
  const Course& course = catalogue->courses()[0];
  EXPECT_TRUE(course.can_be_bought() && course.certificate && course.lessons[0].preview);
  EXPECT_EQ(course.lessons[1].after, days{1});
  ASSERT_TRUE(course.channel);
  EXPECT_EQ(course.channel->entry, ChannelEntry::join_request);

  const auto keys_in_order = [](const std::string& text) {
    std::vector<std::string> keys;
    const std::regex key("(^|\n)([a-z_]+):");
    for (std::sregex_iterator found(text.begin(), text.end(), key), end; found != end; ++found)
      keys.push_back((*found)[2]);
    return keys;
  };
  EXPECT_EQ(keys_in_order(write_course_file(course, "")), keys_in_order(example)) << "the document says so";
}

TEST(CatalogueDocument, SaysWhatItsPromoCodesDo) {
  const auto catalogue = documented();
  ASSERT_TRUE(catalogue) << catalogue.error().message;
  const PromoCode* spring = catalogue->promo("spring");
  const PromoCode* friends = catalogue->promo("friends-2026");
  ASSERT_TRUE(spring != nullptr && friends != nullptr);
  EXPECT_EQ(discounted(values::Stars{750}, *spring), values::Stars{600}) << "the document says so";
  EXPECT_EQ(discounted(values::Stars{750}, *friends), values::Stars{700});
  EXPECT_THAT(spring->plans, testing::ElementsAre(PlanId::pro, PlanId::unlimited));
  EXPECT_EQ(spring->uses, 100);
  EXPECT_EQ(friends->uses_per_customer, std::nullopt);
}

TEST(CatalogueDocument, ShowsAMessageThatIsReallyGiven) {
  const std::string document = content_of(CATALOGUE_DOCUMENT);
  std::string plans = "\n" + sample("plans.yaml");
  const auto free = std::regex_replace(plans, std::regex("price: 250"), "price: 0");
  const auto refused = parse_catalogue(std::vector<CatalogueFile>{{"plans.yaml", free}});
  ASSERT_FALSE(refused);
  const std::string& message = refused.error().message;
  EXPECT_THAT(document, testing::HasSubstr(message.substr(message.find(": price of plan 'lite'"))));
}

}  // namespace
}  // namespace shop
