#include "shop/lesson.hpp"

#include <string>

#include <gmock/gmock.h>

#include "lesson_invariants.hpp"

namespace shop {
namespace {

std::string lesson_of(std::string_view body) {
  return "# Title\n\n" + std::string(body) + "\n";
}

LessonContent read(std::string_view body) {
  auto lesson = parse_lesson("l.md", lesson_of(body));
  EXPECT_TRUE(lesson) << lesson.error().message;
  return lesson ? *std::move(lesson) : LessonContent{};
}

FormattedText text_of(std::string_view body) {
  const LessonContent lesson = read(body);
  EXPECT_EQ(lesson.parts.size(), 1U);
  if (lesson.parts.size() != 1 || !std::holds_alternative<FormattedText>(lesson.parts[0])) return {};
  return std::get<FormattedText>(lesson.parts[0]);
}

std::string error_of(std::string_view markdown) {
  const auto lesson = parse_lesson("l.md", markdown);
  return lesson ? "none" : lesson.error().message;
}

std::string error_in(std::string_view body) {
  return error_of(lesson_of(body));
}

StyledRange range(Style style, std::int64_t offset, std::int64_t length, std::string argument = "") {
  return {.style = style, .offset = offset, .length = length, .argument = std::move(argument)};
}

TEST(Lesson, HasATitleThatIsItsFirstLineAsItStands) {
  const auto title = [](std::string_view markdown) { return *parse_lesson_title("l.md", markdown); };
  EXPECT_EQ(title("# C# and *stars* \r\n\r\ntext"), "C# and *stars*");
  EXPECT_EQ(title("\xEF\xBB\xBF# Title\n"), "Title");
  for (const char* const wrong :
       {"", "Title\n\ntext", "#Title", "#  \ntext", "## Title", "\n# Title", "# \xC2\xA0", "# a\x01z", "# \xFF"}) {
    EXPECT_FALSE(parse_lesson_title("l.md", wrong)) << wrong;
    EXPECT_THAT(error_of(wrong), testing::StartsWith("l.md:1: ")) << wrong;
  }
  EXPECT_TRUE(parse_lesson_title("l.md", "# " + std::string(64, 'x')));
  EXPECT_FALSE(parse_lesson_title("l.md", "# " + std::string(65, 'x')));
}

TEST(Lesson, CountsInUtf16Units) {
  EXPECT_EQ(text_of("🎓 **Привет** *é*"),
            (FormattedText{"🎓 Привет é", {range(Style::bold, 3, 6), range(Style::italic, 10, 1)}}));
}

TEST(Lesson, NestsStylesButNotCode) {
  EXPECT_EQ(text_of("**a *b* `c` d**"), (FormattedText{"a b c d",
                                                       {range(Style::bold, 0, 3), range(Style::italic, 2, 1),
                                                        range(Style::code, 4, 1), range(Style::bold, 6, 1)}}));
  EXPECT_EQ(text_of("**[a](https://x.org/)**"),
            (FormattedText{"a", {range(Style::link, 0, 1, "https://x.org/"), range(Style::bold, 0, 1)}}));
  EXPECT_EQ(text_of("[`a`](https://x.org/)"), (FormattedText{"a", {range(Style::link, 0, 1, "https://x.org/")}}));
  EXPECT_EQ(text_of("**a __b__**").ranges.size(), 1U) << "bold within bold is bold";
}

TEST(Lesson, HidesWhatIsBetweenPairsOfBars) {
  EXPECT_EQ(text_of("||a *b*|| c"),
            (FormattedText{"a b c", {range(Style::spoiler, 0, 3), range(Style::italic, 2, 1)}}));
  EXPECT_EQ(text_of("a || b || c").ranges.size(), 0U);
  EXPECT_EQ(text_of("a || b || c").text, "a || b || c");
  EXPECT_EQ(text_of("\\|\\|a||").text, "||a||");
  EXPECT_EQ(
      text_of("||a `b` c||"),
      (FormattedText{"a b c", {range(Style::spoiler, 0, 1), range(Style::code, 2, 1), range(Style::spoiler, 4, 1)}}));
}

TEST(Lesson, TakesTheTagsThatMarkdownHasNoMarksFor) {
  EXPECT_EQ(text_of("<u>a</u> x<b>b</b>y <s>c</s> <i>d</i> <tg-spoiler>e</tg-spoiler>"),
            (FormattedText{"a xby c d e",
                           {range(Style::underline, 0, 1), range(Style::bold, 3, 1), range(Style::strikethrough, 6, 1),
                            range(Style::italic, 8, 1), range(Style::spoiler, 10, 1)}}));
  EXPECT_THAT(error_in("a\n\n*<u>a*</u>"), testing::StartsWith("l.md:5: a tag such as <u> isn't closed"));
  EXPECT_THAT(error_in("<u>a"), testing::HasSubstr("isn't closed"));
  EXPECT_THAT(error_in("a</u>"), testing::HasSubstr("closes what isn't open"));
}

TEST(Lesson, ShowsBlocksAsTheyCanBeShown) {
  EXPECT_EQ(text_of("## Head\n\na\nb\\\nc\n\n---"),
            (FormattedText{"Head\n\na b\nc\n\n———", {range(Style::bold, 0, 4)}}));
  EXPECT_EQ(text_of("- a\n- b\n  - c\n\n3. d\n4. e\n\n- [ ] f\n- [x] g").text,
            "• a\n• b\n\u00A0\u00A0\u00A0• c\n\n3. d\n4. e\n\n☐ f\n☑ g");
  EXPECT_EQ(text_of("- a\n\n- b").text, "• a\n\n• b") << "a loose list stays loose";
  EXPECT_EQ(text_of("```c++\n\n  a\tb\n\n```"), (FormattedText{"  a b", {range(Style::pre, 0, 5, "c++")}}));
  EXPECT_EQ(text_of("| a | b |\n|:--|--:|\n| *x* | 10 |\n| 🥝z | `1` |"),
            (FormattedText{"a   |  b\n----+---\nx   | 10\n🥝z |  1", {range(Style::pre, 0, 35)}}));
}

TEST(Lesson, FoldsLongQuotations) {
  EXPECT_EQ(text_of("> a\n>\n> b"), (FormattedText{"a\n\nb", {range(Style::blockquote, 0, 4)}}));
  std::string lines;
  for (int i = 0; i < 11; ++i) lines += "> line\\\n";
  EXPECT_EQ(text_of(lines + "> end").ranges.at(0).style, Style::expandable_blockquote);
  EXPECT_EQ(text_of("> " + std::string(399, 'x')).ranges.at(0).style, Style::blockquote);
  EXPECT_EQ(text_of("> " + std::string(401, 'x')).ranges.at(0).style, Style::expandable_blockquote);
}

TEST(Lesson, HasPartsForMediaAndQuizzes) {
  const LessonContent lesson = read(
      "one\n\n![A *picture*](a.png)\n\n![](v.MP4)\n\n[Sheet](s.pdf)\n\n![](telegram:photo:AgAC-_1)\n\n"
      "```quiz\nWhat?\n- [ ] a\n- [x] b\n> why\n```\n\ntwo");
  ASSERT_EQ(lesson.parts.size(), 7U);
  EXPECT_EQ(std::get<MediaPart>(lesson.parts[1]),
            (MediaPart{{MediaKind::photo, "a.png", ""}, {"A picture", {range(Style::italic, 2, 7)}}}));
  EXPECT_EQ(std::get<MediaPart>(lesson.parts[2]).media, (MediaFile{MediaKind::video, "v.MP4", ""}));
  EXPECT_EQ(std::get<MediaPart>(lesson.parts[3]), (MediaPart{{MediaKind::document, "s.pdf", ""}, {"Sheet", {}}}));
  EXPECT_EQ(std::get<MediaPart>(lesson.parts[4]).media, (MediaFile{MediaKind::photo, "", "AgAC-_1"}));
  EXPECT_EQ(std::get<Quiz>(lesson.parts[5]), (Quiz{"What?", {"a", "b"}, 1, "why"}));
  EXPECT_EQ(std::get<FormattedText>(lesson.parts[6]).text, "two");
}

TEST(Lesson, CarriesOnALongCaptionInTheTextBehind) {
  std::string caption;
  for (int i = 0; i < 300; ++i) caption += "word ";
  const LessonContent lesson = read("![" + caption + "**end**](a.jpg)\n\nmore");
  ASSERT_EQ(lesson.parts.size(), 2U);
  const auto& photo = std::get<MediaPart>(lesson.parts[0]);
  const auto& rest = std::get<FormattedText>(lesson.parts[1]);
  EXPECT_LE(photo.caption.text.size(), kMaxMessageCaption);
  EXPECT_EQ(photo.caption.text + " " + rest.text, caption + "end\n\nmore");
  EXPECT_EQ(rest.ranges, (std::vector{range(Style::bold, static_cast<std::int64_t>(rest.text.size()) - 9, 3)}));
}

TEST(Lesson, RefusesWithTheLineWhatCantBeShown) {
  const auto line = [](int number, std::string_view what) {
    return testing::StartsWith("l.md:" + std::to_string(number) + ": " + std::string(what));
  };
  EXPECT_THAT(error_in("a\nb <div>"), line(4, "HTML such as <div> can't be shown"));
  EXPECT_THAT(error_in("<!-- note -->"), line(3, "HTML such as"));
  EXPECT_THAT(error_in("a\n\nsee ![x](a.png)"), line(5, "an image or a file can't stand within a sentence"));
  EXPECT_THAT(error_in("![x](a.png) it"), line(3, "an image or a file can't stand within a sentence"));
  EXPECT_THAT(error_in("- ![x](a.png)"), line(3, "an image or a file can't stand within a list"));
  EXPECT_THAT(error_in("see [x](a.pdf)"), line(3, "an image or a file can't stand within a sentence"));
  EXPECT_THAT(error_in("a\n\n[x](javascript:alert(1))"), line(5, "'javascript:alert(1)' can't be linked"));
  EXPECT_THAT(error_in("[x](http://localhost/)"), line(3, "'http://localhost/' can't be linked"));
  EXPECT_THAT(error_in("[x](mailto:a@b.c)"), line(3, "Telegram links no text to a mail address"));
  EXPECT_THAT(error_in("[x](https://a.b 'title')"), line(3, "a link's title"));
  EXPECT_THAT(error_in("[](https://a.b)"), line(3, "a link has no text"));
  EXPECT_THAT(error_in("![x](https://a.b/c.png)"), line(3, "'https://a.b/c.png' can't be shown from elsewhere"));
  EXPECT_THAT(error_in("![x](../a.png)"), line(3, "'../a.png' is a path"));
  EXPECT_THAT(error_in("![x](telegram:sticker:1)"), line(3, "'telegram:sticker:1' is no file of Telegram's"));
  EXPECT_THAT(error_in("> a\n>\n> > b"), line(5, "a quotation within a quotation"));
  EXPECT_THAT(error_in("a &foo; b"), line(3, "unknown character '&foo;'"));
  EXPECT_THAT(error_in("a\n\n```sql\n\n```\n"), line(5, "a code block is empty"));
  EXPECT_THAT(error_in("a\n\n```sql x\nb\n```\n"), line(5, "behind ```"));
  EXPECT_THAT(error_in("| a |\n|---|\n| [x](https://a.b) |"), line(5, "a link can't stand in a table"));
  EXPECT_THAT(error_in("- a\n  - b\n    - c\n      - d\n        - e\n          - f\n            - g"),
              line(9, "lists are nested more than 6 deep"));
  EXPECT_THAT(error_in("a\x02"), line(3, "a control character"));
  EXPECT_THAT(error_in("a\n\xC3\n"), line(4, "not UTF-8"));
  EXPECT_THAT(error_in(""), line(1, "there is nothing below the title"));
  EXPECT_THAT(error_in("&nbsp;"), line(3, "there is nothing to be seen"));
  EXPECT_THAT(error_in(std::string(kMaxLessonBytes, 'x')), line(1, "a lesson has at most 128 KiB"));
}

TEST(Lesson, RefusesAQuizThatCantBeAnswered) {
  const auto quiz = [](std::string_view block) { return error_in("a\n\n```quiz\n" + std::string(block) + "\n```\n"); };
  EXPECT_THAT(quiz("What?\n- [ ] a\n- [ ] b"), testing::StartsWith("l.md:6: quiz: no option is marked as right"));
  EXPECT_THAT(quiz("What?\n- [x] a\n- [x] b"), testing::StartsWith("l.md:8: quiz: two options are marked as right"));
  EXPECT_THAT(quiz("What?\n- [x] a"), testing::StartsWith("l.md:6: quiz: write two options"));
  EXPECT_THAT(quiz("- [x] a\n- [ ] b"), testing::StartsWith("l.md:6: quiz: there is no question"));
  EXPECT_THAT(quiz("What?\n- a"), testing::StartsWith("l.md:7: quiz: an option begins with"));
  EXPECT_THAT(quiz("What?\n- [x] a\n- [ ] a"), testing::StartsWith("l.md:8: quiz: two options are the same"));
  EXPECT_THAT(quiz("What?\n> b\n- [ ] a"), testing::StartsWith("l.md:7: quiz: the explanation stands behind"));
  EXPECT_THAT(quiz("\n\nWhat?\n- [x] " + std::string(101, 'x')),
              testing::StartsWith("l.md:9: quiz: an option is longer"));
  EXPECT_THAT(quiz(std::string(301, 'x') + "\n- [x] a\n- [ ] b"), testing::HasSubstr("the question is longer"));
  EXPECT_THAT(quiz("What?\n- [x] a\n- [ ] b\n> " + std::string(201, 'x')),
              testing::HasSubstr("the explanation is longer"));
  EXPECT_THAT(error_in("- ```quiz\n  Q\n  - [x] a\n  - [ ] b\n  ```"), testing::HasSubstr("can't stand within a list"));
}

TEST(Lesson, BoundsHowMuchItHas) {
  std::string media;
  std::string quizzes;
  for (std::size_t i = 0; i < kMaxLessonParts; ++i) media += "![](a.png)\n\n";
  for (std::size_t i = 0; i < kMaxQuizzes; ++i) quizzes += "```quiz\nQ\n- [x] a\n- [ ] b\n```\n\n";
  EXPECT_EQ(read(media).parts.size(), kMaxLessonParts);
  EXPECT_THAT(error_in(media + "more"), testing::HasSubstr("more than 30 parts"));
  EXPECT_EQ(read(quizzes).parts.size(), kMaxQuizzes);
  EXPECT_THAT(error_in(quizzes + "```quiz\nQ\n- [x] a\n- [ ] b\n```"), testing::HasSubstr("more than 10 quizzes"));
  std::string bold;
  for (int i = 0; i < 2001; ++i) bold += "**a** ";
  EXPECT_THAT(error_in(bold), testing::HasSubstr("more than 2000 formatted places"));
  std::string hidden;
  for (int i = 0; i < 101; ++i) hidden += "||a|| ";
  EXPECT_THAT(error_in(hidden), testing::HasSubstr("more than 200 marks"));
  EXPECT_THAT(error_in("|" + std::string(21, '|') + "\n|" +
                       [] {
                         std::string rule;
                         for (int i = 0; i < 21; ++i) rule += "---|";
                         return rule;
                       }()),
              testing::HasSubstr("more than 20 columns"));
}

TEST(Lesson, EndsLinesAsAnySystemDoes) {
  const std::string unix_lines = lesson_of("a\nb\n\n```\nc\nd\n```\n\n```quiz\nQ\n- [x] a\n- [ ] b\n```");
  std::string windows_lines;
  for (const char byte : unix_lines) windows_lines += byte == '\n' ? std::string("\r\n") : std::string(1, byte);
  EXPECT_EQ(*parse_lesson("l.md", windows_lines), *parse_lesson("l.md", unix_lines));
}

TEST(Lesson, IsWrittenAsAPersonWould) {
  const LessonContent lesson{.title = "Title",
                             .parts = {FormattedText{"Head\n\nA b", {range(Style::bold, 0, 4)}},
                                       MediaPart{{MediaKind::photo, "my photo.jpg", ""},
                                                 {"see", {range(Style::link, 0, 3, "tg://resolve?domain=x")}}},
                                       Quiz{"- why?", {"a", "b"}, 0, ""}}};
  EXPECT_EQ(write_lesson(lesson),
            "# Title\n\n**Head**\n\nA b\n\n![[see](tg://resolve?domain=x)](<my photo.jpg>)\n\n"
            "```quiz\n\\- why?\n- [x] a\n- [ ] b\n```\n");
  EXPECT_EQ(*parse_lesson("l.md", write_lesson(lesson)), lesson);
}

}  // namespace
}  // namespace shop
