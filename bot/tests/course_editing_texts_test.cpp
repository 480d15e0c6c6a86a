#include "course_editing_texts.hpp"

#include <map>
#include <string>

#include <gtest/gtest.h>

#include "commands_in.hpp"
#include "sample_courses.hpp"
#include "scene.hpp"
#include "telegram/methods.hpp"
#include "values/utf8.hpp"

namespace bot {
namespace {

constexpr std::array kProblems{MessageProblem::nothing_to_show,  MessageProblem::no_text,
                               MessageProblem::no_title,         MessageProblem::no_lesson_before,
                               MessageProblem::answer_unknown,   MessageProblem::several_answers,
                               MessageProblem::quiz_too_large,   MessageProblem::too_long,
                               MessageProblem::too_many_lessons, MessageProblem::cannot_be_formatted};

std::string repeated(const std::string& letter, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += letter;
  return text;
}

/// With a channel, in both languages, and with all that there is to say of a lesson.
shop::Course full_course() {
  shop::Course course = sql_course();
  course.channel = shop::CourseChannel{.chat = values::ChatId{-1001}};
  course.protect_content = true;
  return course;
}

/// Nothing but a title, and a lesson in English.
shop::Course bare_course() {
  shop::Course course{.id = values::CourseId{"sql"}, .title = {"SQL", std::nullopt}};
  course.lessons = {lesson_of("tables", "# Tables\n\nRows.")};
  return course;
}

/// As long as a course may be.
shop::Course longest_course() {
  shop::Course course = full_course();
  course.id = values::CourseId{std::string(shop::kMaxSlug, 'c')};
  course.title = {repeated("W", shop::kMaxCourseTitle), repeated("Щ", shop::kMaxCourseTitle)};
  course.description = {repeated("W", shop::kMaxCourseDescription), repeated("Щ", shop::kMaxCourseDescription)};
  course.plans.assign(shop::kAllPlans.begin(), shop::kAllPlans.end());
  return course;
}

std::map<std::string, std::string> screens_of(const shop::Course& course, const CourseEditingTexts& texts) {
  const shop::Lesson& lesson = course.lessons.at(0);
  std::map<std::string, std::string> all{
      {"course_button", texts.course_button(course)},
      {"lessons", texts.lessons(course, {.number = 1, .of = 2})},
      {"plans", texts.plans(course)},
      {"really_remove", texts.really_remove(lesson, true)},
      {"really_remove of a draft", texts.really_remove(lesson, false)},
      {"end_of_lesson", texts.end_of_lesson(course, 1)},
      {"ask_price", texts.ask_price(course)},
      {"ask_channel", texts.ask_channel(course)},
      {"ask_opening", texts.ask_opening(lesson)},
      {"ask_more", texts.ask_more(lesson)},
      {"channel_taken", texts.channel_taken(course)},
      {"published", texts.published(course)},
      {"cannot_be_published", texts.cannot_be_published(course)},
  };
  for (const auto language : {shop::Language::english, shop::Language::russian}) {
    const std::string in = " in " + std::string(shop::to_string(language));
    all["course" + in] = texts.course(course, language);
    all["lesson_button" + in] = texts.lesson_button(1, lesson, language);
    all["ask_title" + in] = texts.ask_title(course, language);
    all["ask_description" + in] = texts.ask_description(course, language);
    all["ask_lessons" + in] = texts.ask_lessons(course, language);
    all["ask_replacement" + in] = texts.ask_replacement(lesson, language);
    for (std::size_t number = 1; number <= course.lessons.size(); ++number) {
      all["lesson " + std::to_string(number) + in] = texts.lesson(course, number, language);
    }
  }
  return all;
}

std::map<std::string, std::string> everything(const CourseEditingTexts& texts) {
  const shop::PlanOffer lite = sample_contents().plans[0];
  std::map<std::string, std::string> all{
      {"plan_button", texts.plan_button(lite, true)},
      {"english_button", texts.language_button(shop::Language::english)},
      {"russian_button", texts.language_button(shop::Language::russian)},
      {"next_lesson_button", texts.next_lesson_button()},
      {"courses", texts.courses({.number = 2, .of = 3})},
      {"no_courses", texts.no_courses()},
      {"ask_new_title", texts.ask_new_title()},
      {"bad_title", texts.bad_title()},
      {"bad_description", texts.bad_description()},
      {"bad_price", texts.bad_price()},
      {"bad_channel", texts.bad_channel()},
      {"bad_opening", texts.bad_opening()},
      {"lesson_added", texts.lesson_added(3, "…", true)},
      {"lesson_added at last", texts.lesson_added(3, "…", false)},
      {"lesson_extended", texts.lesson_extended(3, "…", true)},
      {"lesson_extended at last", texts.lesson_extended(3, "…", false)},
      {"done", texts.done()},
      {"cancelled", texts.cancelled()},
      {"already_so", texts.already_so()},
      {"changed_meanwhile", texts.changed_meanwhile()},
      {"not_saved", texts.not_saved("…")},
      {"saved_but_not_in_force", texts.saved_but_not_in_force("…")},
      {"course_gone", texts.course_gone()},
      {"lesson_gone", texts.lesson_gone()},
      {"no_such_course", texts.no_such_course("…")},
      {"too_many_courses", texts.too_many_courses()},
  };
  for (const MessageProblem problem : kProblems) {
    all["unusable " + std::to_string(static_cast<int>(problem))] = texts.unusable(problem);
  }
  for (const auto& [deed, name] : kEditDeeds) {
    if (deed == EditDeed::include || deed == EditDeed::exclude) continue;
    all["button " + std::string(name)] = texts.button(deed);
  }
  for (const auto& [name, course] : {std::pair{"full ", full_course()}, std::pair{"bare ", bare_course()},
                                     std::pair{"longest ", longest_course()}}) {
    for (const auto& [screen, text] : screens_of(course, texts)) all[name + screen] = text;
  }
  return all;
}

class EveryCourseEditingText : public testing::TestWithParam<shop::Language> {};

TEST_P(EveryCourseEditingText, CanBeSent) {
  for (const auto& [name, text] : everything(course_editing_texts_in(GetParam()))) {
    EXPECT_FALSE(text.empty()) << name;
    ASSERT_TRUE(values::is_valid_utf8(text)) << name;
    EXPECT_LE(values::count_code_points(text), telegram::kMaxMessageText) << name;
    EXPECT_EQ(text.find_first_not_of(" \n"), 0U) << name << " begins with white space";
    EXPECT_EQ(text.find_last_not_of(" \n"), text.size() - 1) << name << " ends with white space";
    EXPECT_EQ(text.find("  "), std::string::npos) << name << " has two spaces in a row";
    EXPECT_EQ(text.find("\n\n\n"), std::string::npos) << name << " has two empty lines in a row";
  }
}

INSTANTIATE_TEST_SUITE_P(Languages, EveryCourseEditingText,
                         testing::Values(shop::Language::english, shop::Language::russian),
                         [](const auto& language) { return std::string(shop::to_string(language.param)); });

TEST(CourseEditingTexts, DifferBetweenLanguagesAndNameTheSameCommands) {
  const auto english = everything(course_editing_texts_in(shop::Language::english));
  const auto russian = everything(course_editing_texts_in(shop::Language::russian));
  ASSERT_EQ(english.size(), russian.size());
  for (const auto& [name, text] : english) {
    const bool is_word_of_the_course =
        name.find("lesson_button in") != std::string::npos || name.ends_with("course_button");
    if (!is_word_of_the_course && name != "plan_button") {
      EXPECT_NE(text, russian.at(name)) << name;
    }
    EXPECT_EQ(commands_in(text), commands_in(russian.at(name))) << name;
  }
}

TEST(CourseEditingTexts, TellTheStateOfACourse) {
  const CourseEditingTexts& texts = course_editing_texts_in(shop::Language::english);
  const std::string full = texts.course(full_course(), shop::Language::english);
  for (const std::string line :
       {"SQL in an evening\n\nAsk a database what you want to know.\n\nPublished\n",
        "\nLanguages: English and Russian\n", "\nPrice: 150 ⭐\n", "\nIncluded in plans: unlimited\n",
        "\nLessons: 4, free to try: 1\n", "\nChannel: -1001, one asks to join\n", "\nForwarding: forbidden"}) {
    EXPECT_NE(full.find(line), std::string::npos) << line << "is missing in:\n" << full;
  }
  EXPECT_EQ(full.find("it needs"), std::string::npos);
}

}  // namespace
}  // namespace bot
