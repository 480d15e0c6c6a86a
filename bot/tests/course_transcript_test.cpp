#include <gtest/gtest.h>

#include "transcript.hpp"

namespace bot {
namespace {

TEST(Transcript, OfACourseInEnglish) {
  Transcript transcript;
  transcript.says(kAnna, "/courses");
  transcript.says(kAnna, "/search evening");
  transcript.presses(kAnna, "SQL in an evening — 150 ⭐");
  transcript.presses(kAnna, "Try: Tables");
  transcript.presses(kAnna, "Next ▶");
  transcript.presses(kAnna, "SQL in an evening");
  transcript.presses(kAnna, "Buy — 150 ⭐");
  transcript.pays(kAnna, "stx-1");
  transcript.presses(kAnna, "Start reading");
  transcript.presses(kAnna, "Next ▶");
  transcript.presses(kAnna, "Next ▶");
  transcript.waits(std::chrono::days{2});
  transcript.presses(kAnna, "Joins");
  transcript.presses_from(kAnna, "quiz:sql:joins:0:0");
  transcript.presses_from(kAnna, "quiz:sql:joins:0:1");
  transcript.presses_from(kAnna, "quiz:sql:joins:1:0");
  transcript.says(kAnna, "/my");
  transcript.presses(kAnna, "SQL in an evening — 75 %");
  transcript.presses(kAnna, "Read on ▶");
  transcript.says(kAnna, "Anna Karenina");
  transcript.says(kAnna, "/receipts");
  transcript.says(kAnna, "/reminders");
  transcript.says(kAnna, "/language");
  transcript.says(kOwen, "/coursestats sql");
  expect_approved(transcript, "course_in_english");
}

TEST(Transcript, OfACourseInRussian) {
  Transcript transcript;
  transcript.says(kIvan, "/courses");
  transcript.says(kIvan, "/search вечер");
  transcript.presses(kIvan, "SQL за вечер — 150 ⭐");
  transcript.presses(kIvan, "Попробовать: Таблицы");
  transcript.presses(kIvan, "Дальше ▶");
  transcript.presses(kIvan, "SQL за вечер");
  transcript.presses(kIvan, "Купить — 150 ⭐");
  transcript.pays(kIvan, "stx-1");
  transcript.presses(kIvan, "Начать");
  transcript.presses(kIvan, "Дальше ▶");
  transcript.presses(kIvan, "Дальше ▶");
  transcript.waits(std::chrono::days{2});
  transcript.presses(kIvan, "Соединения");
  transcript.presses_from(kIvan, "quiz:sql:joins:0:0");
  transcript.presses_from(kIvan, "quiz:sql:joins:0:1");
  transcript.presses_from(kIvan, "quiz:sql:joins:1:0");
  transcript.says(kIvan, "/my");
  transcript.presses(kIvan, "SQL за вечер — 75 %");
  transcript.presses(kIvan, "Продолжить ▶");
  transcript.says(kIvan, "Иван Тургенев");
  transcript.says(kIvan, "/receipts");
  transcript.says(kIvan, "/reminders");
  transcript.says(kIvan, "/language");
  transcript.says(kOlga, "/coursestats sql");
  expect_approved(transcript, "course_in_russian");
}

}  // namespace
}  // namespace bot
