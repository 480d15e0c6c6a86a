#include <gtest/gtest.h>

#include "sample_courses.hpp"
#include "transcript.hpp"

namespace bot {
namespace {

/// What one does in either language.
struct Words {
  std::string club;    ///< A button.
  std::string buy;     ///< A button.
  std::string theirs;  ///< A button.
  std::string enter;   ///< A button.
  std::string refund;  ///< A button.
  std::string yes;     ///< A button.
};

const Words kEnglish{.club = "Writers' club — 200 ⭐",
                     .buy = "Buy — 200 ⭐",
                     .theirs = "Writers' club — yours",
                     .enter = "Enter the channel",
                     .refund = "200 ⭐ of 31 January 2026, 12:00 UTC",
                     .yes = "Yes, give back 200 ⭐"};
const Words kRussian{.club = "Клуб авторов — 200 ⭐",
                     .buy = "Купить — 200 ⭐",
                     .theirs = "Клуб авторов — ваш",
                     .enter = "Войти в канал",
                     .refund = "200 ⭐ от 31 января 2026 г., 12:00 UTC",
                     .yes = "Да, вернуть 200 ⭐"};

void buy(Transcript& transcript, const Person& person, const Words& words) {
  transcript.says(person, "/courses");
  transcript.presses(person, words.club);
  transcript.presses(person, words.buy);
  transcript.pays(person, "stx-1");
}

void get_the_money_back(Transcript& transcript, const Person& person, const Words& words) {
  transcript.says(person, "/refund");
  transcript.presses(person, words.refund);
  transcript.presses(person, words.yes);
  transcript.a_moment_passes();
}

/// Turned away, bought, let in, refunded, removed.
void ask_to_be_let_in(Transcript& transcript, const Person& person, const Words& words) {
  transcript.offers(channel_course(shop::ChannelEntry::join_request));
  transcript.asks_to_join(person);
  buy(transcript, person, words);
  transcript.asks_to_join(person);
  get_the_money_back(transcript, person, words);
  transcript.says(person, "/my");
}

/// The bot is expelled between the purchase and the invitation, and comes back.
void come_by_a_link(Transcript& transcript, const Person& person, const Words& words) {
  transcript.offers(channel_course(shop::ChannelEntry::invite_link));
  transcript.telegram_refuses("Forbidden: bot was kicked from the channel chat");
  buy(transcript, person, words);
  transcript.telegram_refuses("");
  transcript.bot_becomes("administrator", false);
  transcript.bot_becomes("administrator", true);
  transcript.joins(person);
  transcript.says(person, "/courses");
  transcript.presses(person, words.theirs);
  transcript.presses(person, words.enter);
}

struct Story {
  std::string name;
  void (*tell)(Transcript&, const Person&, const Words&);
};

class EveryChannelStory : public testing::TestWithParam<Story> {};

TEST_P(EveryChannelStory, InEnglish) {
  Transcript transcript;
  GetParam().tell(transcript, kAnna, kEnglish);
  expect_approved(transcript, GetParam().name + "_in_english");
}

TEST_P(EveryChannelStory, InRussian) {
  Transcript transcript;
  transcript.says(kOlga, "/start");
  GetParam().tell(transcript, kIvan, kRussian);
  expect_approved(transcript, GetParam().name + "_in_russian");
}

INSTANTIATE_TEST_SUITE_P(Transcript, EveryChannelStory,
                         testing::Values(Story{"channel_with_requests", ask_to_be_let_in},
                                         Story{"channel_with_links", come_by_a_link}),
                         [](const auto& story) { return story.param.name; });

}  // namespace
}  // namespace bot
