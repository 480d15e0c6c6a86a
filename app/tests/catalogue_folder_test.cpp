#include "catalogue_folder.hpp"

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "temporary_catalogue.hpp"

namespace app {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;
namespace fs = std::filesystem;

class CatalogueFolderTest : public ::testing::Test {
 protected:
  std::string error() {
    const auto catalogue = folder_.load();
    return catalogue ? "" : catalogue.error().message;
  }

  const shop::Course& sql() { return *folder_.loaded()->course(values::CourseId{"sql"}); }

  testing::TemporaryCatalogue files_;
  CatalogueFolder folder_{files_.path().string()};
};

TEST_F(CatalogueFolderTest, TheSampleIsValid) {
  const auto catalogue = CatalogueFolder(COURSEBOT_SAMPLE_CATALOG).load();
  ASSERT_TRUE(catalogue.has_value()) << catalogue.error().message;
}

TEST_F(CatalogueFolderTest, AMissingFolderIsNamed) {
  const auto missing = CatalogueFolder("/nowhere/catalog").load();
  ASSERT_TRUE(missing.has_error());
  EXPECT_THAT(missing.error().message, StartsWith("CATALOG is '/nowhere/catalog/', which can't be read (No such file"));
}

TEST_F(CatalogueFolderTest, AFaultIsNamedWithItsFile) {
  files_.write("plans.yaml", "lite: [");
  EXPECT_THAT(error(), StartsWith(files_.file("plans.yaml").string() + ":"));
  fs::copy(fs::path(COURSEBOT_SAMPLE_CATALOG) / "plans.yaml", files_.path(), fs::copy_options::overwrite_existing);
  files_.write("courses/sql/course.yaml", "title: {en: SQL}\nprice: 0\n");
  EXPECT_THAT(error(), StartsWith(files_.file("courses/sql/course.yaml").string() + ":2: "));
}

TEST_F(CatalogueFolderTest, EveryFileOfTheCatalogueIsRead) {
  files_.write("rules.yaml", "grace_days: 9");
  files_.write("promo.yaml", "SPRING: {percent: 20}");
  files_.write("notes.txt", "not part of it");
  files_.write("courses/notes.txt", "neither");
  files_.write("courses/sql/.course.yaml.swp", "an editor's");
  ASSERT_EQ(error(), "");
  EXPECT_EQ(folder_.loaded()->rules().grace, std::chrono::days{9});
  EXPECT_NE(folder_.loaded()->promo("SPRING"), nullptr);
  EXPECT_EQ(sql().lessons.at(0).english->title, "Tables");
}

TEST_F(CatalogueFolderTest, CoursesNeedNotBeThere) {
  fs::remove_all(files_.file("courses"));
  ASSERT_EQ(error(), "");
  EXPECT_TRUE(folder_.loaded()->courses().empty());
}

TEST_F(CatalogueFolderTest, AMisspeltNameIsRefused) {
  files_.write("rules.yml", "grace_days: 9");
  EXPECT_THAT(error(), HasSubstr("'rules.yml'"));
  fs::remove(files_.file("rules.yml"));
  files_.write("courses/course.yaml", "title: {en: SQL}");
  EXPECT_THAT(error(), HasSubstr("'courses/course.yaml' is no file of a catalogue"));
  fs::remove(files_.file("courses/course.yaml"));
  files_.write("courses/My course/course.yaml", "title: {en: SQL}");
  EXPECT_THAT(error(), HasSubstr("the folder of a course is named with"));
}

TEST_F(CatalogueFolderTest, AFolderWithoutPlansIsRefused) {
  fs::remove(files_.file("plans.yaml"));
  EXPECT_THAT(error(), HasSubstr("plans.yaml is missing"));
}

TEST_F(CatalogueFolderTest, IsTheSameCatalogueUntilSomethingChanges) {
  const auto first = folder_.load().value();
  files_.write("notes.txt", "not part of it");
  EXPECT_EQ(folder_.load().value(), first);
  files_.write("courses/sql/tables.en.md", "# Tables\n\nRows and columns.\n");
  EXPECT_NE(folder_.load().value(), first);
  EXPECT_THAT(sql().lessons.at(0).english->markdown, HasSubstr("columns"));
}

TEST_F(CatalogueFolderTest, SharesWhatHasNotChanged) {
  files_.write("courses/git/course.yaml", "title: {en: Git}\nlessons: [{id: commits}]\n");
  files_.write("courses/git/commits.en.md", "# Commits\n\nWhat was changed.\n");
  ASSERT_EQ(error(), "");
  const auto lesson = sql().lessons.at(0).english;
  files_.write("courses/git/commits.en.md", "# Commits\n\nWhat was changed, and why.\n");
  files_.write("courses/sql/course.yaml", "title: {en: SQL}\nprice: 150\nlessons:\n  - id: tables\n");
  ASSERT_EQ(error(), "");
  EXPECT_EQ(sql().price, values::Stars{150});
  EXPECT_EQ(sql().lessons.at(0).english, lesson);
}

TEST_F(CatalogueFolderTest, AMistakeInOneCourseLeavesWhatWasLoaded) {
  ASSERT_EQ(error(), "");
  const auto before = folder_.loaded();
  files_.write("courses/sql/tables.en.md", "no title");
  EXPECT_THAT(error(), HasSubstr("tables.en.md:1: "));
  EXPECT_EQ(folder_.loaded(), before);
}

TEST_F(CatalogueFolderTest, KnowsPicturesByTheirSizeAndVersion) {
  files_.write("courses/sql/tables.en.md", "# Tables\n\nRows.\n\n![A table](table.png)\n");
  EXPECT_THAT(error(), HasSubstr("'table.png' is not in the folder"));
  files_.write("courses/sql/table.png", "1234");
  ASSERT_EQ(error(), "");
  ASSERT_NE(sql().file("table.png"), nullptr);
  EXPECT_EQ(sql().file("table.png")->size, 4U);
  const std::string version = sql().file("table.png")->version;
  files_.write("courses/sql/table.png", "12345");
  ASSERT_EQ(error(), "");
  EXPECT_NE(sql().file("table.png")->version, version);
}

TEST_F(CatalogueFolderTest, NamesWhatBelongsToNothing) {
  files_.write("courses/sql/draft.en.md", "no lesson yet");
  files_.write("courses/sql/old.png", "1234");
  ASSERT_EQ(error(), "");
  EXPECT_THAT(folder_.unused_files(),
              ElementsAre(EndsWith("courses/sql/draft.en.md"), EndsWith("courses/sql/old.png")));
}

TEST_F(CatalogueFolderTest, ALinkMayStayInTheFolderOnly) {
  files_.write("texts/tables.md", "# Linked\n\nRows.\n");
  fs::remove(files_.file("courses/sql/tables.en.md"));
  fs::create_symlink("../../texts/tables.md", files_.file("courses/sql/tables.en.md"));
  ASSERT_EQ(error(), "");
  EXPECT_EQ(sql().lessons.at(0).english->title, "Linked");

  fs::remove(files_.file("courses/sql/tables.en.md"));
  fs::create_symlink("/etc/passwd", files_.file("courses/sql/tables.en.md"));
  EXPECT_THAT(error(), AllOf(HasSubstr("tables.en.md"), HasSubstr("leads out of the catalogue's folder")));
  fs::remove(files_.file("courses/sql/tables.en.md"));

  fs::create_directory_symlink("/etc", files_.file("courses/etc"));
  EXPECT_THAT(error(), AllOf(HasSubstr("courses/etc"), HasSubstr("leads out of the catalogue's folder")));
}

TEST_F(CatalogueFolderTest, ALinkToNothingIsAsIfItWereNotThere) {
  fs::remove(files_.file("courses/sql/tables.en.md"));
  fs::create_symlink("nothing", files_.file("courses/sql/tables.en.md"));
  EXPECT_THAT(error(), HasSubstr("lesson 'tables' has no text"));
}

TEST_F(CatalogueFolderTest, WhatIsNoFileIsNotRead) {
  fs::remove(files_.file("courses/sql/tables.en.md"));
  ASSERT_EQ(::mkfifo(files_.file("courses/sql/tables.en.md").c_str(), 0600), 0);
  EXPECT_THAT(error(), HasSubstr("lesson 'tables' has no text")) << "and nobody waits for the pipe";
}

TEST_F(CatalogueFolderTest, AFileWithoutPermissionIsNamed) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may read everything";
  fs::permissions(files_.file("courses/sql/tables.en.md"), fs::perms::none);
  EXPECT_THAT(error(), AllOf(HasSubstr("tables.en.md"), HasSubstr("Permission denied")));
}

