#include "values/utf8.hpp"

#include <string>

#include <gtest/gtest.h>

namespace values {
namespace {

TEST(Utf8, AcceptsWellFormedText) {
  for (const char* text : {"", "plain", "Привет", "שלום", "👩‍🚀", "\xF4\x8F\xBF\xBF", "\xED\x9F\xBF"}) {
    EXPECT_TRUE(is_valid_utf8(text)) << text;
    EXPECT_EQ(to_valid_utf8(text), text);
  }
}

TEST(Utf8, RefusesEveryKindOfBrokenSequence) {
  for (const char* text : {"\x80", "\xC0\xAF", "\xC3", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xE2\x82", "\xF0\x8F\xBF\xBF",
                           "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF"}) {
    EXPECT_FALSE(is_valid_utf8(text));
    EXPECT_TRUE(is_valid_utf8(to_valid_utf8(text)));
  }
  EXPECT_EQ(to_valid_utf8("a\xFFz"), "a\xEF\xBF\xBDz");
}

TEST(Utf8, IsCountedInUtf16UnitsToo) {
  EXPECT_EQ(count_utf16_units(""), 0U);
  EXPECT_EQ(count_utf16_units("aя€"), 3U);
  EXPECT_EQ(count_utf16_units("🎓"), 2U);
  EXPECT_EQ(count_utf16_units("a\xF4\x8F\xBF\xBF\xEF\xBF\xBF"), 4U);
}

TEST(Utf8, CountsCodePoints) {
  EXPECT_EQ(count_code_points("Привет"), 6U);
  EXPECT_EQ(count_code_points("👩‍🚀"), 3U);
}

TEST(Utf8, CountsAndChecksTheSameWhereverACharacterStands) {
  for (std::size_t before = 0; before < 20; ++before) {
    for (std::size_t behind = 0; behind < 20; ++behind) {
      const std::string text = std::string(before, 'a') + "я€🎓" + std::string(behind, 'z');
      EXPECT_TRUE(is_valid_utf8(text));
      EXPECT_EQ(count_code_points(text), before + 3 + behind);
      EXPECT_EQ(count_utf16_units(text), before + 4 + behind);
      EXPECT_FALSE(is_valid_utf8(std::string(before, 'a') + '\x80' + std::string(behind, 'z')));
    }
  }
}

TEST(Utf8, TruncatesAtWholeCodePoints) {
  EXPECT_EQ(truncate_code_points("Привет", 6), "Привет");
  EXPECT_EQ(truncate_code_points("Привет", 4), "При…");
  EXPECT_EQ(truncate_code_points("Привет", 1), "…");
  EXPECT_EQ(truncate_code_points("Привет", 0), "");
}

}  // namespace
}  // namespace values
