#include "formatted_message.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace bot {
namespace {

using shop::FormattedText;
using shop::Style;
using shop::StyledRange;
using telegram::TextEntity;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(FormattedMessage, KeepsWhatLessonsCanShow) {
  const std::vector<TextEntity> entities{{.type = "bold", .offset = 0, .length = 1},
                                         {.type = "italic", .offset = 1, .length = 1},
                                         {.type = "underline", .offset = 2, .length = 1},
                                         {.type = "strikethrough", .offset = 3, .length = 1},
                                         {.type = "spoiler", .offset = 4, .length = 1},
                                         {.type = "code", .offset = 5, .length = 1},
                                         {.type = "pre", .offset = 6, .length = 1, .url = "", .language = "sql"},
                                         {.type = "text_link", .offset = 7, .length = 1, .url = "https://a.example/"},
                                         {.type = "blockquote", .offset = 8, .length = 1},
                                         {.type = "expandable_blockquote", .offset = 9, .length = 1}};
  EXPECT_THAT(formatted("abcdefghij", entities).ranges,
              ElementsAre(StyledRange{.style = Style::bold, .offset = 0, .length = 1},
                          StyledRange{.style = Style::italic, .offset = 1, .length = 1},
                          StyledRange{.style = Style::underline, .offset = 2, .length = 1},
                          StyledRange{.style = Style::strikethrough, .offset = 3, .length = 1},
                          StyledRange{.style = Style::spoiler, .offset = 4, .length = 1},
                          StyledRange{.style = Style::code, .offset = 5, .length = 1},
                          StyledRange{.style = Style::pre, .offset = 6, .length = 1, .argument = "sql"},
                          StyledRange{.style = Style::link, .offset = 7, .length = 1, .argument = "https://a.example/"},
                          StyledRange{.style = Style::blockquote, .offset = 8, .length = 1},
                          StyledRange{.style = Style::expandable_blockquote, .offset = 9, .length = 1}));
}

TEST(FormattedMessage, LeavesOutTheRest) {
  const std::vector<TextEntity> entities{{.type = "mention", .offset = 0, .length = 3},
                                         {.type = "url", .offset = 0, .length = 3},
                                         {.type = "custom_emoji", .offset = 0, .length = 3},
                                         {.type = "of_tomorrow", .offset = 0, .length = 3}};
  EXPECT_THAT(formatted("abc", entities).ranges, IsEmpty());
}

TEST(FormattedMessage, PutsTheLongerRangeFirst) {
  const std::vector<TextEntity> entities{{.type = "italic", .offset = 2, .length = 1},
                                         {.type = "bold", .offset = 0, .length = 1},
                                         {.type = "underline", .offset = 0, .length = 3}};
  EXPECT_THAT(formatted("abc", entities).ranges,
              ElementsAre(StyledRange{.style = Style::underline, .offset = 0, .length = 3},
                          StyledRange{.style = Style::bold, .offset = 0, .length = 1},
                          StyledRange{.style = Style::italic, .offset = 2, .length = 1}));
}

TEST(FormattedMessage, LosesTheSpaceAroundItAndTheRangesMoveAlong) {
  const std::vector<TextEntity> entities{{.type = "bold", .offset = 0, .length = 4},
                                         {.type = "italic", .offset = 5, .length = 2}};
  EXPECT_EQ(formatted("\n ab\n  ", entities),
            (FormattedText{.text = "ab", .ranges = {{.style = Style::bold, .offset = 0, .length = 2}}}));
  EXPECT_EQ(formatted(" \n ", entities), (FormattedText{.text = "", .ranges = {}}));
}

TEST(FormattedMessage, ItsFirstLineIsTheHeading) {
  // The face takes two UTF-16 units, as Telegram counts.
  const std::vector<TextEntity> entities{{.type = "bold", .offset = 0, .length = 14}};
  const HeadedText headed = split_heading(formatted("😀 Joins\n\nA 😀 b", entities), 64);
  EXPECT_EQ(headed.heading, "😀 Joins");
  EXPECT_EQ(headed.text,
            (FormattedText{.text = "A 😀 b", .ranges = {{.style = Style::bold, .offset = 0, .length = 4}}}));
}

TEST(FormattedMessage, AHeadingAloneLeavesNoText) {
  const HeadedText headed = split_heading(formatted("Joins", {}), 64);
  EXPECT_EQ(headed.heading, "Joins");
  EXPECT_EQ(headed.text.text, "");
}

TEST(FormattedMessage, AFirstLineThatIsTooLongIsAlsoText) {
  const HeadedText headed = split_heading(formatted("Joins of tables\nmore", {}), 6);
  EXPECT_EQ(headed.heading, "Joins…");
  EXPECT_EQ(headed.text.text, "Joins of tables\nmore");
}

}  // namespace
}  // namespace bot
