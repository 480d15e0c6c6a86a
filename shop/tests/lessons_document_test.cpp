// docs/lessons.md shows a lesson and says what becomes of it; both must be true.

#include <fstream>
#include <iterator>
#include <regex>
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "shop/lesson.hpp"

namespace shop {
namespace {

std::string document() {
  std::ifstream file(LESSONS_DOCUMENT);
  return {std::istreambuf_iterator(file), {}};
}

std::string example() {
  constexpr std::string_view kOpening = "\n```markdown\n";
  const std::string text = document();
  const std::size_t begin = text.find(kOpening) + kOpening.size();
  return text.substr(begin, text.find("\n```\n", begin) + 1 - begin);
}

/// What the document's tables have in code in their first column.
std::vector<std::string> written_in_tables() {
  std::vector<std::string> written;
  const std::string text = document();
  const std::regex row("\n\\| (`.*?`) \\| ");
  const std::regex code("`([^`]+)`");
  for (std::sregex_iterator line(text.begin(), text.end(), row), end; line != end; ++line) {
    const std::string cell = (*line)[1];
    for (std::sregex_iterator it(cell.begin(), cell.end(), code); it != end; ++it) written.push_back((*it)[1]);
  }
  return written;
}

TEST(LessonsDocument, ShowsALessonOfThePartsThatItNames) {
  const auto lesson = parse_lesson("example.en.md", example());
  ASSERT_TRUE(lesson) << lesson.error().message;
  EXPECT_EQ(lesson->title, "Tables and rows");
  ASSERT_EQ(lesson->parts.size(), 5U);
  EXPECT_EQ(std::get<MediaPart>(lesson->parts[1]).media.kind, MediaKind::photo);
  EXPECT_EQ(std::get<FormattedText>(lesson->parts[2]).ranges.size(), 3U);
  EXPECT_EQ(std::get<MediaPart>(lesson->parts[3]).media.kind, MediaKind::document);
  EXPECT_EQ(std::get<Quiz>(lesson->parts[4]).correct, 1U);
}

TEST(LessonsDocument, ShowsOnlyWhatIsRead) {
  const std::vector<std::string> written = written_in_tables();
  EXPECT_GT(written.size(), 15U);
  for (const std::string& one : written) {
    const auto lesson = parse_lesson("row.en.md", "# Title\n\n" + one + "\n");
    EXPECT_TRUE(lesson) << one << ": " << lesson.error().message;
  }
}

TEST(LessonsDocument, NamesTheLimits) {
  const std::string text = document();
  for (const std::size_t limit :
       {kMaxLessonTitle, kMaxMessageText, kMaxMessageCaption, kMaxRangesOfMessage, kMaxLessonBytes >> 10,
        kMaxLessonParts, kMaxQuizzes, kMaxQuizQuestion, kMaxQuizOption, kMaxQuizExplanation}) {
    EXPECT_THAT(text, testing::ContainsRegex("[^0-9]" + std::to_string(limit) + "[^0-9]")) << limit;
  }
}

}  // namespace
}  // namespace shop
