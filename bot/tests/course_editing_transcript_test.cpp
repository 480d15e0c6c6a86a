#include <gtest/gtest.h>

#include "transcript.hpp"

namespace bot {
namespace {

/// What the owner presses and writes, in their language.
struct Words {
  std::string title;
  std::string add;
  std::string first_lesson;
  std::string second_lesson;
  std::string done;
  std::string description_button;
  std::string description;
  std::string price_button;
  std::string lessons_button;
  std::string second_in_list;
  std::string up;
  std::string free;
  std::string opening;
  std::string read_as_student;
  std::string next_lesson;
  std::string to_course;
  std::string as_student;
  std::string plans;
  std::string plan;
  std::string publish;
  std::string question;
  std::vector<std::string> options;
};

telegram::Message quiz_from(const Person& person, const Words& words) {
  telegram::Message message = message_from(person, std::nullopt);
  message.quiz = telegram::Quiz{.question = words.question, .options = words.options, .correct_options = {1}};
  return message;
}

telegram::Message photo_from(const Person& person) {
  telegram::Message message = message_from(person, std::nullopt);
  message.photo = "photo-1";
  return message;
}

/// From the command to a course that everybody finds.
Transcript of_making_a_course(const Person& owner, const Person& customer, const Words& words) {
  Transcript transcript;
  transcript.says(owner, "/addcourse");
  transcript.says(owner, words.title);
  transcript.presses(owner, words.publish);
  transcript.presses(owner, words.add);
  transcript.says(owner, words.first_lesson);
  transcript.sends(owner, quiz_from(owner, words), "a quiz: " + words.question);
  transcript.sends(owner, photo_from(owner), "a picture without words");
  transcript.sends(owner, message_from(owner, std::nullopt), "a sticker");
  transcript.says(owner, words.second_lesson);
  transcript.presses(owner, words.done);
  transcript.presses(owner, words.description_button);
  transcript.says(owner, words.description);
  transcript.presses(owner, words.price_button);
  transcript.says(owner, "cheap");
  transcript.says(owner, "120");
  transcript.presses(owner, words.plans);
  transcript.presses(owner, words.plan);
  transcript.presses(owner, words.to_course);
  transcript.presses(owner, words.lessons_button);
  transcript.presses(owner, words.second_in_list);
  transcript.presses(owner, words.up);
  transcript.presses(owner, words.free);
  transcript.presses(owner, words.opening);
  transcript.says(owner, "/cancel");
  transcript.presses(owner, words.to_course);
  transcript.presses(owner, words.as_student);
  transcript.presses(owner, words.read_as_student);
  transcript.presses(owner, words.next_lesson);
  transcript.presses(owner, words.to_course);
  transcript.presses(owner, words.publish);
  transcript.says(customer, "/courses");
  transcript.says(owner, "/editcourse");
  transcript.says(owner, "/audit");
  return transcript;
}

TEST(CourseEditingTranscript, InEnglish) {
  expect_approved(of_making_a_course(kOwen, kAnna,
                                     {.title = "Bots from scratch",
                                      .add = "Add lessons",
                                      .first_lesson = "What a bot is\nA program that answers messages.",
                                      .second_lesson = "Your first bot\nAsk BotFather for a token.",
                                      .done = "Done",
                                      .description_button = "Description",
                                      .description = "You make a bot of your own, step by step.",
                                      .price_button = "Price",
                                      .lessons_button = "Lessons…",
                                      .second_in_list = "2. Your first bot",
                                      .up = "▲ Up",
                                      .free = "Make it free to try",
                                      .opening = "Opens after…",
                                      .read_as_student = "Read it as a student",
                                      .next_lesson = "Next lesson ▶",
                                      .to_course = "To the course",
                                      .as_student = "See it as a student does",
                                      .plans = "Plans",
                                      .plan = "Pro",
                                      .publish = "Publish",
                                      .question = "Who gives you the token?",
                                      .options = {"The bot", "BotFather"}}),
                  "making_a_course_in_english");
}

TEST(CourseEditingTranscript, InRussian) {
  expect_approved(of_making_a_course(kOlga, kIvan,
                                     {.title = "Боты с нуля",
                                      .add = "Добавить уроки",
                                      .first_lesson = "Что такое бот\nПрограмма, которая отвечает на сообщения.",
                                      .second_lesson = "Первый бот\nПопросите токен у BotFather.",
                                      .done = "Готово",
                                      .description_button = "Описание",
                                      .description = "Вы шаг за шагом сделаете своего бота.",
                                      .price_button = "Цена",
                                      .lessons_button = "Уроки…",
                                      .second_in_list = "2. Первый бот",
                                      .up = "▲ Выше",
                                      .free = "Сделать бесплатным",
                                      .opening = "Когда открыть…",
                                      .read_as_student = "Прочитать как ученик",
                                      .next_lesson = "Следующий урок ▶",
                                      .to_course = "К курсу",
                                      .as_student = "Посмотреть как ученик",
                                      .plans = "Тарифы",
                                      .plan = "Про",
                                      .publish = "Опубликовать",
                                      .question = "Кто даёт токен?",
                                      .options = {"Сам бот", "BotFather"}}),
                  "making_a_course_in_russian");
}

}  // namespace
}  // namespace bot
