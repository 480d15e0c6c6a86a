#include "transcript.hpp"

#include <gtest/gtest.h>

namespace bot {
namespace {

TEST(Transcript, OfAPurchaseInEnglish) {
  Transcript transcript;
  transcript.says(kAnna, "/start");
  transcript.says(kAnna, "/my");
  transcript.says(kAnna, "/plans");
  transcript.presses(kAnna, "Buy Lite — 100 ⭐");
  transcript.pays(kAnna, "stx-1");
  transcript.says(kAnna, "/my");
  transcript.pays(kAnna, "stx-2");
  transcript.says(kAnna, "/buy pro");
  transcript.pays(kAnna, "stx-3");
  transcript.waits(std::chrono::days{30});
  transcript.says(kAnna, "/my");
  transcript.says(kAnna, "thanks 😀");
  expect_approved(transcript, "purchase_in_english");
}

TEST(Transcript, OfAPurchaseInRussian) {
  Transcript transcript;
  transcript.says(kIvan, "/start");
  transcript.says(kIvan, "/my");
  transcript.says(kIvan, "/plans");
  transcript.presses(kIvan, "Купить «Лайт» — 100 ⭐");
  transcript.pays(kIvan, "stx-1");
  transcript.says(kIvan, "/my");
  transcript.pays(kIvan, "stx-2");
  transcript.says(kIvan, "/buy pro");
  transcript.pays(kIvan, "stx-3");
  transcript.waits(std::chrono::days{30});
  transcript.says(kIvan, "/my");
  transcript.says(kIvan, "спасибо 😀");
  expect_approved(transcript, "purchase_in_russian");
}

TEST(Transcript, OfWhatOneMayAskInEnglish) {
  Transcript transcript;
  for (const char* text : {"/help", "/buy", "/buy gold", "/terms", "/privacy", "/paysupport"}) {
    transcript.says(kAnna, text);
  }
  transcript.says(kAnna, "/paysupport My plan has not started. stx-1");
  transcript.says(kOwen, "/answer 101 It has now, sorry!");
  transcript.says(kOwen, "/stats");
  transcript.says(kOwen, "/help");
  expect_approved(transcript, "questions_in_english");
}

TEST(Transcript, OfWhatOneMayAskInRussian) {
  Transcript transcript;
  transcript.says(kOlga, "/start");
  for (const char* text : {"/help", "/buy", "/buy gold", "/terms", "/privacy", "/paysupport"}) {
    transcript.says(kIvan, text);
  }
  transcript.says(kIvan, "/paysupport Мой тариф не начался. stx-1");
  transcript.says(kOlga, "/answer 102 Уже начался, простите!");
  transcript.says(kOlga, "/stats");
  transcript.says(kOlga, "/help");
  expect_approved(transcript, "questions_in_russian");
}

}  // namespace
}  // namespace bot
