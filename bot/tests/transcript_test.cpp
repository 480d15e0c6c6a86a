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
  for (const char* text :
       {"/help", "/buy", "/buy gold", "/subscribe", "/promo", "/refund", "/terms", "/privacy", "/paysupport"}) {
    transcript.says(kAnna, text);
  }
  transcript.says(kAnna, "/paysupport My plan has not started. stx-1");
  transcript.says(kOwen, "/answer 101 It has now, sorry!");
  transcript.says(kOwen, "/help");
  expect_approved(transcript, "questions_in_english");
}

TEST(Transcript, OfWhatOneMayAskInRussian) {
  Transcript transcript;
  transcript.says(kOlga, "/start");
  for (const char* text :
       {"/help", "/buy", "/buy gold", "/subscribe", "/promo", "/refund", "/terms", "/privacy", "/paysupport"}) {
    transcript.says(kIvan, text);
  }
  transcript.says(kIvan, "/paysupport Мой тариф не начался. stx-1");
  transcript.says(kOlga, "/answer 102 Уже начался, простите!");
  transcript.says(kOlga, "/help");
  expect_approved(transcript, "questions_in_russian");
}

/// What one does in either language.
struct Words {
  std::string cheaper;       ///< A button.
  std::string subscription;  ///< A button.
  std::string stop;          ///< A button.
  std::string refund;        ///< A button.
  std::string yes_refund;    ///< A button.
  std::string plea;
};

const Words kEnglish{.cheaper = "Buy Lite — 80 ⭐",
                     .subscription = "With automatic renewal…",
                     .stop = "Stop the renewal",
                     .refund = "100 ⭐ of 31 January 2026, 12:00 UTC",
                     .yes_refund = "Yes, give back 100 ⭐",
                     .plea = "My plan has not started."};
const Words kRussian{.cheaper = "Купить «Лайт» — 80 ⭐",
                     .subscription = "С автопродлением…",
                     .stop = "Отключить продление",
                     .refund = "100 ⭐ от 31 января 2026 г., 12:00 UTC",
                     .yes_refund = "Да, вернуть 100 ⭐",
                     .plea = "Мой тариф не начался."};

void buy_with_a_promo_code(Transcript& transcript, const Person& person, const Words& words) {
  transcript.says(person, "/promo winter");
  transcript.says(person, "/promo spring");
  transcript.presses(person, words.cheaper);
  transcript.pays(person, "stx-1");
  transcript.says(person, "/buy pro SPRING");
}

void subscribe_fail_and_cancel(Transcript& transcript, const Person& person, const Words& words) {
  transcript.says(person, "/plans");
  transcript.presses(person, words.subscription);
  transcript.says(person, "/subscribe lite");
  transcript.subscribes(person, "stx-1");
  transcript.says(person, "/buy lite");
  transcript.waits(std::chrono::days{30});
  transcript.is_renewed(person, "stx-2");
  transcript.says(person, "/my");
  transcript.presses(person, words.stop);
  transcript.subscription_becomes(person, "active");
  transcript.waits(std::chrono::days{30});
  transcript.subscription_becomes(person, "failed");
  transcript.waits(std::chrono::days{3});
  transcript.says(person, "/my");
}

void change_the_plan(Transcript& transcript, const Person& person, const Words&) {
  transcript.says(person, "/subscribe lite");
  transcript.subscribes(person, "stx-1");
  transcript.waits(std::chrono::days{15});
  transcript.says(person, "/buy pro");
  transcript.pays(person, "stx-2");
  transcript.says(person, "/my");
}

void get_refunds(Transcript& transcript, const Person& person, const Words& words) {
  transcript.says(person, "/buy lite");
  transcript.pays(person, "stx-1");
  transcript.says(person, "/refund");
  transcript.presses(person, words.refund);
  transcript.presses(person, words.yes_refund);
  transcript.says(person, "/my");
  transcript.says(person, "/buy pro");
  transcript.pays(person, "stx-2");
  transcript.waits(std::chrono::days{10});
  transcript.says(person, "/refund");
  transcript.says(person, "/paysupport " + words.plea);
  transcript.says(kOwen, "/refund stx-2");
  transcript.says(kOwen, "/refund stx-2");
  transcript.says(person, "/buy lite");
  transcript.pays(person, "stx-3");
  transcript.is_charged_back(person, "stx-3", 100);
}

void be_reminded(Transcript& transcript, const Person& person, const Words&) {
  transcript.says(person, "/buy lite");
  transcript.pays(person, "stx-1");
  transcript.waits(std::chrono::days{31});
  transcript.says(person, "/my");
  transcript.waits(std::chrono::days{3});
  transcript.says(person, "/my");
}

struct Story {
  std::string name;
  void (*tell)(Transcript&, const Person&, const Words&);
};

class EveryStory : public testing::TestWithParam<Story> {};

TEST_P(EveryStory, InEnglish) {
  Transcript transcript;
  GetParam().tell(transcript, kAnna, kEnglish);
  expect_approved(transcript, GetParam().name + "_in_english");
}

TEST_P(EveryStory, InRussian) {
  Transcript transcript;
  transcript.says(kOlga, "/start");
  GetParam().tell(transcript, kIvan, kRussian);
  expect_approved(transcript, GetParam().name + "_in_russian");
}

INSTANTIATE_TEST_SUITE_P(Transcript, EveryStory,
                         testing::Values(Story{"promo", buy_with_a_promo_code},
                                         Story{"subscription", subscribe_fail_and_cancel},
                                         Story{"change_of_plan", change_the_plan}, Story{"refunds", get_refunds},
                                         Story{"end_of_a_plan", be_reminded}),
                         [](const auto& story) { return story.param.name; });

}  // namespace
}  // namespace bot
