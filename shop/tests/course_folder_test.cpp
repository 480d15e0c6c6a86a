#include "shop/course_folder.hpp"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "catalogue_beside_plans.hpp"

namespace shop {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

// Line 4 is the price, line 8 the channel, line 12 the first lesson and line 15 the second.
constexpr std::string_view kCourse = R"(title: {en: SQL, ru: Основы SQL}
description: {en: Tables and queries., ru: Таблицы и запросы.}
position: 2
price: 150
plans: [unlimited, pro]
published: yes
protect_content: yes
channel:
  chat: -1001234567890
  entry: invite_link
lessons:
  - id: tables
    preview: yes
    after_days: 0
  - id: queries
    after_days: 3
)";

std::string course_with(std::string_view replaced, std::string_view by) {
  std::string text(kCourse);
  const std::size_t at = text.find(replaced);
  EXPECT_NE(at, std::string::npos) << replaced;
  return text.replace(at, replaced.size(), by);
}

/// The folder of the course 'sql', with whatever a test changes of it.
struct Folder {
  std::string course{kCourse};
  std::vector<CatalogueFile> lessons{{.name = "tables.en.md", .text = "# Tables\n\nRows."},
                                     {.name = "tables.ru.md", .text = "# Таблицы\n\nСтроки."},
                                     {.name = "queries.en.md", .text = "# Queries\n\nSELECT."}};
  std::vector<CourseFile> media = {};
  std::string name = "sql";

  values::Result<ReadCourse> read(const Course* before = nullptr) const {
    std::vector<CatalogueFile> texts = lessons;
    texts.push_back({.name = "course.yaml", .text = course});
    return read_course({.name = name, .texts = texts, .media = media}, before);
  }
  std::string error() const {
    const values::Result<ReadCourse> result = read();
    return result ? "" : result.error().message;
  }
};

std::string error_with(std::string_view replaced, std::string_view by) {
  return Folder{.course = course_with(replaced, by)}.error();
}

TEST(CourseFolder, IsReadIntoACourse) {
  const values::Result<ReadCourse> read = Folder{}.read();
  ASSERT_TRUE(read) << read.error().message;
  const Course& course = read->course;
  EXPECT_EQ(course.id.value(), "sql");
  EXPECT_EQ(course.title.in(Language::russian), "Основы SQL");
  EXPECT_EQ(course.description.in(Language::english), "Tables and queries.");
  EXPECT_EQ(course.position, 2);
  EXPECT_EQ(course.price, values::Stars{150});
  EXPECT_THAT(course.plans, ElementsAre(PlanId::pro, PlanId::unlimited));
  EXPECT_TRUE(course.published && course.protect_content && course.certificate);
  EXPECT_EQ(course.channel, (CourseChannel{values::ChatId{-1001234567890}, ChannelEntry::invite_link}));
  EXPECT_EQ(read->channel_line, 8);
  EXPECT_THAT(course.languages(), ElementsAre(Language::english, Language::russian));

  ASSERT_EQ(course.lessons.size(), 2U);
  EXPECT_TRUE(course.lessons[0].preview);
  EXPECT_EQ(course.lessons[0].in(Language::russian).title, "Таблицы");
  EXPECT_EQ(course.lessons[1].after, std::chrono::days{3});
  EXPECT_EQ(course.lessons[1].in(Language::russian).title, "Queries") << "in the language that there is";
  EXPECT_THAT(read->unused, IsEmpty());
}

TEST(CourseFolder, NeedsLittleWhileItIsNotPublished) {
  const Folder folder{.course = "title: {ru: Черновик}", .lessons = {}};
  const values::Result<ReadCourse> read = folder.read();
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_FALSE(read->course.published || read->course.can_be_bought());
  EXPECT_EQ(read->course.title.in(Language::english), "Черновик");
  EXPECT_TRUE(read->course.certificate);
}

