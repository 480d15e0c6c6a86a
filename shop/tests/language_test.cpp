#include "shop/language.hpp"

#include <gtest/gtest.h>

namespace shop {
namespace {

TEST(Language, IsRussianForEveryRussianTag) {
  for (const char* tag : {"ru", "RU", "ru-RU", "ru-Cyrl-BY"}) EXPECT_EQ(language_of(tag), Language::russian) << tag;
}

TEST(Language, IsEnglishForAllOthers) {
  for (const char* tag : {"", "en", "en-GB", "uk", "be-BY", "rup", "r", "-ru", "pt-br"}) {
    EXPECT_EQ(language_of(tag), Language::english) << tag;
  }
}

TEST(Language, IsReadBackFromItsName) {
  EXPECT_EQ(parse_language(to_string(Language::russian)), Language::russian);
  EXPECT_EQ(parse_language(to_string(Language::english)), Language::english);
  EXPECT_EQ(parse_language("ru-RU"), std::nullopt);
}

TEST(Language, ChoosesTheText) {
  const LocalizedText text{.english = "Course", .russian = "Курс"};
  EXPECT_EQ(text.in(Language::english), "Course");
  EXPECT_EQ(text.in(Language::russian), "Курс");
}

}  // namespace
}  // namespace shop
