#include "catalogue_folder.hpp"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

namespace app {
namespace {

using ::testing::HasSubstr;
namespace fs = std::filesystem;

class CatalogueFolder : public ::testing::Test {
 protected:
  CatalogueFolder() { fs::create_directories(folder_); }
  ~CatalogueFolder() override { fs::remove_all(folder_); }
  void write(const std::string& name, const std::string& text) { std::ofstream(folder_ / name) << text; }

  fs::path folder_ = fs::temp_directory_path() / ("catalogue_test_" + std::to_string(getpid()));
};

TEST_F(CatalogueFolder, TheSampleIsValid) {
  const auto catalogue = load_catalogue(COURSEBOT_SAMPLE_CATALOG);
  ASSERT_TRUE(catalogue.has_value()) << catalogue.error().message;
}

TEST_F(CatalogueFolder, AMissingFolderIsNamed) {
  const auto missing = load_catalogue("/nowhere/catalog");
  ASSERT_TRUE(missing.has_error());
  EXPECT_THAT(missing.error().message, HasSubstr("CATALOG is '/nowhere/catalog'"));
}

TEST_F(CatalogueFolder, AFaultIsNamedWithItsFile) {
  write("plans.yaml", "lite: [");
  const auto refused = load_catalogue(folder_.string());
  ASSERT_TRUE(refused.has_error());
  EXPECT_THAT(refused.error().message, HasSubstr((folder_ / "plans.yaml").string()));
}

TEST_F(CatalogueFolder, EveryFileOfTheCatalogueIsRead) {
  fs::copy(fs::path(COURSEBOT_SAMPLE_CATALOG) / "plans.yaml", folder_);
  write("rules.yaml", "grace_days: 9");
  write("promo.yaml", "SPRING: {percent: 20}");
  write("notes.txt", "not part of it");
  const auto catalogue = load_catalogue(folder_.string());
  ASSERT_TRUE(catalogue.has_value()) << catalogue.error().message;
  EXPECT_EQ(catalogue->rules().grace, std::chrono::days{9});
  EXPECT_NE(catalogue->promo("SPRING"), nullptr);
}

TEST_F(CatalogueFolder, AMisspeltNameIsRefused) {
  fs::copy(fs::path(COURSEBOT_SAMPLE_CATALOG) / "plans.yaml", folder_);
  write("rules.yml", "grace_days: 9");
  const auto refused = load_catalogue(folder_.string());
  ASSERT_TRUE(refused.has_error());
  EXPECT_THAT(refused.error().message, HasSubstr("'rules.yml'"));
}

TEST_F(CatalogueFolder, AnEmptyFolderIsRefused) {
  EXPECT_TRUE(load_catalogue(folder_.string()).has_error());
}

}  // namespace
}  // namespace app