TEST(CourseFolder, IsRefusedWithFileLineAndReason) {
  EXPECT_THAT(
      error_with("price: 150", "price: 0"),
      StartsWith("courses/sql/course.yaml:4: price of the course is '0': write a whole number of Stars from 1"));
  EXPECT_THAT(error_with("price: 150", "prize: 150"),
              StartsWith("courses/sql/course.yaml:4: the course has the unknown"));
  EXPECT_THAT(error_with("position: 2", "position: first"), StartsWith("courses/sql/course.yaml:3: "));
  EXPECT_THAT(error_with("[unlimited, pro]", "[gold]"),
              AllOf(StartsWith("courses/sql/course.yaml:5: "), HasSubstr("gold")));
  EXPECT_THAT(error_with("-1001234567890", "1234"),
              AllOf(StartsWith("courses/sql/course.yaml:9: "), HasSubstr("'1234'")));
  EXPECT_THAT(error_with("-1001234567890", "\"@channel\""), HasSubstr("such as -1001234567890"));
  EXPECT_THAT(error_with("invite_link", "door"),
              StartsWith("courses/sql/course.yaml:10: entry of channel of the course"));
  EXPECT_THAT(error_with("after_days: 3", "after_days: 366"), StartsWith("courses/sql/course.yaml:16: "));
  EXPECT_THAT(error_with("- id: queries", "- name: queries"),
              AllOf(StartsWith("courses/sql/course.yaml:15: lesson 2")));
  EXPECT_THAT(error_with("id: queries", "id: ../queries"),
              AllOf(StartsWith("courses/sql/course.yaml:15: "), HasSubstr("a to z")));
  EXPECT_THAT(error_with("id: queries", "id: tables"),
              AllOf(StartsWith("courses/sql/course.yaml:15: "), HasSubstr("line 12")));
  EXPECT_THAT(error_with("{en: SQL, ru: Основы SQL}", "{}"),
              AllOf(StartsWith("courses/sql/course.yaml:1: "), HasSubstr("language")));
  EXPECT_THAT(error_with("{en: SQL, ru: Основы SQL}", "{ru: Основы SQL}"),
              AllOf(StartsWith("courses/sql/course.yaml:2: "), HasSubstr("the title has no 'en'")));
}

TEST(CourseFolder, EveryLessonHasAText) {
  Folder folder;
  folder.lessons.pop_back();
  EXPECT_THAT(folder.error(), AllOf(StartsWith("courses/sql/course.yaml:15: lesson 'queries' has no text: write "),
                                    HasSubstr("queries.en.md or queries.ru.md")));
}

TEST(CourseFolder, ALessonThatCantBeReadIsNamedWithItsLine) {
  Folder folder;
  folder.lessons[0].text = "no title";
  EXPECT_THAT(folder.error(), StartsWith("courses/sql/tables.en.md:1: "));
}

TEST(CourseFolder, MustHaveADescriptionAndAProperName) {
  const auto without_description = read_course({.name = "sql", .texts = {}});
  ASSERT_FALSE(without_description);
  EXPECT_THAT(without_description.error().message, StartsWith("courses/sql/course.yaml is missing"));
  EXPECT_THAT(Folder{.name = "My course"}.error(), StartsWith("courses/'My course'/: the folder of a course is named"));
}

TEST(CourseFolder, AMisspeltFileIsRefused) {
  Folder folder;
  folder.lessons.push_back({.name = "cuorse.yaml", .text = ""});
  EXPECT_THAT(folder.error(), StartsWith("courses/sql/'cuorse.yaml' is no file of a course"));
}

TEST(CourseFolder, WhatIsPublishedIsWorthIt) {
  const auto error_of = [](std::string course) { return Folder{.course = std::move(course), .lessons = {}}.error(); };
  EXPECT_THAT(error_of("title: {en: A}\nprice: 1\npublished: yes\nchannel: {chat: -100}"),
              AllOf(StartsWith("courses/sql/course.yaml:3: "), HasSubstr("no description")));
  EXPECT_THAT(error_of("title: {en: A}\ndescription: {en: A}\nprice: 1\npublished: yes"),
              HasSubstr("no lessons and no channel"));
  EXPECT_THAT(error_of("title: {en: A}\ndescription: {en: A}\npublished: yes\nchannel: {chat: -100}"),
              HasSubstr("no price"));
  EXPECT_EQ(error_of("title: {en: A}\ndescription: {en: A}\npublished: yes\nchannel: {chat: -100}\nplans: [pro]"), "");
}

TEST(CourseFolder, WhatALessonShowsMustBeThereAndFit) {
  Folder folder;
  folder.lessons[0].text = "# Tables\n\nRows.\n\n![A table](table.png)\n";
  EXPECT_THAT(folder.error(), StartsWith("courses/sql/tables.en.md:5: 'table.png' is not in the folder"));

  folder.media = {{.name = "table.png", .size = kMaxPhotoBytes + 1, .version = "1"}};
  EXPECT_THAT(folder.error(), AllOf(StartsWith("courses/sql/tables.en.md:5: "), HasSubstr("10 MB")));
  folder.media[0].size = 0;
  EXPECT_THAT(folder.error(), HasSubstr("0 bytes"));

  folder.media[0].size = kMaxPhotoBytes;
  const auto read = folder.read();
  ASSERT_TRUE(read) << read.error().message;
  ASSERT_NE(read->course.file("table.png"), nullptr);
  EXPECT_EQ(read->course.file("table.png")->version, "1");
}

