#include "broadcast_texts.hpp"

#include <map>

#include <gmock/gmock.h>

#include "broadcast_bar.hpp"
#include "commands_in.hpp"
#include "telegram/methods.hpp"
#include "values/utf8.hpp"

namespace bot {
namespace {

using testing::HasSubstr;
using Named = std::map<std::string, std::string>;

/// Everything that can be said, by what it is about.
Named everything(const BroadcastTexts& texts) {
  Named all{{"how_to_broadcast", texts.how_to_broadcast()},
            {"unknown_segment", texts.unknown_segment("…")},
            {"refused", texts.refused("…")},
            {"send_button", texts.send_button()},
            {"cancel_button", texts.cancel_button()},
            {"pause_button", texts.pause_button()},
            {"resume_button", texts.resume_button()},
            {"stop_button", texts.stop_button()}};
  for (int segment = 0; segment <= static_cast<int>(shop::Segment::students); ++segment) {
    for (int state = 0; state <= static_cast<int>(shop::BroadcastState::finished); ++state) {
      shop::Broadcast broadcast{.segment = static_cast<shop::Segment>(segment),
                                .course = values::CourseId{"sql"},
                                .state = static_cast<shop::BroadcastState>(state)};
      broadcast.total = 1'000'000;
      broadcast.sent = 999;
      const std::string name = std::to_string(segment) + " " + std::to_string(state);
      all["nobody " + name] = texts.nobody(broadcast);
      all["one_at_a_time " + name] = texts.one_at_a_time(broadcast, 1);
      all["draft " + name] = texts.draft(broadcast);
      all["progress " + name] = texts.progress(broadcast, 60);
      all["ended " + name] = texts.ended(broadcast);
    }
  }
  return all;
}

class EveryBroadcastText : public testing::TestWithParam<shop::Language> {};

TEST_P(EveryBroadcastText, CanBeSent) {
  for (const auto& [name, text] : everything(broadcast_texts_in(GetParam()))) {
    EXPECT_FALSE(text.empty()) << name;
    ASSERT_TRUE(values::is_valid_utf8(text)) << name;
    EXPECT_LE(values::count_code_points(text), telegram::kMaxMessageText) << name;
    EXPECT_EQ(text.find("  "), std::string::npos) << name << " has two spaces in a row";
  }
}

INSTANTIATE_TEST_SUITE_P(Languages, EveryBroadcastText,
                         testing::Values(shop::Language::english, shop::Language::russian),
                         [](const auto& language) { return std::string(shop::to_string(language.param)); });

TEST(BroadcastTexts, DifferBetweenLanguagesButNameTheSameCommands) {
  const Named english = everything(broadcast_texts_in(shop::Language::english));
  const Named russian = everything(broadcast_texts_in(shop::Language::russian));
  ASSERT_EQ(english.size(), russian.size());
  for (const auto& [name, text] : english) {
    EXPECT_NE(text, russian.at(name)) << name;
    EXPECT_EQ(commands_in(text), commands_in(russian.at(name))) << name;
  }
}

TEST(BroadcastTexts, SayHowLongItTakes) {
  const BroadcastTexts& texts = broadcast_texts_in(shop::Language::english);
  shop::Broadcast broadcast;
  for (const auto& [total, time] : std::map<std::int64_t, std::string>{
           {1, " 1 s."}, {2'492, " 89 s."}, {2'520, " 2 min."}, {10'000, " 6 min."}, {1'000'000, " 9 h 56 min."}}) {
    broadcast.total = total;
    EXPECT_THAT(texts.draft(broadcast), HasSubstr(time)) << total;
  }
}

TEST(BroadcastBar, FillsUp) {
  shop::Broadcast broadcast{.state = shop::BroadcastState::running};
  broadcast.total = 200;
  EXPECT_EQ(bar_of(broadcast), "░░░░░░░░░░ 0 %");
  broadcast.sent = 70;
  broadcast.blocked = 9;
  EXPECT_EQ(bar_of(broadcast), "▓▓▓░░░░░░░ 39 %");
  broadcast.failed = 1;
  EXPECT_EQ(bar_of(broadcast), "▓▓▓▓░░░░░░ 40 %");
  EXPECT_EQ(left_of(broadcast), 120);
  broadcast.sent = 300;
  EXPECT_EQ(bar_of(broadcast), "▓▓▓▓▓▓▓▓▓▓ 100 %") << "people came meanwhile";
  EXPECT_EQ(left_of(broadcast), 0);
  broadcast.sent = 0;
  broadcast.state = shop::BroadcastState::finished;
  EXPECT_EQ(bar_of(broadcast), "▓▓▓▓▓▓▓▓▓▓ 100 %");
}

}  // namespace
}  // namespace bot
