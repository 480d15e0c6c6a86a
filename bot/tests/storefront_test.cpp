#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sample_courses.hpp"
#include "scene.hpp"

namespace bot {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const values::CourseId kSql{"sql"};

std::vector<std::string> labels_of(const Answer& answer) {
  std::vector<std::string> labels;
  for (const telegram::InlineButton& button : answer.buttons()) labels.push_back(button.text);
  return labels;
}

std::vector<std::string> data_of(const Answer& answer) {
  std::vector<std::string> data;
  for (const telegram::InlineButton& button : answer.buttons()) data.push_back(button.callback_data);
  return data;
}

/// A catalogue of so many published courses, "c1" first.
void fill(Scene& scene, int count) {
  shop::Catalogue::Contents contents = sample_contents();
  contents.courses.clear();
  for (int i = 1; i <= count; ++i) {
    shop::Course course = sql_course();
    course.id = values::CourseId{"c" + std::to_string(i)};
    course.position = i;
    contents.courses.push_back(std::move(course));
  }
  scene.catalogue = shop::Catalogue(std::move(contents));
}

TEST(Storefront, ListsWhatIsPublished) {
  Scene scene;
  EXPECT_THAT(labels_of(scene.says(kAnna, "/courses").only()), ElementsAre("SQL in an evening — 150 ⭐"));
  EXPECT_THAT(labels_of(scene.says(kIvan, "/courses").only()), ElementsAre("SQL за вечер — 150 ⭐"));
  scene.changes([](shop::Course& course) { course.published = false; });
  const Answer none = scene.says(kAnna, "/courses").only();
  EXPECT_THAT(none.buttons(), IsEmpty());
  EXPECT_THAT(none.text(), HasSubstr("no courses"));
}

TEST(Storefront, LeafsThroughALongListInPlace) {
  Scene scene;
  fill(scene, 20);
  const Answer first = scene.says(kAnna, "/courses").only();
  EXPECT_THAT(first.text(), HasSubstr("Page 1 of 3"));
  EXPECT_THAT(data_of(first), Contains("courses:2"));
  const Answer second = scene.presses(kAnna, "courses:2", 17).of("editMessageText").at(0);
  EXPECT_EQ(second.parameters.at("message_id"), 17);
  EXPECT_THAT(data_of(second), testing::IsSupersetOf({"course:c9", "course:c16", "courses:1", "courses:3"}));
  // The list has become shorter since.
  EXPECT_THAT(scene.presses(kAnna, "courses:9").of("editMessageText").at(0).text(), HasSubstr("Page 3 of 3"));
}

TEST(Storefront, AnswersAButtonOfAMessageThatHasGrownTooOldWithANewOne) {
  Scene scene;
  telegram::Message old = message_from(kAnna, std::nullopt);  // Telegram tells no date of it.
  const Answers answers = scene.receives(
      telegram::CallbackQuery{.id = "1", .from = user_of(kAnna), .message = std::move(old), .data = "courses:1"});
  EXPECT_THAT(answers.of("editMessageText"), IsEmpty());
  EXPECT_EQ(answers.of("sendMessage").size(), 1U);
  const Answers without =
      scene.receives(telegram::CallbackQuery{.id = "2", .from = user_of(kAnna), .message = {}, .data = "course:sql"});
  EXPECT_EQ(without.of("sendMessage").size(), 1U);
}

TEST(Storefront, ShowsACourseWithItsPreviewAndItsPrice) {
  Scene scene;
  const Answers shown = scene.presses(kAnna, "course:sql");
  const Answer page = shown.of("editMessageText").at(0);
  EXPECT_THAT(page.text(), testing::AllOf(HasSubstr("Ask a database"), HasSubstr("4 lessons"), HasSubstr("150 ⭐"),
                                          HasSubstr("unlimited")));
  EXPECT_THAT(labels_of(page), ElementsAre("Try: Tables", "Buy — 150 ⭐", "All courses"));
  ASSERT_EQ(shown.effects<shop::CourseViewed>().size(), 1U);
  EXPECT_EQ(shown.effects<shop::CourseViewed>()[0].course, kSql);
}

TEST(Storefront, ShowsWhoHasACourseHowFarTheyAre) {
  Scene scene;
  scene.buys(kAnna, kSql);
  scene.presses(kAnna, "read:sql");
  const Answer page = scene.presses(kAnna, "course:sql").of("editMessageText").at(0);
  EXPECT_THAT(page.text(), testing::AllOf(HasSubstr("25 %"), HasSubstr("1 of 4"), Not(HasSubstr("Price"))));
  EXPECT_THAT(labels_of(page), ElementsAre("Read on ▶", "All lessons", "All courses"));
  EXPECT_THAT(labels_of(scene.says(kAnna, "/courses").only()), ElementsAre("SQL in an evening — 25 %"));
}

TEST(Storefront, KeepsAWithdrawnCourseForThoseWhoHaveItAlone) {
  Scene scene;
  scene.buys(kAnna, kSql);
  scene.changes([](shop::Course& course) { course.published = false; });
  EXPECT_THAT(scene.presses(kAnna, "course:sql").of("editMessageText").at(0).text(), HasSubstr("4 lessons"));
  EXPECT_THAT(scene.presses(kIvan, "course:sql").of("sendMessage").at(0).text(), HasSubstr("сейчас нет"));
  EXPECT_THAT(scene.presses(kIvan, "lesson:sql:tables").of("sendMessage").at(0).text(), HasSubstr("сейчас нет"));
}

TEST(Storefront, SaysSoWhereACourseIsGone) {
  Scene scene;
  scene.buys(kAnna, kSql);
  fill(scene, 1);
  for (const char* data : {"course:sql", "read:sql", "lesson:sql:tables", "next:sql:tables", "lessons:sql:1"}) {
    EXPECT_THAT(scene.presses(kAnna, data).of("sendMessage").at(0).text(), HasSubstr("it stays yours")) << data;
  }
}

TEST(Storefront, Searches) {
  Scene scene;
  EXPECT_THAT(data_of(scene.says(kAnna, "/search evening").only()), ElementsAre("course:sql"));
  EXPECT_THAT(data_of(scene.says(kIvan, "/search ВЕЧЕР").only()), ElementsAre("course:sql"));
  EXPECT_THAT(scene.says(kAnna, "/search cooking").only().text(), HasSubstr("Nothing found"));
  EXPECT_THAT(scene.says(kAnna, "/search").only().text(), HasSubstr("/search"));
}

TEST(Storefront, TakesNoNonsenseForAButton) {
  Scene scene;
  for (const char* data : {"course:",
                           "course:SQL",
                           "course:../etc",
                           "courses:",
                           "courses:-1",
                           "courses:x",
                           "lesson:sql",
                           "lesson:sql:",
                           "lesson:sql:a/b",
                           "quiz:sql:joins",
                           "quiz:sql:joins:0",
                           "quiz:sql:joins:0:9",
                           "quiz:sql:joins:7:0",
                           "quiz:sql:tables:0:0",
                           "lessons:sql:",
                           "language:xx",
                           "reminders:maybe",
                           "next:sql:",
                           "certificate:",
                           "nonsense:sql"}) {
    const Answers answers = scene.presses(kAnna, data);
    EXPECT_EQ(answers.all.size(), 1U) << data;
    EXPECT_EQ(answers.all.at(0).method, "answerCallbackQuery") << data;
    EXPECT_FALSE(answers.all.at(0).text().empty()) << data;
  }
}

}  // namespace
}  // namespace bot
