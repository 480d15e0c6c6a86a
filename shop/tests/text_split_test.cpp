#include <string>

#include <gmock/gmock.h>

#include "lesson_invariants.hpp"
#include "shop/formatted_text.hpp"

namespace shop {
namespace {

std::vector<std::string> texts(const FormattedText& text, std::size_t limit) {
  std::vector<std::string> parts;
  for (const FormattedText& part : split(text, limit)) parts.push_back(part.text);
  return parts;
}

StyledRange range(Style style, std::int64_t offset, std::int64_t length) {
  return {.style = style, .offset = offset, .length = length};
}

TEST(TextSplit, LeavesWhatFitsInOnePart) {
  EXPECT_THAT(texts({"a\n\nb"}, 4), testing::ElementsAre("a\n\nb"));
  EXPECT_THAT(texts({""}, 4), testing::IsEmpty());
  EXPECT_THAT(texts({" \n "}, 4), testing::IsEmpty());
}

TEST(TextSplit, CutsBetweenParagraphsLinesSentencesWordsInThatOrder) {
  EXPECT_THAT(texts({"a. b\n\nc d\ne"}, 8), testing::ElementsAre("a. b", "c d\ne"));
  EXPECT_THAT(texts({"a. b c\nd e f g"}, 8), testing::ElementsAre("a. b c", "d e f g"));
  EXPECT_THAT(texts({"Aa. Bb cc dd"}, 10), testing::ElementsAre("Aa.", "Bb cc dd"));
  EXPECT_THAT(texts({"aa bb cc dd"}, 6), testing::ElementsAre("aa bb", "cc dd"));
  EXPECT_THAT(texts({"abcdef"}, 4), testing::ElementsAre("abcd", "ef"));
}

TEST(TextSplit, CutsNoCharacterInTwo) {
  EXPECT_THAT(texts({"ab🎓"}, 3), testing::ElementsAre("ab", "🎓"));
  EXPECT_THAT(texts({"ae\u0301o"}, 2), testing::ElementsAre("a", "e\u0301", "o"));
  EXPECT_THAT(texts({"a👩‍🚀"}, 5), testing::ElementsAre("a", "👩‍🚀"));
  EXPECT_THAT(texts({"🇷🇺🇬🇧"}, 6), testing::ElementsAre("🇷🇺", "🇬🇧"));
}

TEST(TextSplit, LetsRangesGoOn) {
  const auto parts = split({"one two three", {range(Style::bold, 0, 13), range(Style::italic, 4, 3)}}, 8);
  EXPECT_THAT(parts,
              testing::ElementsAre(FormattedText{"one two", {range(Style::bold, 0, 7), range(Style::italic, 4, 3)}},
                                   FormattedText{"three", {range(Style::bold, 0, 5)}}));
}

TEST(TextSplit, KeepsAHeadingWithItsText) {
  EXPECT_THAT(texts({"one\n\nHead\n\ntwo three", {range(Style::bold, 5, 4)}}, 12),
              testing::ElementsAre("one", "Head", "two three"));
  EXPECT_THAT(texts({"one\n\nHead\n\ntwo three", {range(Style::bold, 5, 4)}}, 15),
              testing::ElementsAre("one", "Head\n\ntwo three"));
}

TEST(TextSplit, KeepsCodeTogetherAndItsIndentation) {
  const FormattedText code{"ab\n\nc\n\n  d\n  e", {range(Style::pre, 4, 10)}};
  EXPECT_THAT(texts(code, 12), testing::ElementsAre("ab", "c\n\n  d\n  e"));
  const auto parts = split({"aaaa\n  bbbb\n  cccc", {range(Style::pre, 0, 18)}}, 11);
  EXPECT_THAT(parts, testing::ElementsAre(FormattedText{"aaaa\n  bbbb", {range(Style::pre, 0, 11)}},
                                          FormattedText{"  cccc", {range(Style::pre, 0, 6)}}));
}

TEST(TextSplit, HasNoMoreRangesInAPartThanTelegramTakes) {
  FormattedText text;
  for (int i = 0; i < 250; ++i) {
    text.ranges.push_back(range(Style::bold, static_cast<std::int64_t>(text.text.size()), 1));
    text.text += "a ";
  }
  const auto parts = split(text, kMaxMessageText);
  ASSERT_EQ(parts.size(), 3U);
  EXPECT_EQ(parts[0].ranges.size(), kMaxRangesOfMessage);
  EXPECT_EQ(parts[2].ranges.size(), 50U);
  EXPECT_EQ(broken_rule_of_split(text, kMaxMessageText), "");
}

}  // namespace
}  // namespace shop
