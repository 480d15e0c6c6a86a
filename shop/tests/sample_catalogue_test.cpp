#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

#include <gmock/gmock.h>

#include "shop/catalogue.hpp"

namespace shop {
namespace {

using std::chrono::days;

bool is_text(const std::filesystem::path& path) {
  return path.extension() == ".yaml" || path.extension() == ".md";
}

values::Result<Catalogue> sample() {
  std::vector<CatalogueFile> files;
  std::vector<CourseFile> media;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(SAMPLE_CATALOGUE)) {
    if (!entry.is_regular_file()) continue;
    const std::string name = std::filesystem::relative(entry.path(), SAMPLE_CATALOGUE).string();
    std::ifstream file(entry.path());
    if (is_text(entry.path())) {
      files.push_back({name, std::string(std::istreambuf_iterator(file), {})});
    } else {
      media.push_back({.name = name, .size = entry.file_size(), .version = ""});
    }
  }
  return parse_catalogue(files, media);
}

TEST(SampleCatalogue, IsForSale) {
  const values::Result<Catalogue> catalogue = sample();
  ASSERT_TRUE(catalogue) << catalogue.error().message;
  // How many bots each plan hosts is promised in the design, whatever the prices are.
  EXPECT_EQ(catalogue->plan(PlanId::lite).bots, 1);
  EXPECT_EQ(catalogue->plan(PlanId::pro).bots, 5);
  EXPECT_EQ(catalogue->plan(PlanId::unlimited).bots, std::nullopt);
  EXPECT_LT(catalogue->plan(PlanId::lite).price, catalogue->plan(PlanId::pro).price);
  EXPECT_LT(catalogue->plan(PlanId::pro).price, catalogue->plan(PlanId::unlimited).price);
  for (const PlanOffer& offer : catalogue->plans()) EXPECT_TRUE(offer.on_sale && offer.renewable);
}

TEST(SampleCatalogue, HasRules) {
  const values::Result<Catalogue> catalogue = sample();
  ASSERT_TRUE(catalogue) << catalogue.error().message;
  EXPECT_EQ(catalogue->rules().grace, days{3});
  EXPECT_THAT(catalogue->rules().reminders, testing::ElementsAre(days{7}, days{1}));
  ASSERT_TRUE(catalogue->refunds());
  EXPECT_EQ(catalogue->refunds()->within, days{3});
  EXPECT_EQ(catalogue->refunds()->lessons_below, 3);
  EXPECT_FALSE(catalogue->has_promos());
}

}  // namespace
}  // namespace shop
