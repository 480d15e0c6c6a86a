#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bot/catalogue_call.hpp"
#include "scene.hpp"

namespace bot {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

telegram::Message quiz_from(const Person& person) {
  telegram::Message message = message_from(person, std::nullopt);
  message.quiz = telegram::Quiz{.question = "How many?", .options = {"One", "Two"}, .correct_options = {1}};
  return message;
}

telegram::Message photo_from(const Person& person, std::optional<std::string> caption) {
  telegram::Message message = message_from(person, std::nullopt);
  message.photo = "photo-1";
  message.caption = std::move(caption);
  return message;
}

/// A shop whose owners make courses in the chat; each change is carried out before the next thing happens, unless a
/// test holds it back.
class Desk : public testing::Test {
 protected:
  void SetUp() override { scene.catalogue = shop::Catalogue(contents_without_courses()); }

  static shop::Catalogue::Contents contents_without_courses() {
    shop::Catalogue::Contents contents = sample_contents();
    contents.courses.clear();
    return contents;
  }

  /// What the bot said in the end.
  Answers settles(Answers answers) {
    return answers.of(kEditCatalogue).empty() ? std::move(answers) : scene.carries_out(answers);
  }
  Answers says(const Person& person, const std::string& text) { return settles(scene.says(person, text)); }
  Answers sends(telegram::Message message) { return settles(scene.receives(std::move(message))); }
  Answers presses(const Person& person, const std::string& action, std::int64_t message = 1) {
    return settles(scene.presses(person, "edit:" + action, message));
  }

  const shop::Course& course(const std::string& id = "sql") const {
    return *scene.catalogue.course(values::CourseId{id});
  }

  std::vector<std::string> lessons() const {
    std::vector<std::string> names;
    for (const shop::Lesson& lesson : course().lessons) names.push_back(lesson.id.value());
    return names;
  }

  /// "SQL", with two lessons.
  void has_course() {
    says(kOwen, "/addcourse SQL");
    presses(kOwen, "add:en:sql");
    says(kOwen, "Tables\nRows and columns.");
    says(kOwen, "Joins\nTwo tables.");
    says(kOwen, "/done");
  }

