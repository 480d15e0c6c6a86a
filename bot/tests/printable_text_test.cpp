#include "printable_text.hpp"

#include <gtest/gtest.h>

#include "values/utf8.hpp"

namespace bot {
namespace {

TEST(PrintableText, KeepsLettersOfAllScripts) {
  for (const char* text : {"Анна Каренина", "O'Neil-Smith", "李雷", "مريم", "🎓", "é"}) {
    EXPECT_EQ(printable(text, 100), text);
  }
}

TEST(PrintableText, HasSingleSpaces) {
  EXPECT_EQ(printable("  a\n\t b\u00A0\u2003c\x7F", 100), "a b c");
  EXPECT_EQ(printable(" \n ", 100), "");
  EXPECT_EQ(printable(std::string("a\0b", 3), 100), "a b");
}

TEST(PrintableText, LeavesOutWhatOnlySteers) {
  EXPECT_EQ(printable("👩\u200D🚀 ❤\uFE0F \u202Eevil\u202C in\u00ADvisible 👍🏽", 100), "👩🚀 ❤ evil invisible 👍");
}

TEST(PrintableText, IsBounded) {
  EXPECT_EQ(printable("abcdef", 4), "abc…");
  EXPECT_EQ(printable(std::string(1'000'000, ' ') + "a", 10), "");
  EXPECT_EQ(values::count_code_points(printable(std::string(1'000'000, 'x'), 10)), 10U);
}

TEST(PrintableText, IsWellFormedWhateverItWasMadeOf) {
  EXPECT_EQ(printable("a\xFF"
                      "b",
                      100),
            "a\uFFFD"
            "b");
  std::string cut_within_a_letter;
  for (int i = 0; i < 100; ++i) cut_within_a_letter += "x🎓";
  for (std::size_t limit = 1; limit < 40; ++limit) {
    const std::string printed = printable(cut_within_a_letter, limit);
    EXPECT_TRUE(values::is_valid_utf8(printed));
    EXPECT_EQ(values::count_code_points(printed), limit);
  }
}

}  // namespace
}  // namespace bot