TEST(CourseFolder, WhatBelongsToNothingIsToldAndNotRead) {
  Folder folder;
  folder.lessons.push_back({.name = "draft.en.md", .text = "no title either"});
  folder.media = {{.name = "old.png", .size = 1, .version = ""}};
  const auto read = folder.read();
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_THAT(read->unused, ElementsAre("draft.en.md", "old.png"));
  EXPECT_THAT(read->course.files, IsEmpty());
}

TEST(CourseFolder, SharesWhatIsTheSameWithTheCourseBefore) {
  Folder folder;
  const auto before = folder.read();
  ASSERT_TRUE(before);
  folder.lessons[0].text = "# Tables\n\nRows and columns.";
  const auto after = folder.read(&before->course);
  ASSERT_TRUE(after);
  EXPECT_NE(after->course.lessons[0].english, before->course.lessons[0].english);
  EXPECT_EQ(after->course.lessons[0].english->markdown, "# Tables\n\nRows and columns.");
  EXPECT_EQ(after->course.lessons[0].russian, before->course.lessons[0].russian);
  EXPECT_EQ(after->course.lessons[1].english, before->course.lessons[1].english);
}

TEST(CourseFolder, WhatTheCourseBeforeShowedIsLookedForAgain) {
  Folder folder;
  folder.lessons[0].text = "# Tables\n\nRows.\n\n![A table](table.png)\n";
  folder.media = {{.name = "table.png", .size = 1, .version = "1"}};
  const auto before = folder.read();
  ASSERT_TRUE(before) << before.error().message;
  folder.media.clear();
  EXPECT_FALSE(folder.read(&before->course));
}

std::vector<CatalogueFile> two_courses(const std::string& a, const std::string& b) {
  return {{"plans.yaml", kPlans}, {"courses/a/course.yaml", a}, {"courses/b/course.yaml", b}};
}

TEST(CatalogueCourses, AreReadWithTheOtherFiles) {
  const auto catalogue = parse_catalogue(two_courses("title: {en: A}", "title: {en: B}\nposition: 1"));
  ASSERT_TRUE(catalogue) << catalogue.error().message;
  ASSERT_EQ(catalogue->courses().size(), 2U);
  EXPECT_EQ(catalogue->courses()[0].id.value(), "b");
}

TEST(CatalogueCourses, AChannelBelongsToOne) {
  const auto catalogue =
      parse_catalogue(two_courses("title: {en: A}\nchannel: {chat: -100}", "title: {en: B}\n\nchannel: {chat: -100}"));
  EXPECT_THAT(error_in(catalogue), AllOf(StartsWith("courses/b/course.yaml:3: channel -100 "), HasSubstr("'a'")));
}

TEST(CatalogueCourses, AreNotTooMany) {
  std::vector<CatalogueFile> files{{"plans.yaml", kPlans}};
  for (std::size_t i = 0; i <= kMaxCourses; ++i) {
    files.push_back({"courses/c" + std::to_string(i) + "/course.yaml", "title: {en: A}"});
  }
  EXPECT_THAT(error_in(parse_catalogue(files)), HasSubstr("at most 1000"));
}

TEST(CatalogueCourses, HaveNotTooManyLessons) {
  std::string course = "title: {en: A}\nlessons:\n";
  for (std::size_t i = 0; i <= kMaxLessons; ++i) course += "  - id: l" + std::to_string(i) + "\n";
  EXPECT_THAT(error_in(parse_catalogue(two_courses(course, "title: {en: B}"))), HasSubstr("at most 200"));
}

TEST(CatalogueCourses, AFileOutsideOfACoursesFolderIsRefused) {
  for (const std::string name : {"courses/course.yaml", "courses/a/b/course.yaml", "lessons/a.en.md"}) {
    const auto catalogue =
        parse_catalogue(std::vector<CatalogueFile>{{"plans.yaml", kPlans}, {name, "title: {en: A}"}});
    EXPECT_THAT(error_in(catalogue), HasSubstr("'" + name + "' is no file of a catalogue"));
  }
}

}  // namespace
}  // namespace shop
