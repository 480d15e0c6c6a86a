#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "shop/catalogue.hpp"

namespace shop {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::shared_ptr<const LessonText> lesson_text(std::string title) {
  return std::make_shared<const LessonText>(LessonText{.title = std::move(title), .markdown = "# T\n\nText"});
}

Course course(std::string id, CourseText title, CourseText description = {}, std::vector<Lesson> lessons = {}) {
  return {.id = values::CourseId{std::move(id)},
          .title = std::move(title),
          .description = std::move(description),
          .price = values::Stars{1},
          .published = true,
          .lessons = std::move(lessons)};
}

Catalogue catalogue_of(std::vector<Course> courses) {
  return Catalogue({.plans = {}, .courses = std::move(courses)});
}

std::vector<std::string> ids(const std::vector<const Course*>& courses) {
  std::vector<std::string> ids;
  for (const Course* course : courses) ids.push_back(course->id.value());
  return ids;
}

std::vector<std::string> found(const Catalogue& catalogue, std::string_view query,
                               Language language = Language::english, std::size_t limit = 10) {
  return ids(catalogue.search(query, language, limit));
}

TEST(CatalogueSearch, FindsTheBeginningOfAnyWordOfTheTitle) {
  const Catalogue catalogue = catalogue_of({course("sql", {"SQL for beginners", std::nullopt})});
  EXPECT_THAT(found(catalogue, "beg"), ElementsAre("sql"));
  EXPECT_THAT(found(catalogue, "sql"), ElementsAre("sql"));
  EXPECT_THAT(found(catalogue, "eginners"), IsEmpty());
}

TEST(CatalogueSearch, WantsEveryWord) {
  const Catalogue catalogue =
      catalogue_of({course("sql", {"SQL for beginners", std::nullopt}, {"Tables", std::nullopt})});
  EXPECT_THAT(found(catalogue, "beginners, tables!"), ElementsAre("sql"));
  EXPECT_THAT(found(catalogue, "sql cooking"), IsEmpty());
}

TEST(CatalogueSearch, KnowsNoCaseInLatinAndCyrillicAndNoDifferenceBetweenYoAndYe) {
  const Catalogue catalogue = catalogue_of(
      {course("tree", {std::nullopt, "Ёлка и ДЕРЕВЬЯ"}), course("resume", {"Résumé writing", std::nullopt})});
  for (const std::string query : {"елка", "ЁЛК", "Ёлка", "деревья", "ДЕРЕ"}) {
    EXPECT_THAT(found(catalogue, query, Language::russian), ElementsAre("tree")) << query;
  }
  EXPECT_THAT(found(catalogue, "RÉSUMÉ"), ElementsAre("resume"));
}

TEST(CatalogueSearch, PutsTitlesBeforeDescriptionsBeforeLessons) {
  const Catalogue catalogue = catalogue_of({
      course("a-lesson", {"One", std::nullopt}, {}, {{.id = values::LessonId{"l"}, .english = lesson_text("Tables")}}),
      course("b-description", {"Two", std::nullopt}, {"About tables", std::nullopt}),
      course("c-title", {"Tables", std::nullopt}),
      course("d-title", {"More tables", std::nullopt}),
  });
  EXPECT_THAT(found(catalogue, "tables"), ElementsAre("c-title", "d-title", "b-description", "a-lesson"));
  EXPECT_THAT(found(catalogue, "tables", Language::english, 2), ElementsAre("c-title", "d-title"));
}

TEST(CatalogueSearch, PrefersWhatTheReaderSees) {
  const Catalogue catalogue = catalogue_of({course("a", {"SQL", "Запросы"}), course("b", {"Queries", "SQL"})});
  EXPECT_THAT(found(catalogue, "sql", Language::english), ElementsAre("a", "b"));
  EXPECT_THAT(found(catalogue, "sql", Language::russian), ElementsAre("b", "a"));
}

TEST(CatalogueSearch, LeavesOutWhatIsNotPublished) {
  Course hidden = course("hidden", {"SQL", std::nullopt});
  hidden.published = false;
  EXPECT_THAT(found(catalogue_of({hidden}), "sql"), IsEmpty());
}

TEST(CatalogueSearch, KeepsTheSignsOfLanguagesNames) {
  const Catalogue catalogue =
      catalogue_of({course("c", {"C in a week", std::nullopt}), course("cpp", {"C++", std::nullopt}),
                    course("sharp", {"C#", std::nullopt})});
  EXPECT_THAT(found(catalogue, "c++"), ElementsAre("cpp"));
  EXPECT_THAT(found(catalogue, "C#"), ElementsAre("sharp"));
}

TEST(CatalogueSearch, FindsNothingForNoWords) {
  const Catalogue catalogue = catalogue_of({course("sql", {"SQL", std::nullopt})});
  for (const std::string query : {"", "   ", "—", "🙂 !?", "\xFF\xD0"}) {
    EXPECT_THAT(found(catalogue, query), IsEmpty()) << query;
  }
  EXPECT_THAT(found(catalogue, "sql", Language::english, 0), IsEmpty());
}

TEST(CatalogueSearch, IsBoundedForAnyQuery) {
  const Catalogue catalogue = catalogue_of({course("sql", {"SQL", std::nullopt})});
  std::string words;
  for (int i = 0; i < 100'000; ++i) words += "s ";
  EXPECT_THAT(found(catalogue, words), ElementsAre("sql"));
  EXPECT_THAT(found(catalogue, std::string(100'000, 's')), IsEmpty());
}

TEST(CatalogueSearch, FollowsAChangeOfTheCatalogue) {
  const Catalogue before = catalogue_of({course("a", {"One", std::nullopt}), course("b", {"Two", std::nullopt})});
  const Catalogue after(
      {.plans = {}, .courses = {course("a", {"One", std::nullopt}), course("b", {"Three", std::nullopt})}}, &before);
  EXPECT_THAT(found(after, "one"), ElementsAre("a"));
  EXPECT_THAT(found(after, "two"), IsEmpty());
  EXPECT_THAT(found(after, "three"), ElementsAre("b"));
}

TEST(CatalogueCourses, StandInTheOrderOfTheirPositionThenOfTheirIds) {
  Course first = course("z", {"Z", std::nullopt});
  first.position = 1;
  Course second = course("m", {"M", std::nullopt});
  second.position = 2;
  const Catalogue catalogue =
      catalogue_of({course("b", {"B", std::nullopt}), second, course("a", {"A", std::nullopt}), first});
  std::vector<std::string> order;
  for (const Course& each : catalogue.courses()) order.push_back(each.id.value());
  EXPECT_THAT(order, ElementsAre("z", "m", "a", "b"));
  for (const std::string& id : order) EXPECT_EQ(catalogue.course(values::CourseId{id})->id.value(), id);
  EXPECT_EQ(catalogue.course(values::CourseId{"c"}), nullptr);
}

TEST(CatalogueCourses, AreFoundByTheirChannel) {
  Course with_channel = course("club", {"Club", std::nullopt});
  with_channel.channel = CourseChannel{.chat = values::ChatId{-100}};
  const Catalogue catalogue = catalogue_of({course("a", {"A", std::nullopt}), with_channel});
  ASSERT_NE(catalogue.course_of_channel(values::ChatId{-100}), nullptr);
  EXPECT_EQ(catalogue.course_of_channel(values::ChatId{-100})->id.value(), "club");
  EXPECT_EQ(catalogue.course_of_channel(values::ChatId{-101}), nullptr);
}

}  // namespace
}  // namespace shop
