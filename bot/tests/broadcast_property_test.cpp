// Whatever Telegram answers, and wherever the program ends: each recipient gets a broadcast exactly once.

#include <map>
#include <random>

#include <gmock/gmock.h>

#include "broadcast_scene.hpp"

namespace bot {
namespace {

using testing::SizeIs;

/// Telegram as far as a broadcast sees it: messages in private chats, numbered in one sequence over all of them.
class PrivateChats {
 public:
  struct Message {
    std::int64_t number = 0;
    std::string text;
    bool by_the_bot = true;
  };

  std::int64_t put(std::int64_t chat, Message message) {
    message.number = ++last_number_;
    chats_[chat].push_back(message);
    return message.number;
  }

  /// The result as JSON, or Telegram's words after "!".
  std::string does(const Answer& call) {
    if (call.method == "sendMessage") {
      const std::int64_t number = put(chat_of(call), {.text = call.text()});
      return R"({"message_id":)" + std::to_string(number) + "}";
    }
    if (call.method == "forwardMessage") return forwards(call);
    if (call.method == "deleteMessage") {
      std::erase_if(chats_[chat_of(call)],
                    [&](const Message& message) { return message.number == call.parameters.at("message_id"); });
    }
    return "true";
  }

  std::int64_t count(std::int64_t chat, const std::string& text) {
    return std::ranges::count(chats_[chat], text, &Message::text);
  }

 private:
  static std::int64_t chat_of(const Answer& call) { return call.parameters.at("chat_id").as_int64(); }

  std::string forwards(const Answer& call) {
    for (const Message& message : chats_[call.parameters.at("from_chat_id").as_int64()]) {
      if (message.number != call.parameters.at("message_id")) continue;
      const std::int64_t sender = message.by_the_bot ? kBot.value() : call.parameters.at("from_chat_id").as_int64();
      const Message found = message;
      const boost::json::object forwarded{{"message_id", put(chat_of(call), found)},
                                          {"text", found.text},
                                          {"forward_origin", {{"type", "user"}, {"sender_user", {{"id", sender}}}}}};
      return boost::json::serialize(forwarded);
    }
    return "!Bad Request: message to forward not found";
  }

