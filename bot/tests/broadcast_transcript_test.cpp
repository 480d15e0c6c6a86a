#include <gtest/gtest.h>

#include "transcript.hpp"

namespace bot {
namespace {

struct Labels {
  std::string send;
  std::string cancel;
  std::string pause;
  std::string resume;
  std::string stop;
};

/// What an owner sees of their broadcasts. Telegram answers each message with success.
Transcript of_broadcasts(const Person& owner, const Person& customer, const Labels& labels) {
  Transcript transcript;
  transcript.says(customer, "/start");
  transcript.says(owner, "/broadcast");
  transcript.says(owner, "/broadcast friends\nHello");
  transcript.says(owner, "/broadcast pro\nHello");
  transcript.says(owner, "/broadcast new\nA new course is out!");
  transcript.presses(owner, labels.cancel);
  transcript.says(owner, "/broadcast new\nA new course is out!");
  transcript.telegram_is_slow(true);
  transcript.presses(owner, labels.send);
  transcript.says(owner, "/broadcast all\nAnother");
  transcript.presses(owner, labels.pause);
  transcript.presses(owner, labels.resume);
  transcript.presses(owner, labels.stop);
  transcript.telegram_is_slow(false);
  transcript.says(owner, "/broadcast all\nThe last one");
  transcript.presses(owner, labels.send);
  transcript.says(owner, "/metrics");
  transcript.says(owner, "/audit");
  return transcript;
}

TEST(BroadcastTranscript, InEnglish) {
  expect_approved(
      of_broadcasts(kOwen, kAnna,
                    {.send = "Send", .cancel = "Cancel", .pause = "Pause", .resume = "Resume", .stop = "Stop"}),
      "broadcast_in_english");
}

TEST(BroadcastTranscript, InRussian) {
  expect_approved(
      of_broadcasts(
          kOlga, kIvan,
          {.send = "Отправить", .cancel = "Отменить", .pause = "Пауза", .resume = "Продолжить", .stop = "Остановить"}),
      "broadcast_in_russian");
}

}  // namespace
}  // namespace bot
