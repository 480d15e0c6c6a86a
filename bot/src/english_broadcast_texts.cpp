#include "english_broadcast_texts.hpp"

#include <chrono>
#include <stdexcept>

#include "broadcast_bar.hpp"

namespace bot {
namespace {

std::string people(std::int64_t count) {
  return std::to_string(count) + (count == 1 ? " person" : " people");
}

std::string name_of(const shop::Broadcast& broadcast) {
  switch (broadcast.segment) {
    case shop::Segment::all:
      return "everybody";
    case shop::Segment::subscribers:
      return "everybody with a plan";
    case shop::Segment::lite:
      return "everybody with the plan lite";
    case shop::Segment::pro:
      return "everybody with the plan pro";
    case shop::Segment::unlimited:
      return "everybody with the plan unlimited";
    case shop::Segment::former:
      return "everybody whose plan has ended";
    case shop::Segment::newcomers:
      return "everybody who never had a plan";
    case shop::Segment::russian:
      return "everybody who speaks Russian";
    case shop::Segment::english:
      return "everybody who speaks English";
    case shop::Segment::students:
      return "the students of the course " + broadcast.course.value();
  }
  throw std::logic_error("a segment without its English name");
}

std::string duration(std::chrono::seconds time) {
  using namespace std::chrono;
  if (time < seconds{90}) return std::to_string(time.count()) + " s";
  const auto rounded = ceil<minutes>(time);
  if (rounded < minutes{90}) return std::to_string(rounded.count()) + " min";
  return std::to_string(rounded / hours{1}) + " h " + std::to_string((rounded % hours{1}).count()) + " min";
}

std::string state_of(const shop::Broadcast& broadcast) {
  switch (broadcast.state) {
    case shop::BroadcastState::drafted:
      return "not sent yet";
    case shop::BroadcastState::cancelled:
      return "cancelled, nobody got it";
    case shop::BroadcastState::running:
      return "being sent";
    case shop::BroadcastState::paused:
      return "paused";
    case shop::BroadcastState::stopped:
      return "stopped";
    case shop::BroadcastState::finished:
      return "finished";
  }
  throw std::logic_error("a broadcast's state without an English text");
}

class EnglishBroadcastTexts final : public BroadcastTexts {
 public:
  std::string how_to_broadcast() const override {
    return "Write for whom, and on the next line the message:\n\n"
           "/broadcast all\nA new course is out!\n\n"
           "Or reply with /broadcast all to any message in this chat: pictures, files and formatting go out as they "
           "are.\n\n"
           "For whom:\n"
           "all — everybody\n"
           "subscribers — who has a plan\n"
           "lite, pro, unlimited — who has that plan\n"
           "former — whose plan has ended\n"
           "new — who never had one\n"
           "ru, en — who speaks that language\n"
           "students:sql — who has the course “sql”, or reads it by a plan\n\n"
           "You see the message first; nothing is sent before you say so.";
  }

  std::string unknown_segment(std::string_view name) const override {
    return "I don't know for whom “" + std::string(name) + "” is.\n\n" + how_to_broadcast();
  }

  std::string nobody(const shop::Broadcast& draft) const override {
    return "Nobody would get this: the bot knows nobody whom it may write to (" + name_of(draft) + ").";
  }

  std::string one_at_a_time(const shop::Broadcast& under_way, std::int64_t awaited) const override {
    return "One broadcast at a time: wait for the end of this one, or stop it.\n\n" + progress(under_way, awaited);
  }

  std::string refused(std::string_view reason) const override {
    return "Telegram doesn't take this message, so it can't be sent to anybody: " + std::string(reason);
  }

  std::string draft(const shop::Broadcast& broadcast) const override {
    return "☝️ This goes to " + name_of(broadcast) + ": " + people(broadcast.total) + ". It takes about " +
           duration(shop::time_to_reach(broadcast.total)) + ".";
  }

  std::string progress(const shop::Broadcast& broadcast, std::int64_t awaited) const override {
    std::string text = "📣 Broadcast to " + name_of(broadcast) + ": " + state_of(broadcast);
    if (broadcast.state == shop::BroadcastState::cancelled) return text;
    text += "\n" + bar_of(broadcast) + "\nSent: " + std::to_string(broadcast.sent) +
            "\nBlocked the bot: " + std::to_string(broadcast.blocked) +
            "\nNot delivered: " + std::to_string(broadcast.failed) + "\nLeft: " + std::to_string(left_of(broadcast));
    const bool held =
        broadcast.state == shop::BroadcastState::paused || broadcast.state == shop::BroadcastState::stopped;
    if (held && awaited > 0) text += "\n\nOn their way already: " + std::to_string(awaited) + ". Those still go out.";
    return text;
  }

  std::string ended(const shop::Broadcast& broadcast) const override {
    const bool finished = broadcast.state == shop::BroadcastState::finished;
    return std::string(finished ? "✅ The broadcast is finished" : "⏹ The broadcast is stopped") + ": " +
           people(broadcast.sent) + " got it, " + std::to_string(broadcast.blocked) + " blocked the bot, " +
           std::to_string(broadcast.failed) + " could not be reached.";
  }

  std::string send_button() const override { return "Send"; }
  std::string cancel_button() const override { return "Cancel"; }
  std::string pause_button() const override { return "Pause"; }
  std::string resume_button() const override { return "Resume"; }
  std::string stop_button() const override { return "Stop"; }
};

}  // namespace

const BroadcastTexts& english_broadcast_texts() {
  static const EnglishBroadcastTexts texts;
  return texts;
}

}  // namespace bot
