// Whatever Alertmanager tells in whatever order, and whatever owners press meanwhile: each is told of each alert once,
// and their messages end as the alerts are.

#include <map>
#include <random>

#include <gmock/gmock.h>

#include "alert_scene.hpp"
#include "alerts.hpp"

namespace bot {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;
using testing::IsEmpty;
using testing::SizeIs;

/// An alert's time, by what makes it one.
using Episode = std::pair<std::string, values::Timestamp>;

class RandomCourse {
 public:
  explicit RandomCourse(unsigned seed) : random_(seed) {}

  void goes_on() {
    switch (below(11)) {
      case 0:
      case 1:
        return something_begins_or_ends();
      case 2:
      case 3:
        return alertmanager_tells();
      case 4:
        return somebody_presses();
      case 5:
        scene_.alertmanager.away = below(3) == 0;
        return;
      case 6:
        time_passes(seconds{below(90)});
        return;
      case 7:
        if (below(4) == 0) scene_.alertmanager.running_since = scene_.now;
        return;
      default:
        return sends_one();
    }
  }

  void ends() {
    scene_.alertmanager.away = false;
    for (int i = 0; i < 40; ++i) {
      while (!outbox_.empty()) sends_one();
      time_passes(seconds{30});
    }
    told(scene_.hears_of(not_silenced()));
    while (!outbox_.empty()) sends_one();
  }

  void check() {
    for (const auto& [id, alert] : scene_.store.alerts) {
      const bool fires = std::ranges::any_of(scene_.alertmanager.firing, [&](const shop::Alert& firing) {
        return firing.fingerprint == alert.fingerprint && firing.began_at == alert.began_at;
      });
      EXPECT_EQ(alert.is_firing(), fires) << id;
      const shop::AlertSilence* const silence = silence_of(alert, scene_.now);
      EXPECT_TRUE(silence == nullptr || !fires || scene_.alertmanager.silences.contains(silence->id)) << id;
      for (const shop::AlertMessage& message : scene_.store.alert_messages(id)) check(alert, message);
    }
    for (const auto& [owner_and_episode, times] : times_told_) EXPECT_EQ(times, 1);
  }

 private:
  std::int64_t below(std::int64_t limit) { return std::uniform_int_distribution<std::int64_t>(0, limit - 1)(random_); }

  void check(const shop::Alert& alert, const shop::AlertMessage& message) {
    ASSERT_TRUE(message.message);
    const Customer reader{.id = values::UserId{message.chat.value()},
                          .language = message.chat == kOlga.chat() ? shop::Language::russian : shop::Language::english};
    // What is said of a silence depends on when it was said.
    const AlertView view = view_of(alert, reader, changed_at_.at(alert.id));
    EXPECT_EQ(messages_.at({message.chat, *message.message}), view.text.text);
  }

  std::vector<shop::Alert> not_silenced() const {
    std::vector<shop::Alert> all;
    for (const auto& [episode, alert] : every_) {
      if (!scene_.alertmanager.is_silenced(alert)) all.push_back(alert);
    }
    return all;
  }

  void something_begins_or_ends() {
    const std::string fingerprint = std::to_string(below(4));
    auto& firing = scene_.alertmanager.firing;
    const auto found = std::ranges::find(firing, fingerprint, &shop::Alert::fingerprint);
    if (found != firing.end()) {
      every_.at({fingerprint, found->began_at}).over_at = scene_.now;
      firing.erase(found);
      return;
    }
    shop::Alert alert = high_load();
    alert.fingerprint = fingerprint;
    alert.labels.emplace_back("number", fingerprint);
    alert.began_at = scene_.now;
    if (!every_.emplace(Episode{fingerprint, alert.began_at}, alert).second) return;
    firing.push_back(alert);
  }

