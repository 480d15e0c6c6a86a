#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "shop/course_edit.hpp"

namespace shop {
namespace {

std::string slug(std::string_view title, const std::vector<std::string>& taken = {}) {
  return slug_for(title, taken);
}

TEST(Slug, IsTheTitleInLatinLetters) {
  EXPECT_EQ(slug("SQL for beginners"), "sql-for-beginners");
  EXPECT_EQ(slug("Основы SQL"), "osnovy-sql");
  EXPECT_EQ(slug("Ёжик, щука и объём"), "ezhik-shchuka-i-obem");
  EXPECT_EQ(slug("  Café — déjà vu!  "), "cafe-deja-vu");
  EXPECT_EQ(slug("C++ & C#"), "cplusplus-csharp");
}

TEST(Slug, IsOfWholeWordsWhereTheyFit) {
  EXPECT_EQ(slug("An introduction to relational databases"), "an-introduction-to");
  EXPECT_EQ(slug("Достопримечательностями"), "dostoprimechatelnostyami");
  EXPECT_EQ(slug("Высокопревосходительство").size(), kMaxSlug);
}

TEST(Slug, IsUntitledWithoutSuchLetters) {
  EXPECT_EQ(slug("🙂 !"), "untitled");
  EXPECT_EQ(slug(""), "untitled");
  EXPECT_EQ(slug("数学"), "untitled");
  EXPECT_EQ(slug("\xFF\xFE"), "untitled");
}

TEST(Slug, IsAnotherOneIfItIsTaken) {
  EXPECT_EQ(slug("Основы SQL", {"osnovy-sql"}), "osnovy-sql-2");
  EXPECT_EQ(slug("Основы SQL", {"osnovy-sql", "osnovy-sql-2"}), "osnovy-sql-3");
}

TEST(Slug, StaysOneHoweverManyAreTaken) {
  std::vector<std::string> taken;
  for (int i = 0; i < 300; ++i) {
    taken.push_back(slug("Достопримечательности России", taken));
    EXPECT_TRUE(is_slug(taken.back())) << taken.back();
  }
  EXPECT_EQ(std::set(taken.begin(), taken.end()).size(), taken.size());
}

}  // namespace
}  // namespace shop