  Scene scene;
};

TEST_F(Desk, ACourseBeginsWithItsTitle) {
  EXPECT_THAT(says(kOwen, "/addcourse").only().text(), HasSubstr("What shall the new course be called?"));
  const Answers made = says(kOwen, "Основы SQL");
  EXPECT_THAT(made.only().text(), AllOf(HasSubstr("Основы SQL"), HasSubstr("A draft"), HasSubstr("it needs:")));
  EXPECT_EQ(course("osnovy-sql").title.in(shop::Language::english), "Основы SQL");
  EXPECT_FALSE(course("osnovy-sql").published);
  // The question is answered: what comes now is no title.
  EXPECT_THAT(scene.says(kOwen, "More").of(kEditCatalogue), IsEmpty());
}

TEST_F(Desk, ACourseIsInTheLanguageOfItsOwner) {
  says(kOlga, "/addcourse SQL");
  EXPECT_THAT(course().languages(), ElementsAre(shop::Language::russian));
}

TEST_F(Desk, ASecondCourseOfThatTitleGetsANameOfItsOwn) {
  says(kOwen, "/addcourse SQL");
  says(kOwen, "/addcourse SQL");
  EXPECT_EQ(course("sql-2").title.in(shop::Language::english), "SQL");
}

TEST_F(Desk, ATitleThatIsNoneIsAskedForAgain) {
  EXPECT_THAT(says(kOwen, "/addcourse " + std::string(33, 'x')).only().text(), HasSubstr("at most 32"));
  EXPECT_THAT(says(kOwen, "two\nlines").only().text(), HasSubstr("at most 32"));
  says(kOwen, "SQL");
  EXPECT_EQ(course().title.in(shop::Language::english), "SQL");
}

TEST_F(Desk, NobodyElseEdits) {
  has_course();
  const std::string hint = scene.says(kAnna, "/nonsense").only().text();
  EXPECT_EQ(scene.says(kAnna, "/addcourse SQL").only().text(), hint);
  EXPECT_EQ(scene.says(kAnna, "/editcourse sql").only().text(), hint);
  EXPECT_EQ(scene.says(kAnna, "/done").only().text(), hint);
  EXPECT_EQ(scene.presses(kAnna, "edit:rm:en:sql:tables").only().method, "answerCallbackQuery");
  // Also who was an owner when they were asked.
  presses(kOwen, "title:en:sql");
  scene.owners = {kOlga.id()};
  EXPECT_EQ(scene.says(kOwen, "Mine").only().text(), hint);
  EXPECT_EQ(scene.says(kOwen, "/done").only().text(), hint);
}

TEST_F(Desk, OwnersFindEveryCourse) {
  EXPECT_THAT(says(kOwen, "/editcourse").only().text(), HasSubstr("no courses yet"));
  for (int i = 1; i <= 9; ++i) says(kOwen, "/addcourse Course " + std::to_string(i));
  const Answers first = says(kOwen, "/editcourse");
  EXPECT_THAT(first.only().text(), HasSubstr("Page 1 of 2"));
  EXPECT_THAT(first.only().buttons(), SizeIs(9));
  EXPECT_EQ(first.only().buttons().at(0).text, "Course 1 — draft");
  const Answers second = presses(kOwen, "all:en::2");
  EXPECT_THAT(second.all.at(1).buttons(), SizeIs(2));
  EXPECT_THAT(says(kOwen, "/editcourse course-9").only().text(), HasSubstr("Course 9"));
  EXPECT_THAT(says(kOwen, "/editcourse nothing").only().text(), HasSubstr("There is no course “nothing”."));
}

TEST_F(Desk, ThePanelChangesInPlace) {
  has_course();
  const Answers pressed = presses(kOwen, "lock:en:sql", 77);
  const Answer& panel = pressed.only();
  EXPECT_EQ(panel.method, "editMessageText");
  EXPECT_EQ(panel.parameters.at("message_id"), 77);
  EXPECT_THAT(panel.text(), HasSubstr("Forwarding: forbidden"));
  EXPECT_TRUE(course().protect_content);
  presses(kOwen, "unlock:en:sql", 77);
  EXPECT_FALSE(course().protect_content);
}

TEST_F(Desk, WhatTheButtonWouldDoMayBeDone) {
  has_course();
  for (const std::string action : {"unlock:en:sql", "unpub:en:sql", "plan-:en:sql:pro", "close:en:sql:tables",
                                   "up:en:sql:tables", "down:en:sql:joins", "nochat:en:sql", "byask:en:sql"}) {
    const Answers pressed = scene.presses(kOwen, "edit:" + action);
    EXPECT_THAT(pressed.of(kEditCatalogue), IsEmpty()) << action;
    EXPECT_THAT(pressed.all.at(1).text(), HasSubstr("It is so already.")) << action;
  }
}

TEST_F(Desk, ButtonsOutliveTheirCoursesAndLessons) {
  has_course();
  presses(kOwen, "rm:en:sql:tables");
  for (const std::string action : {"lesson:en:sql:tables", "up:en:sql:tables", "rm:en:sql:tables", "more:en:sql:tables",
                                   "read:en:sql:tables", "rm?:en:sql:tables"}) {
    const Answers pressed = scene.presses(kOwen, "edit:" + action);
    EXPECT_THAT(pressed.of(kEditCatalogue), IsEmpty()) << action;
    EXPECT_THAT(pressed.all.at(1).text(), HasSubstr("That lesson isn't there any more.")) << action;
  }
  scene.catalogue = shop::Catalogue(contents_without_courses());
  for (const std::string action : {"course:en:sql", "pub:en:sql", "add:en:sql", "up:en:sql:joins", "list:en:sql:1"}) {
    const Answers pressed = scene.presses(kOwen, "edit:" + action);
    EXPECT_THAT(pressed.of(kEditCatalogue), IsEmpty()) << action;
    EXPECT_THAT(pressed.all.at(1).text(), HasSubstr("That course isn't there any more.")) << action;
  }
}

TEST_F(Desk, ForgedButtonsDoNothing) {
  has_course();
  for (const std::string action : {"", "nonsense:en:sql", "plan+:en:sql:gold", "plan+:en:sql", "title", "course:xx:sql",
                                   "new:en:sql", "rm:en:sql:tables:x:y"}) {
    const Answers pressed = scene.presses(kOwen, "edit:" + action);
    EXPECT_EQ(pressed.only().method, "answerCallbackQuery") << action;
  }
}

TEST_F(Desk, TitleDescriptionAndPriceAreWritten) {
  has_course();
  EXPECT_THAT(presses(kOwen, "title:en:sql").all.at(1).text(), HasSubstr("It is called “SQL”"));
  says(kOwen, "SQL in an evening");
  presses(kOwen, "about:en:sql");
  EXPECT_THAT(says(kOwen, std::string(1025, 'x')).only().text(), HasSubstr("at most 1024"));
  EXPECT_THAT(says(kOwen, "Ask a database.\n\nAnd read.").only().text(), HasSubstr("Ask a database."));
  presses(kOwen, "price:en:sql");
  for (const std::string bad : {"0", "10001", "-5", "ten", "1.5", "99999999999999999999"}) {
    EXPECT_THAT(says(kOwen, bad).only().text(), HasSubstr("That is no price.")) << bad;
  }
  EXPECT_THAT(says(kOwen, "150 ⭐").only().text(), HasSubstr("Price: 150 ⭐"));
  EXPECT_EQ(course().title.in(shop::Language::english), "SQL in an evening");
  EXPECT_EQ(course().description.in(shop::Language::english), "Ask a database.\n\nAnd read.");
  EXPECT_EQ(course().price, values::Stars{150});
  presses(kOwen, "price:en:sql");
  says(kOwen, "-");
  EXPECT_EQ(course().price, std::nullopt);
}

TEST_F(Desk, TheSameAgainChangesNothing) {
  has_course();
  presses(kOwen, "title:en:sql");
  const Answers said = scene.says(kOwen, "SQL");
  EXPECT_THAT(said.of(kEditCatalogue), IsEmpty());
  EXPECT_THAT(said.only().text(), HasSubstr("It is so already."));
}

TEST_F(Desk, ASecondLanguageBeginsWithItsTitle) {
  has_course();
  EXPECT_THAT(presses(kOwen, "course:ru:sql").all.at(1).text(), HasSubstr("It has no title in Russian yet."));
  for (const std::string action : {"about:ru:sql", "add:ru:sql", "swap:ru:sql:tables", "more:ru:sql:tables"}) {
    EXPECT_THAT(presses(kOwen, action).all.at(1).text(), HasSubstr("It has no title in Russian yet.")) << action;
  }
  presses(kOwen, "title:ru:sql");
  says(kOwen, "Основы SQL");
  presses(kOwen, "about:ru:sql");
  says(kOwen, "Спросите базу.");
  EXPECT_THAT(course().languages(), SizeIs(2));
  EXPECT_EQ(course().description.in(shop::Language::russian), "Спросите базу.");
  EXPECT_THAT(presses(kOwen, "lesson:ru:sql:tables").all.at(1).text(), HasSubstr("it has no text in Russian"));
  presses(kOwen, "swap:ru:sql:tables");
  says(kOwen, "Таблицы\nСтроки.");
  EXPECT_EQ(course().lessons.at(0).in(shop::Language::russian).title, "Таблицы");
  EXPECT_EQ(course().lessons.at(0).in(shop::Language::english).title, "Tables");
}

TEST_F(Desk, PlansAreSwitched) {
  has_course();
  const Answers plans = presses(kOwen, "plans:en:sql");
  EXPECT_EQ(plans.all.at(1).buttons().at(1).text, "Pro");
  EXPECT_EQ(presses(kOwen, "plan+:en:sql:pro").only().buttons().at(1).text, "✓ Pro");
  presses(kOwen, "plan+:en:sql:unlimited");
  presses(kOwen, "plan-:en:sql:pro");
  EXPECT_THAT(course().plans, ElementsAre(shop::PlanId::unlimited));
}

TEST_F(Desk, AChannelIsToldByAPostOrByItsNumber) {
  has_course();
  presses(kOwen, "chat:en:sql");
  telegram::Message post = message_from(kOwen, "News");
  post.forwarded = true;
  post.forwarded_from = telegram::Chat{.id = values::ChatId{-1001}, .type = "channel"};
  EXPECT_THAT(sends(post).only().text(), HasSubstr("Channel: -1001, one asks to join"));
  EXPECT_EQ(course().channel, (shop::CourseChannel{.chat = values::ChatId{-1001}}));

  const Answers asked = presses(kOwen, "chat:en:sql");
  EXPECT_EQ(asked.all.at(1).buttons().at(0).text, "Use links for one person instead");
  presses(kOwen, "bylink:en:sql");
  EXPECT_EQ(course().channel->entry, shop::ChannelEntry::invite_link);
  presses(kOwen, "chat:en:sql");
  for (const std::string bad : {"5", "channel", "-10x", "-99999999999999999999"}) {
    EXPECT_THAT(says(kOwen, bad).only().text(), HasSubstr("I can't see a channel")) << bad;
  }
  says(kOwen, "-1002");
  EXPECT_EQ(course().channel,
            (shop::CourseChannel{.chat = values::ChatId{-1002}, .entry = shop::ChannelEntry::invite_link}));
  presses(kOwen, "nochat:en:sql");
  EXPECT_EQ(course().channel, std::nullopt);
}

TEST_F(Desk, TwoCoursesNeverShareAChannel) {
  has_course();
  presses(kOwen, "chat:en:sql");
  says(kOwen, "-1001");
  says(kOwen, "/addcourse Rows");
  presses(kOwen, "chat:en:rows");
  EXPECT_THAT(says(kOwen, "-1001").only().text(), HasSubstr("That is the channel of “SQL”."));
  EXPECT_EQ(course("rows").channel, std::nullopt);
}

TEST_F(Desk, EachMessageIsALesson) {
  says(kOwen, "/addcourse SQL");
  EXPECT_THAT(presses(kOwen, "add:en:sql").all.at(1).text(), HasSubstr("Send or forward the lessons in English"));
  telegram::Message first = message_from(kOwen, "Tables\nRows and columns.");
  first.entities = {{.type = "bold", .offset = 7, .length = 4}};
  const Answers added = sends(first);
  EXPECT_EQ(added.only().text(), "Lesson 1 “Tables” is in. Send the next one, or /done");
  EXPECT_EQ(added.only().buttons().at(0).text, "Done");
  EXPECT_EQ(sends(photo_from(kOwen, "Joins\nLook.")).only().text(),
            "Lesson 2 “Joins” is in. Send the next one, or /done");
  EXPECT_THAT(says(kOwen, "/done").only().text(), HasSubstr("Lessons: 2"));
  EXPECT_EQ(scene.folder.files.at("sql").at("tables.en.md"), "# Tables\n\n**Rows** and columns.\n");
  EXPECT_THAT(scene.folder.files.at("sql").at("joins.en.md"), HasSubstr("(telegram:photo:photo-1)"));
  EXPECT_THAT(scene.says(kOwen, "Subqueries\nText").of(kEditCatalogue), IsEmpty());
}

TEST_F(Desk, QuizzesAndPicturesGoToTheLessonBefore) {
  says(kOwen, "/addcourse SQL");
  presses(kOwen, "add:en:sql");
  EXPECT_THAT(sends(quiz_from(kOwen)).only().text(), HasSubstr("There is no lesson yet"));
  says(kOwen, "Tables\nRows.");
  EXPECT_EQ(sends(quiz_from(kOwen)).only().text(), "Added to lesson 1 “Tables”. Send what comes next, or /done");
  sends(photo_from(kOwen, std::nullopt));
  EXPECT_THAT(lessons(), ElementsAre("tables"));
  EXPECT_EQ(course().lessons.at(0).in(shop::Language::english).quizzes, 1U);
  EXPECT_THAT(scene.folder.files.at("sql").at("tables.en.md"),
              AllOf(HasSubstr("```quiz\nHow many?"), HasSubstr("[x] Two"), HasSubstr("photo-1")));
}

TEST_F(Desk, ABatchArrivesWholeAndInOrder) {
  says(kOwen, "/addcourse SQL");
  presses(kOwen, "add:en:sql");
  // Nothing of it is carried out before the last one has been taken. All have the same title.
  Answers together;
  std::int64_t number = 5000;
  const auto take = [&](telegram::Message message) {
    message.message_id = values::MessageId{++number};
    message.forwarded = true;
    const Answers taken = scene.receives(std::move(message));
    for (const Answer& answer : taken.all) together.all.push_back(answer);
  };
  for (int i = 1; i <= 5; ++i) {
    take(message_from(kOwen, "Homework\nPart " + std::to_string(i)));
    if (i == 2) take(quiz_from(kOwen));
    if (i == 3) take(photo_from(kOwen, std::nullopt));
    if (i == 3) take(photo_from(kOwen, std::nullopt));
  }
  EXPECT_THAT(together.all, SizeIs(8));
  const Answers done = scene.carries_out(together);
  EXPECT_THAT(done.all, SizeIs(8));
  for (const Answer& answer : done.all) EXPECT_THAT(answer.text(), Not(HasSubstr("not saved")));
  ASSERT_THAT(lessons(), SizeIs(5));
  EXPECT_EQ(lessons().at(0), "homework");
  for (std::size_t i = 0; i < 5; ++i) {
    const shop::LessonText& text = course().lessons.at(i).in(shop::Language::english);
    EXPECT_EQ(text.title, "Homework");
    EXPECT_THAT(text.markdown, HasSubstr("Part " + std::to_string(i + 1)));
    EXPECT_EQ(text.quizzes, i == 1 ? 1U : 0U);
    EXPECT_EQ(text.markdown.find("photo-1") != std::string::npos, i == 2) << i;
  }
  // Once they are in the files, names are plain again.
  says(kOwen, "Joins\nText");
  EXPECT_EQ(lessons().at(5), "joins");
}

TEST_F(Desk, WhatCannotBeALessonIsExplainedAndTheRestGoesOn) {
  has_course();
  presses(kOwen, "add:en:sql");
  EXPECT_THAT(sends(message_from(kOwen, std::nullopt)).only().text(), HasSubstr("I can't put that into a lesson."));
  EXPECT_THAT(says(kOwen, "Only a title").only().text(), HasSubstr("That is a title alone."));
  telegram::Message untold = quiz_from(kOwen);
  untold.quiz->correct_options.clear();
  EXPECT_THAT(sends(untold).only().text(), HasSubstr("doesn't tell me the right answer"));
  EXPECT_THAT(says(kOwen, "Subqueries\nText").only().text(), HasSubstr("Lesson 3 “Subqueries” is in."));
}

TEST_F(Desk, CommandsWorkMeanwhile) {
  has_course();
  presses(kOwen, "add:en:sql");
  EXPECT_THAT(says(kOwen, "/stats").all, SizeIs(1));
  EXPECT_THAT(says(kOwen, "Subqueries\nText").only().text(), HasSubstr("Lesson 3"));
}

TEST_F(Desk, CancelLeavesThingsAsTheyAre) {
  has_course();
  presses(kOwen, "title:en:sql");
  EXPECT_THAT(says(kOwen, "/cancel").only().text(), HasSubstr("I leave that as it is."));
  EXPECT_THAT(scene.says(kOwen, "Rows").of(kEditCatalogue), IsEmpty());
  EXPECT_EQ(course().title.in(shop::Language::english), "SQL");
}

TEST_F(Desk, WhoIsDoneGoesOnWhereTheyCameFrom) {
  has_course();
  presses(kOwen, "after:en:sql:joins");
  EXPECT_THAT(says(kOwen, "/cancel").only().text(), HasSubstr("Lesson 2 of 2: “Joins”"));
  presses(kOwen, "more:en:sql:joins");
  EXPECT_THAT(presses(kOwen, "done:en:sql").all.at(1).text(), HasSubstr("Lesson 2 of 2: “Joins”"));
  presses(kOwen, "add:en:sql");
  EXPECT_THAT(presses(kOwen, "done:en:sql").all.at(1).text(), HasSubstr("Lessons: 2"));
  says(kOwen, "/addcourse");
  EXPECT_THAT(says(kOwen, "/cancel").only().text(), HasSubstr("Which course?"));
}

TEST_F(Desk, LateAnswersAskForNothingMore) {
  has_course();
  presses(kOwen, "add:en:sql");
  const Answers taken = scene.says(kOwen, "Subqueries\nText");
  scene.says(kOwen, "/done");
  EXPECT_EQ(scene.carries_out(taken).only().text(), "Lesson 3 “Subqueries” is in.");
}

TEST_F(Desk, LessonsMove) {
  has_course();
  presses(kOwen, "add:en:sql");
  says(kOwen, "Subqueries\nText");
  presses(kOwen, "done:en:sql");
  EXPECT_THAT(presses(kOwen, "up:en:sql:subqueries").only().text(), HasSubstr("Lesson 2 of 3: “Subqueries”"));
  EXPECT_THAT(lessons(), ElementsAre("tables", "subqueries", "joins"));
  presses(kOwen, "up:en:sql:subqueries");
  EXPECT_THAT(lessons(), ElementsAre("subqueries", "tables", "joins"));
  presses(kOwen, "down:en:sql:subqueries");
  presses(kOwen, "down:en:sql:subqueries");
  EXPECT_THAT(lessons(), ElementsAre("tables", "joins", "subqueries"));
}

TEST_F(Desk, ALessonIsOpenedToAllAndLater) {
  has_course();
  EXPECT_THAT(presses(kOwen, "free:en:sql:tables").only().text(), HasSubstr("Free to try"));
  EXPECT_TRUE(course().lessons.at(0).preview);
  presses(kOwen, "close:en:sql:tables");
  EXPECT_FALSE(course().lessons.at(0).preview);
  presses(kOwen, "after:en:sql:joins");
  for (const std::string bad : {"-1", "366", "soon"}) {
    EXPECT_THAT(says(kOwen, bad).only().text(), HasSubstr("from 0 to 365")) << bad;
  }
  EXPECT_THAT(says(kOwen, "7").only().text(), HasSubstr("Opens 7 days after"));
  EXPECT_EQ(course().lessons.at(1).after, std::chrono::days{7});
  presses(kOwen, "after:en:sql:joins");
  says(kOwen, "0");
  EXPECT_EQ(course().lessons.at(1).after, std::chrono::days{0});
}

TEST_F(Desk, ALessonIsWrittenAnewAndExtended) {
  has_course();
  presses(kOwen, "swap:en:sql:tables");
  EXPECT_THAT(sends(photo_from(kOwen, std::nullopt)).only().text(), HasSubstr("needs a title"));
  EXPECT_THAT(says(kOwen, "All about tables\nColumns.").only().text(), HasSubstr("“All about tables”"));
  EXPECT_THAT(lessons(), ElementsAre("tables", "joins"));
  presses(kOwen, "more:en:sql:tables");
  says(kOwen, "And rows.");
  EXPECT_EQ(sends(quiz_from(kOwen)).only().text(),
            "Added to lesson 1 “All about tables”. Send what comes next, or /done");
  says(kOwen, "/done");
  const std::string& text = course().lessons.at(0).in(shop::Language::english).markdown;
  EXPECT_THAT(text, AllOf(HasSubstr("Columns.\n\nAnd rows."), HasSubstr("How many?")));
}

TEST_F(Desk, ALessonIsRemovedAfterAQuestion) {
  has_course();
  const Answers asked = presses(kOwen, "rm?:en:sql:tables");
  EXPECT_THAT(asked.all.at(1).text(), HasSubstr("Shall the lesson “Tables” go?"));
  EXPECT_EQ(asked.all.at(1).buttons().at(0).callback_data, "edit:rm:en:sql:tables");
  EXPECT_THAT(lessons(), SizeIs(2));
  presses(kOwen, "rm:en:sql:tables");
  EXPECT_THAT(lessons(), ElementsAre("joins"));
  EXPECT_FALSE(scene.folder.files.at("sql").contains("tables.en.md"));
}

TEST_F(Desk, WhatIsMissingIsSaidBeforePublishing) {
  says(kOwen, "/addcourse SQL");
  const Answers refused = scene.presses(kOwen, "edit:pub:en:sql");
  EXPECT_THAT(refused.of(kEditCatalogue), IsEmpty());
  EXPECT_THAT(refused.all.at(1).text(), AllOf(HasSubstr("can't be published yet"), HasSubstr("• a description"),
                                              HasSubstr("• a lesson"), HasSubstr("• a price")));
}

TEST_F(Desk, APublishedCourseIsFoundByEverybody) {
  has_course();
  presses(kOwen, "about:en:sql");
  says(kOwen, "Ask a database.");
  presses(kOwen, "price:en:sql");
  says(kOwen, "150");
  EXPECT_THAT(scene.says(kAnna, "/courses").only().text(), HasSubstr("no courses yet"));
  EXPECT_THAT(presses(kOwen, "pub:en:sql").only().text(), AllOf(HasSubstr("is published"), HasSubstr("/broadcast")));
  EXPECT_EQ(scene.says(kAnna, "/courses").only().buttons().at(0).text, "SQL — 150 ⭐");
  presses(kOwen, "unpub:en:sql");
  EXPECT_FALSE(course().published);
}

TEST_F(Desk, ALookAsAStudentCountsNothing) {
  has_course();
  const Answers page = presses(kOwen, "look:en:sql");
  EXPECT_THAT(page.all.at(1).text(), HasSubstr("2 lessons, in English"));
  const Answers lesson = presses(kOwen, "read:en:sql:tables");
  EXPECT_EQ(lesson.all.at(1).text(), "Tables\n\nRows and columns.");
  EXPECT_EQ(lesson.all.at(2).buttons().at(0).callback_data, "edit:read:en:sql:joins");
  for (const Answers& shown : {page, lesson}) {
    EXPECT_THAT(shown.decision.effects, SizeIs(1)) << "the owner was seen, and that is all";
  }
}

TEST_F(Desk, AnOwnerCanTryTheQuestions) {
  has_course();
  presses(kOwen, "more:en:sql:tables");
  sends(quiz_from(kOwen));
  const Answers shown = presses(kOwen, "read:en:sql:tables");
  EXPECT_EQ(shown.all.at(2).buttons().at(1).callback_data, "quiz:sql:tables:0:1");
  const Answers answered = scene.presses(kOwen, "quiz:sql:tables:0:1");
  EXPECT_THAT(answered.all.at(1).text(), HasSubstr("Right!"));
  EXPECT_THAT(answered.effects<shop::QuizAnswered>(), IsEmpty());
  EXPECT_THAT(scene.presses(kAnna, "quiz:sql:tables:0:1").only().method, "answerCallbackQuery");
}

TEST_F(Desk, WhatOwnersDidIsWrittenDown) {
  has_course();
  presses(kOwen, "price:en:sql");
  says(kOwen, "150");
  presses(kOlga, "lock:ru:sql");
  const Answers audit = says(kOwen, "/audit");
  EXPECT_THAT(
      audit.only().text(),
      AllOf(HasSubstr("2: course sql (created: 'SQL' (en))"), HasSubstr("2: course sql (lesson tables: added (en))"),
            HasSubstr("2: course sql (price none → 150)"), HasSubstr("1: course sql (content protected)")));
}

TEST_F(Desk, ChangesOfTwoOwnersThatDontContradictSurviveBoth) {
  has_course();
  presses(kOwen, "price:en:sql");
  presses(kOlga, "title:en:sql");
  const Answers price = scene.says(kOwen, "150");
  const Answers title = scene.says(kOlga, "Rows");
  const Answers moved = scene.presses(kOwen, "edit:down:en:sql:tables");
  const Answers free = scene.presses(kOlga, "edit:free:en:sql:tables");
  for (const Answers& change : {title, moved, price, free}) scene.carries_out(change);
  EXPECT_EQ(course().price, values::Stars{150});
  EXPECT_EQ(course().title.in(shop::Language::english), "Rows");
  EXPECT_THAT(lessons(), ElementsAre("joins", "tables"));
  EXPECT_TRUE(course().lessons.at(1).preview);
}

TEST_F(Desk, TwoOwnersCanAddLessonsTogether) {
  has_course();
  presses(kOwen, "add:en:sql");
  presses(kOlga, "add:en:sql");
  const Answers one = scene.says(kOwen, "Subqueries\nText");
  const Answers other = scene.says(kOlga, "Views\nText");
  scene.carries_out(one);
  scene.carries_out(other);
  EXPECT_THAT(lessons(), ElementsAre("tables", "joins", "subqueries", "views"));
}

TEST_F(Desk, TheLaterOfTwoThatContradictIsToldWhatIsThere) {
  has_course();
  presses(kOwen, "price:en:sql");
  presses(kOlga, "price:ru:sql");
  const Answers first = scene.says(kOwen, "150");
  const Answers second = scene.says(kOlga, "200");
  scene.carries_out(first);
  const Answers refused = scene.carries_out(second);
  EXPECT_THAT(refused.only().text(), AllOf(HasSubstr("Я этого не сохранил."), HasSubstr("150")));
  EXPECT_EQ(course().price, values::Stars{150});
  EXPECT_THAT(refused.effects<shop::OwnerActed>(), IsEmpty());
}

TEST_F(Desk, WhoAnswersAnOldQuestionIsAskedAgain) {
  has_course();
  presses(kOlga, "title:en:sql");
  presses(kOwen, "title:en:sql");
  says(kOwen, "Rows");
  const Answers told = scene.says(kOlga, "Columns");
  EXPECT_THAT(told.of(kEditCatalogue), IsEmpty());
  ASSERT_THAT(told.all, SizeIs(2));
  EXPECT_THAT(told.all.at(0).text(), HasSubstr("кто-то изменил именно это"));
  EXPECT_THAT(told.all.at(1).text(), HasSubstr("«Rows»"));
  says(kOlga, "Columns");
  EXPECT_EQ(course().title.in(shop::Language::english), "Columns");
}

TEST_F(Desk, ALessonThatSomebodyElseHasWrittenAnewIsNotOverwritten) {
  has_course();
  presses(kOwen, "swap:en:sql:tables");
  presses(kOlga, "swap:en:sql:tables");
  const Answers mine = scene.says(kOwen, "Tables\nMine.");
  const Answers theirs = scene.says(kOlga, "Tables\nTheirs.");
  scene.carries_out(mine);
  EXPECT_THAT(scene.carries_out(theirs).only().text(), HasSubstr("Я этого не сохранил."));
  EXPECT_THAT(course().lessons.at(0).in(shop::Language::english).markdown, HasSubstr("Mine."));
}

TEST_F(Desk, ALessonRemovedMeanwhileIsSaid) {
  has_course();
  presses(kOwen, "more:en:sql:tables");
  presses(kOlga, "rm:ru:sql:tables");
  EXPECT_THAT(says(kOwen, "And rows.").only().text(), HasSubstr("That lesson isn't there any more."));
  EXPECT_THAT(says(kOwen, "/done").only().text(), Not(HasSubstr("This is how it stands")));
}

TEST_F(Desk, ACourseRemovedMeanwhileIsSaid) {
  has_course();
  presses(kOwen, "add:en:sql");
  scene.catalogue = shop::Catalogue(contents_without_courses());
  EXPECT_THAT(says(kOwen, "Views\nText").only().text(), HasSubstr("That course isn't there any more."));
}

TEST_F(Desk, AFolderThatCannotBeWrittenIsSaid) {
  has_course();
  scene.folder.can_be_written = false;
  const Answers refused = presses(kOwen, "lock:en:sql", 77);
  EXPECT_THAT(refused.only().text(), AllOf(HasSubstr("I have not saved that: the catalogue's folder can't be written"),
                                           HasSubstr("Forwarding: allowed")));
  EXPECT_EQ(refused.only().method, "editMessageText");
  const Answers unmade = says(kOwen, "/addcourse Rows");
  EXPECT_THAT(unmade.only().text(), AllOf(HasSubstr("I have not saved that"), HasSubstr("Which course?")));
}

TEST_F(Desk, WhatIsSavedButNotInForceIsSaid) {
  has_course();
  const Answers pressed = scene.presses(kOwen, "edit:lock:en:sql");
  const Answer change = pressed.of(kEditCatalogue).at(0);
  const Answers answered = scene.is_answered(change.method, change.subject, "rules.yaml:3: grace_days is 'x'");
  EXPECT_THAT(answered.only().text(), AllOf(HasSubstr("It is saved"), HasSubstr("rules.yaml:3")));
  EXPECT_THAT(answered.effects<shop::OwnerActed>(), SizeIs(1));
}

TEST_F(Desk, ChangesWaitForNobodyAndGoToNobody) {
  has_course();
  const Answer change = scene.presses(kOwen, "edit:lock:en:sql").of(kEditCatalogue).at(0);
  EXPECT_EQ(change.chat, std::nullopt);
  EXPECT_EQ(change.lane, store::Lane::receipt);
  EXPECT_EQ(change.deadline, std::nullopt);
}

TEST_F(Desk, StrangeSubjectsAreNoAnswers) {
  for (const std::string subject :
       {"edit:", "edit:x", "edit:1:2", "edit:1:2:nonsense:en:sql x", "edit:x:2:course:en:sql x", "", "course"}) {
    EXPECT_THAT(scene.is_answered(std::string(kEditCatalogue), subject, "true").all, IsEmpty()) << subject;
  }
}

TEST_F(Desk, ACourseHasAnEnd) {
  has_course();
  shop::Catalogue::Contents contents = contents_without_courses();
  contents.courses = {course()};
  contents.courses[0].lessons.resize(shop::kMaxLessons, course().lessons.at(0));
  scene.catalogue = shop::Catalogue(std::move(contents));
  presses(kOwen, "add:en:sql");
  EXPECT_THAT(says(kOwen, "One more\nText").only().text(), HasSubstr("at most 200 lessons"));
}

TEST_F(Desk, ManyLessonsHavePages) {
  says(kOwen, "/addcourse SQL");
  presses(kOwen, "add:en:sql");
  for (int i = 1; i <= 9; ++i) says(kOwen, "Part " + std::to_string(i) + "\nText");
  const Answers list = presses(kOwen, "list:en:sql:2", 5);
  EXPECT_EQ(list.all.at(1).buttons().at(0).text, "9. Part 9");
  EXPECT_THAT(list.all.at(1).text(), HasSubstr("Page 2 of 2"));
  const Answers lesson = presses(kOwen, "lesson:en:sql:part-9");
  EXPECT_EQ(lesson.all.at(1).buttons().at(0).text, "▲ Up");
}

}  // namespace
}  // namespace bot
