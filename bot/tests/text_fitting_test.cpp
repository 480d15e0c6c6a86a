#include "text_fitting.hpp"

#include <gmock/gmock.h>

#include "values/utf8.hpp"

namespace bot {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

/// As if each letter were a square.
double letters_in(std::string_view text) {
  return static_cast<double>(values::count_code_points(text));
}

constexpr TextPlace kPlace{.width = 100, .lines = 2, .largest = 10, .smallest = 5};

TEST(TextFitting, AShortTextIsOneLineOfTheLargestSize) {
  const FittedText fitted = fit("Анна", kPlace, letters_in);
  EXPECT_THAT(fitted.lines, ElementsAre("Анна"));
  EXPECT_DOUBLE_EQ(fitted.size, 10);
}

TEST(TextFitting, ALongerOneShrinksALittleFirst) {
  const FittedText fitted = fit("twelve lettr", kPlace, letters_in);
  EXPECT_THAT(fitted.lines, ElementsAre("twelve lettr"));
  EXPECT_DOUBLE_EQ(fitted.size, 100.0 / 12);
}

TEST(TextFitting, ThenItTakesLinesThatAreAboutAsLongAsEachOther) {
  const FittedText fitted = fit("one two six ten red tea", kPlace, letters_in);
  EXPECT_THAT(fitted.lines, ElementsAre("one two six", "ten red tea"));
  EXPECT_DOUBLE_EQ(fitted.size, 100.0 / 11);
}

TEST(TextFitting, OneWordShrinksUntilItCanBeReadNoMore) {
  const FittedText fitted = fit("incomprehensible", kPlace, letters_in);
  EXPECT_THAT(fitted.lines, ElementsAre("incomprehensible"));
  EXPECT_DOUBLE_EQ(fitted.size, 100.0 / 16);
}

TEST(TextFitting, AWordThatIsTooLongIsBrokenAndThenCut) {
  EXPECT_THAT(fit(std::string(30, 'x'), kPlace, letters_in).lines,
              ElementsAre(std::string(20, 'x'), std::string(10, 'x')));
  const FittedText cut = fit("яяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяя", kPlace, letters_in);
  EXPECT_DOUBLE_EQ(cut.size, 5);
  ASSERT_THAT(cut.lines, SizeIs(2));
  EXPECT_EQ(cut.lines[0], "яяяяяяяяяяяяяяяяяяяя");
  EXPECT_EQ(cut.lines[1], "яяяяяяяяяяяяяяяяяя…");
}

TEST(TextFitting, NothingIsNoLine) {
  EXPECT_THAT(fit("", kPlace, letters_in).lines, IsEmpty());
}

TEST(TextFitting, NeverLeavesItsPlace) {
  std::string text;
  for (std::size_t letters = 1; letters < 150; ++letters) {
    text += letters % 7 == 0 && letters % 3 != 0 ? " " : "ж";
    const FittedText fitted = fit(text, kPlace, letters_in);
    EXPECT_LE(fitted.lines.size(), kPlace.lines) << text;
    EXPECT_GE(fitted.size, kPlace.smallest) << text;
    EXPECT_LE(fitted.size, kPlace.largest) << text;
    for (const std::string& line : fitted.lines) EXPECT_LE(letters_in(line) * fitted.size, kPlace.width + 1e-6) << text;
  }
}

}  // namespace
}  // namespace bot