TEST_F(CatalogueFolderTest, AVeryLargeFileIsRefusedWithoutBeingReadToItsEnd) {
  files_.write("plans.yaml", "");
  fs::resize_file(files_.file("plans.yaml"), std::uintmax_t{64} << 20U);
  EXPECT_THAT(error(), HasSubstr("at most 1048576 are allowed"));
}

TEST_F(CatalogueFolderTest, TooManyFilesAreRefused) {
  for (int i = 0; i <= 2'000; ++i) files_.write("courses/sql/" + std::to_string(i) + ".png", "");
  EXPECT_THAT(error(), HasSubstr("holds more than 2000 entries"));
}

TEST_F(CatalogueFolderTest, ReadsAFileBelowItAndNoOther) {
  files_.write("courses/sql/table.png", "1234");
  EXPECT_EQ(read_below(files_.path().string(), "courses/sql/table.png", 4).value(), "1234");
  EXPECT_THAT(read_below(files_.path().string(), "courses/sql/table.png", 3).error().message,
              HasSubstr("more than 3 bytes"));
  for (const std::string path : {"../../../../../../etc/passwd", "/etc/passwd", "courses/sql", "nothing", ""}) {
    EXPECT_FALSE(read_below(files_.path().string(), path, 1'000)) << path;
  }
}

}  // namespace
}  // namespace app
