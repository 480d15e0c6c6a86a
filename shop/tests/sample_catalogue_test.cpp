#include <fstream>
#include <sstream>
#include <vector>

#include <gtest/gtest.h>

#include "shop/catalogue.hpp"

namespace shop {
namespace {

TEST(SampleCatalogue, IsForSale) {
  const std::ifstream file(std::string(SAMPLE_CATALOGUE) + "/plans.yaml");
  std::ostringstream text;
  text << file.rdbuf();
  const std::vector<CatalogueFile> files{{.name = "plans.yaml", .text = text.str()}};

  const values::Result<Catalogue> catalogue = parse_catalogue(files);
  ASSERT_TRUE(catalogue) << catalogue.error().message;
  // How many bots each plan hosts is promised in the design, whatever the prices are.
  EXPECT_EQ(catalogue->plan(PlanId::lite).bots, 1);
  EXPECT_EQ(catalogue->plan(PlanId::pro).bots, 5);
  EXPECT_EQ(catalogue->plan(PlanId::unlimited).bots, std::nullopt);
  EXPECT_LT(catalogue->plan(PlanId::lite).price, catalogue->plan(PlanId::pro).price);
  EXPECT_LT(catalogue->plan(PlanId::pro).price, catalogue->plan(PlanId::unlimited).price);
}

}  // namespace
}  // namespace shop