  std::map<std::int64_t, std::vector<Message>> chats_;
  std::int64_t last_number_ = BroadcastScene::kPanel;
};

constexpr std::int64_t kPeople = 150;
const std::string kText = "Hello, everybody";

class RandomCourse {
 public:
  explicit RandomCourse(unsigned seed) : random_(seed), scene_(kPeople) {
    for (std::int64_t i = 0; i < kPeople / 10; ++i) trouble_[1'001 + below(kPeople)] = below(2) == 0;
    keep(scene_.sends("/broadcast all\n" + kText));
  }

  void goes_on() {
    switch (below(12)) {
      case 0:
        return ends_in_the_middle();
      case 1:
        return keep(scene_.presses(kOwen, "broadcast:pause:1", BroadcastScene::kPanel));
      case 2:
      case 3:
        return keep(scene_.presses(kOwen, "broadcast:resume:1", BroadcastScene::kPanel));
      case 4:
        return somebody_writes();
      case 5:
        scene_.now += std::chrono::seconds{below(4)};
        return;
      case 6:
        if (below(10) == 0) somebody_is_forgotten();
        return;
      default:
        return answers_one();
    }
  }

  void ends() {
    keep(scene_.presses(kOwen, "broadcast:resume:1", BroadcastScene::kPanel));
    while (!outbox_.empty()) answers_one();
  }

  void check() {
    const shop::Broadcast broadcast = scene_.only_broadcast();
    EXPECT_EQ(broadcast.state, shop::BroadcastState::finished);
    EXPECT_TRUE(broadcast.ended_at);
    EXPECT_THAT(scene_.store.awaited_recipients, SizeIs(0));
    std::int64_t reached = 0;
    for (std::int64_t person = 1'001; person <= 1'000 + kPeople; ++person) {
      const std::int64_t copies = telegram_.count(person, kText);
      reached += copies;
      if (forgotten_.contains(person)) {
        EXPECT_LE(copies, 1) << person;
      } else {
        EXPECT_EQ(copies, trouble_.contains(person) ? 0 : 1) << person;
      }
    }
    if (forgotten_.empty()) {
      EXPECT_EQ(broadcast.sent, reached + 1) << "the owner too";
      EXPECT_EQ(broadcast.sent + broadcast.blocked + broadcast.failed, kPeople + 1);
    }
    EXPECT_EQ(telegram_.count(kOwen.number, kText), 1) << "copies that were looked at are deleted";
  }

 private:
  std::int64_t below(std::int64_t limit) { return std::uniform_int_distribution<std::int64_t>(0, limit - 1)(random_); }

  void keep(const Answers& answers) {
    for (const Answer& answer : answers.all) {
      if (answer.method != "answerCallbackQuery") outbox_.push_back(answer);
    }
    EXPECT_LE(scene_.store.awaited(scene_.only_broadcast().id), shop::kBroadcastWindow);
  }

  Answer take(std::size_t index) {
    Answer taken = outbox_.at(index);
    outbox_.erase(outbox_.begin() + static_cast<std::ptrdiff_t>(index));
    return taken;
  }

  bool is_refused(const Answer& call) const { return call.chat && trouble_.contains(call.chat->value()); }

  void answers_one() {
    if (outbox_.empty()) return;
    const Answer call = take(static_cast<std::size_t>(below(std::min<std::int64_t>(std::ssize(outbox_), 8))));
    if (is_refused(call)) {
      const bool blocked = trouble_.at(call.chat->value());
      keep(scene_.is_refused(call, blocked, blocked ? "Forbidden: bot was blocked" : "Bad Request: chat not found"));
      return;
    }
    const std::string result = telegram_.does(call);
    if (call.subject.empty()) return;
    keep(result.starts_with('!') ? scene_.is_refused(call, false, result.substr(1))
                                 : scene_.is_answered(call.method, call.subject, result));
  }

  /// Of what was being sent Telegram has taken some; broadcasts are looked for, anything else is sent again.
  void ends_in_the_middle() {
    const std::size_t in_flight = std::min<std::size_t>(outbox_.size(), 8);
    std::vector<Answer> interrupted;
    std::vector<Answer> kept;
    for (std::size_t i = 0; i < in_flight; ++i) {
      const Answer call = take(0);
      const bool broadcast = call.lane == store::Lane::broadcast;
      if (below(2) == 0 && broadcast && !is_refused(call)) telegram_.does(call);
      (broadcast && below(3) != 0 ? interrupted : kept).push_back(call);
    }
    // What was not begun can't have been taken.
    for (const Answer& call : kept) {
      if (call.lane == store::Lane::broadcast && telegram_.count(call.chat->value(), kText) > 0) {
        interrupted.push_back(call);
      } else {
        outbox_.push_back(call);
      }
    }
    for (const Answer& call : interrupted) keep(scene_.is_interrupted(call));
  }

  void somebody_writes() {
    const std::int64_t person = 1'001 + below(kPeople);
    telegram_.put(person, {.text = below(2) == 0 ? kText + "?" : "/start", .by_the_bot = false});
    telegram_.put(person, {.text = "An answer"});
  }

  void somebody_is_forgotten() {
    const std::int64_t number = 1'001 + below(kPeople);
    forgotten_.insert(number);
    std::erase_if(outbox_, [&](const Answer& call) { return call.chat == values::ChatId{number}; });
    keep(scene_.presses({.number = number, .name = "Somebody", .language = "en"}, "forget:yes"));
  }

  std::mt19937 random_;
  BroadcastScene scene_;
  PrivateChats telegram_;
  std::map<std::int64_t, bool> trouble_;  // who can't be reached; true: by their own wish
  std::set<std::int64_t> forgotten_;
  std::vector<Answer> outbox_;
};

class BroadcastProperty : public testing::TestWithParam<unsigned> {};

TEST_P(BroadcastProperty, ReachesEachRecipientExactlyOnce) {
  RandomCourse course(GetParam());
  for (int step = 0; step < 400; ++step) course.goes_on();
  course.ends();
  course.check();
}

INSTANTIATE_TEST_SUITE_P(Seeds, BroadcastProperty, testing::Range(1U, 41U));

}  // namespace
}  // namespace bot
