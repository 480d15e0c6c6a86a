#include "english_alerting_texts.hpp"

#include <stdexcept>

#include "calendar.hpp"
#include "counting.hpp"
#include "english_texts.hpp"

namespace bot {
namespace {

using std::chrono::floor;
using values::Timestamp;

constexpr std::string_view kZone = " UTC";  // what a date ends with

std::string date(Timestamp at) {
  return english_texts().date(at);
}

/// "45 min", "2 h 5 min", "3 d 4 h"
std::string duration(std::chrono::milliseconds time) {
  using namespace std::chrono;
  if (time < minutes{1}) return std::to_string(floor<seconds>(time).count()) + " s";
  if (time < hours{1}) return std::to_string(floor<minutes>(time).count()) + " min";
  const bool within_a_day = time < days{1};
  const auto large = within_a_day ? floor<hours>(time).count() : floor<days>(time).count();
  const auto small = within_a_day ? floor<minutes>(time % hours{1}).count() : floor<hours>(time % days{1}).count();
  const std::string text = std::to_string(large) + (within_a_day ? " h" : " d");
  return small == 0 ? text : text + " " + std::to_string(small) + (within_a_day ? " min" : " h");
}

/// Without the day where that is today.
std::string until(Timestamp at, Timestamp now) {
  const bool today = floor<std::chrono::days>(at) == floor<std::chrono::days>(now);
  return "until " + (today ? calendar_minute(at).clock + " UTC" : date(at));
}

std::string and_more(std::size_t count) {
  return count == 0 ? "" : "\n… and " + std::to_string(count) + " more";
}

std::string listed(const ListedAlert& alert, Timestamp now) {
  std::string text = "\n\n" + std::string(alert.lamp) + " " + alert.summary;
  if (!alert.labels.empty()) text += "\n" + alert.labels;
  text += "\nsince " + date(alert.since);
  if (alert.since < now) text += " (" + duration(now - alert.since) + ")";
  if (alert.silenced) text += "\n🔕 silenced";
  if (alert.inhibited) text += "\n🔗 another alert speaks for it";
  return text;
}

std::string listed_alerts(const AlertList& list, Timestamp now) {
  std::string text;
  for (const ListedAlert& alert : list.alerts) text += listed(alert, now);
  return text + and_more(list.more_alerts);
}

std::string listed_silences(const AlertList& list, Timestamp now) {
  std::string text;
  std::size_t number = 0;
  for (const ListedSilence& silence : list.silences) {
    text += "\n\n" + std::to_string(++number) + ". " + silence.matchers + "\n" + until(silence.until, now) + ", by " +
            silence.created_by;
    if (!silence.comment.empty()) text += "\n" + silence.comment;
  }
  return text + and_more(list.more_silences);
}

class EnglishAlertingTexts final : public AlertingTexts {
 public:
  std::string nameless() const override { return "An alert without a name"; }
  std::string over() const override { return "Over:"; }
  std::string value(std::string_view value) const override { return "Value: " + std::string(value); }
  std::string since(Timestamp began_at) const override { return "Since " + date(began_at); }

  std::string lasted(Timestamp began_at, Timestamp over_at) const override {
    const bool one_day = floor<std::chrono::days>(began_at) == floor<std::chrono::days>(over_at);
    std::string begin = date(began_at);
    if (one_day) begin.resize(begin.size() - kZone.size());
    const std::string end = one_day ? calendar_minute(over_at).clock + std::string(kZone) : date(over_at);
    return begin + " – " + end + " (" + duration(over_at - began_at) + ")";
  }

  std::string silenced(Timestamp until_then, bool by_reader, std::string_view by, Timestamp now) const override {
    return "🔕 Silenced " + until(until_then, now) + " by " + (by_reader ? "you" : "owner " + std::string(by));
  }

  std::string stays_silenced(Timestamp until_then, Timestamp now) const override {
    return "🔕 Still silenced " + until(until_then, now) + ": /alerts";
  }

  std::string silence_button(SilenceLength length) const override {
    switch (length) {
      case SilenceLength::hour:
        return "Silence 1 h";
      case SilenceLength::four_hours:
        return "Silence 4 h";
      case SilenceLength::day:
        return "Silence 1 d";
    }
    throw std::logic_error("a silence without an English button");
  }

  std::string revoke_button() const override { return "End the silence"; }
  std::string chart_button() const override { return "Chart"; }
  std::string runbook_button() const override { return "Runbook"; }

  std::string more_alerts(std::size_t count) const override {
    return "🔔 And " + in_english(static_cast<std::int64_t>(count), "alert more fires", "alerts more fire") +
           ". /alerts shows what fires.";
  }

  std::string over_already() const override { return "This alert is over already."; }
  std::string silenced_already(Timestamp until_then, Timestamp now) const override {
    return "It is silenced already, " + until(until_then, now) + ".";
  }
  std::string not_silenced() const override { return "This alert is not silenced any more."; }
  std::string forgotten() const override { return "That alert was over long ago: nothing is known of it any more."; }

  std::string could_not_silence(std::string_view alert, std::string_view reason) const override {
    return "“" + std::string(alert) + "” could not be silenced: " + std::string(reason);
  }
  std::string could_not_revoke(std::string_view reason) const override {
    return "The silence could not be ended: " + std::string(reason);
  }

  std::string alerts(const AlertList& list, Timestamp now) const override {
    std::string text;
    if (!list.alerts.empty()) text = "🔔 What fires:" + listed_alerts(list, now);
    if (!list.silences.empty()) text += (text.empty() ? "🔕" : "\n\n🔕") + std::string(" What is silenced:");
    text += listed_silences(list, now);
    if (list.left_out > 0) text += "\n\nNot looked at, for there is too much: " + std::to_string(list.left_out);
    return text;
  }

  std::string all_quiet() const override { return "✅ All quiet: nothing fires, and nothing is silenced."; }

  std::string alertmanager_away(std::string_view reason, const AlertList& known, Timestamp now) const override {
    const std::string text = "⚠️ What fires can't be asked: " + std::string(reason) + "\n\n";
    if (known.alerts.empty()) return text + "I know of no alert that is not over.";
    return text + "What I was told of, and what was not over then:" + listed_alerts(known, now);
  }

  std::string revoke_button(std::size_t number) const override { return "End silence " + std::to_string(number); }
};

}  // namespace

const AlertingTexts& english_alerting_texts() {
  static const EnglishAlertingTexts texts;
  return texts;
}

}  // namespace bot