  /// Of some, as they are or as they were when it began to tell; of what is silenced it tells nothing.
  void alertmanager_tells() {
    std::vector<shop::Alert> some = not_silenced();
    std::erase_if(some, [&](const shop::Alert&) { return below(3) == 0; });
    for (shop::Alert& alert : some) {
      if (below(4) == 0) alert.texts.value = std::to_string(below(1'000));
    }
    if (!some.empty() && below(3) == 0) some.push_back(some.front());
    std::ranges::shuffle(some, random_);
    told(scene_.hears_of(some));
    if (below(4) == 0) told(scene_.hears_of(some));
  }

  void somebody_presses() {
    static const std::vector<std::string> deeds{"silence", "silence", "revoke", "chart", "runbook"};
    const std::string deed = deeds.at(static_cast<std::size_t>(below(5)));
    static const std::vector<std::string> lengths{":1h", ":4h", ":1d"};
    const std::string data = "alert:" + deed + ":" + std::to_string(below(12)) +
                             (deed == "silence" ? lengths.at(static_cast<std::size_t>(below(3))) : "");
    const Person& owner = below(2) == 0 ? kOlga : kOwen;
    // A press on a message that isn't there any more edits none.
    keep(scene_.presses(owner, data, 1'000'000));
  }

  void time_passes(std::chrono::milliseconds duration) {
    for (const Answers& fired : scene_.waits(duration)) keep(fired);
  }

  void told(const Answers& answers) {
    for (const Answer& message : answers.of("sendMessage")) {
      if (!message.subject.starts_with(kAlertSubject)) continue;
      const auto id = std::stoll(message.subject.substr(kAlertSubject.size()));
      const shop::Alert alert = scene_.known(id);
      ++times_told_[{message.chat.value(), Episode{alert.fingerprint, alert.began_at}}];
    }
    keep(answers);
  }

  void keep(const Answers& answers) {
    for (const auto& changed : answers.effects<shop::AlertChanged>()) changed_at_[changed.alert.id] = answers.at;
    std::ranges::copy(answers.all, std::back_inserter(outbox_));
  }

  /// Messages to a chat keep their order; calls to Alertmanager overtake each other.
  void sends_one() {
    if (outbox_.empty()) return;
    auto chosen = outbox_.begin() + below(std::ssize(outbox_));
    chosen = std::ranges::find(outbox_.begin(), chosen, chosen->chat, &Answer::chat);
    const Answer call = *chosen;
    outbox_.erase(chosen);
    if (!call.chat) {
      if (call.method != kSilenceAlert && call.method != kExpireSilence && call.method != kReadAlerts) return;
      const std::optional<std::string> result = scene_.alertmanager.does(call, scene_.now);
      if (!call.subject.empty()) {
        keep(scene_.is_answered(call.method, call.subject, result, result ? "" : AlertmanagerModel::kAway));
      }
    } else if (call.method == "sendMessage" && !call.subject.empty()) {
      const values::MessageId number{++last_message_};
      messages_[{*call.chat, number}] = call.text();
      keep(scene_.arrives(call, last_message_));
    } else if (call.method == "editMessageText") {
      const values::MessageId number{call.parameters.at("message_id").as_int64()};
      const auto found = messages_.find({*call.chat, number});
      if (found != messages_.end()) found->second = call.text();
    }
  }

  std::mt19937 random_;
  AlertScene scene_;
  std::map<Episode, shop::Alert> every_;
  std::vector<Answer> outbox_;
  std::map<std::pair<values::ChatId, values::MessageId>, std::string> messages_;
  std::map<std::pair<values::ChatId, Episode>, int> times_told_;
  std::map<values::AlertId, values::Timestamp> changed_at_;
  std::int64_t last_message_ = 0;
};

class AlertProperty : public testing::TestWithParam<unsigned> {};

TEST_P(AlertProperty, EachIsToldOnceAndShownAsItIs) {
  RandomCourse course(GetParam());
  for (int step = 0; step < 300; ++step) course.goes_on();
  course.ends();
  course.check();
}

INSTANTIATE_TEST_SUITE_P(Seeds, AlertProperty, testing::Range(1U, 101U));

}  // namespace
}  // namespace bot
