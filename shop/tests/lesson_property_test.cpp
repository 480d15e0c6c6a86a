// What random Markdown is read into keeps Telegram's rules, and what is written of it is read as the same again.

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "lesson_invariants.hpp"
#include "shop/lesson.hpp"

namespace shop {
namespace {

constexpr int kLessons = 20'000;

/// Markdown's own characters, in every company.
constexpr std::string_view kPieces[]{"word",
                                     "Слово",
                                     "два слова",
                                     " ",
                                     " ",
                                     "  ",
                                     "\n",
                                     "\n",
                                     "\n\n",
                                     "\\\n",
                                     "\r\n",
                                     "\t",
                                     "*",
                                     "**",
                                     "_",
                                     "__",
                                     "***",
                                     "~~",
                                     "||",
                                     "|",
                                     "`",
                                     "``",
                                     "```",
                                     "\n```sql\n",
                                     "\n```\n",
                                     "[",
                                     "]",
                                     "(",
                                     ")",
                                     "[a](https://example.org)",
                                     "[b *c*](tg://user?id=1)",
                                     "<https://x.org/a_b>",
                                     "![x](photo.jpg)",
                                     "\n\n![a **b**](v.mp4)\n\n",
                                     "\n\n[sheet](file.pdf)\n\n",
                                     "# ",
                                     "\n# ",
                                     "\n## h\n\n",
                                     "\n> ",
                                     "> ",
                                     "\n- ",
                                     "- ",
                                     "\n  - ",
                                     "\n1. ",
                                     "1) ",
                                     "\n- [x] ",
                                     "+",
                                     "=",
                                     "---",
                                     "\n---\n",
                                     "&amp;",
                                     "&#32;",
                                     "&nbsp;",
                                     "&",
                                     "\\",
                                     "\\*",
                                     "\\|",
                                     "<",
                                     ">",
                                     "<u>",
                                     "</u>",
                                     "<b>",
                                     "</b>",
                                     "!",
                                     ".",
                                     "«",
                                     "»",
                                     "—",
                                     "🎓",
                                     "👩‍🚀",
                                     "é",
                                     "\u00A0",
                                     "|a|b|\n|---|--:|\n|c|d|\n",
                                     ":",
                                     "a_b_c",
                                     "2*3*4",
                                     "\n\n```quiz\nQ\n- [ ] a\n- [x] b\n> why\n```\n\n",
                                     "<s>",
                                     "</s>",
                                     "<tg-spoiler>",
                                     "</tg-spoiler>"};

std::string random_lesson(std::mt19937& random) {
  std::string markdown = "# Title\n\n";
  const auto pieces = std::uniform_int_distribution<int>(1, 25)(random);
  std::uniform_int_distribution<std::size_t> piece(0, std::size(kPieces) - 1);
  for (int i = 0; i < pieces; ++i) markdown += kPieces[piece(random)];
  return markdown;
}

TEST(LessonProperty, WhatIsReadKeepsTheRulesAndIsWrittenAsItIsRead) {
  std::mt19937 random(7);
  int read = 0;
  for (int i = 0; i < kLessons; ++i) {
    const std::string markdown = random_lesson(random);
    const auto lesson = parse_lesson("lesson.en.md", markdown);
    if (!lesson) continue;
    ++read;
    ASSERT_EQ(broken_rule(*lesson), "") << markdown;
    const std::string written = write_lesson(*lesson);
    const auto again = parse_lesson("lesson.en.md", written);
    ASSERT_TRUE(again) << again.error().message << "\nwritten:\n" << written << "\nof:\n" << markdown;
    ASSERT_EQ(*again, *lesson) << "written:\n" << written << "\nof:\n" << markdown;
  }
  EXPECT_GT(read, kLessons / 3) << "too few of them are lessons to say much";
}

FormattedText random_message(std::mt19937& random) {
  const auto pick = [&random](std::int64_t last) {
    return std::uniform_int_distribution<std::int64_t>(0, last)(random);
  };
  FormattedText text;
  for (auto pieces = pick(20); pieces >= 0; --pieces) {
    text.text += kPieces[static_cast<std::size_t>(pick(std::size(kPieces) - 1))];
  }
  for (auto ranges = pick(6); ranges > 0; --ranges) {
    const auto style = static_cast<Style>(pick(static_cast<int>(Style::expandable_blockquote)));
    text.ranges.push_back({.style = style,
                           .offset = pick(30),
                           .length = pick(20),
                           .argument = style == Style::link ? "https://example.org/?a=(1&b)" : ""});
  }
  return text;
}

TEST(LessonProperty, AnyMessageFromAChatIsWrittenAsALessonThatStaysTheSame) {
  std::mt19937 random(11);
  for (int i = 0; i < kLessons; ++i) {
    const LessonContent typed{.title = "Title", .parts = {random_message(random)}};
    const std::string written = write_lesson(typed);
    const auto lesson = parse_lesson("lesson.en.md", written);
    if (!lesson) {
      ASSERT_NE(lesson.error().message.find("nothing"), std::string::npos) << lesson.error().message << "\n" << written;
      continue;
    }
    const auto again = parse_lesson("lesson.en.md", write_lesson(*lesson));
    ASSERT_TRUE(again) << again.error().message << "\n" << written;
    ASSERT_EQ(*again, *lesson) << written << "\nthen:\n" << write_lesson(*lesson);
  }
}

}  // namespace
}  // namespace shop
