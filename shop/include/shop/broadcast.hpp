#pragma once
// A message to many: to whom, how far it has come, and the rules of its going out. Pure values and functions.
//
// The recipients are taken in the order of their numbers, a few at a time: the last one taken is remembered with the
// messages that were enqueued, so that nobody is left out or taken twice whatever ends the program.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "values/id.hpp"
#include "values/time.hpp"

namespace shop {

/// Who gets a broadcast. Nobody who blocked the bot ever does.
enum class Segment {
  all,
  subscribers,  ///< A plan of theirs runs.
  lite,
  pro,
  unlimited,
  former,     ///< They had a plan, and none runs.
  newcomers,  ///< They never had one.
  russian,
  english,
  students,  ///< Of a course.
};

/// As an owner types them: "all", "subscribers", "lite", "pro", "unlimited", "former", "new", "ru", "en", "students".
std::string_view to_string(Segment segment);
std::optional<Segment> parse_segment(std::string_view name);

enum class BroadcastState {
  drafted,    ///< Its owner looks at it.
  cancelled,  ///< Its owner, or Telegram, did not want it.
  running,
  paused,
  stopped,   ///< For good, before everybody had it.
  finished,  ///< Everybody had it.
};

std::string_view to_string(BroadcastState state);
std::optional<BroadcastState> parse_broadcast_state(std::string_view name);

struct Broadcast {
  values::BroadcastId id;
  values::BotId bot;
  values::UserId owner;
  Segment segment = Segment::all;
  values::CourseId course = {};                          ///< Of `Segment::students`.
  std::string text;                                      ///< Of a copied message its text or caption, if it has one.
  std::optional<values::MessageId> copied_message = {};  ///< In the owner's chat. None: the text is sent.
  BroadcastState state = BroadcastState::drafted;
  values::UserId cursor = {};  ///< The last recipient taken.
  std::int64_t total = 0;      ///< How many there were to reach when it was drafted or sent.
  std::int64_t sent = 0;
  std::int64_t blocked = 0;
  std::int64_t failed = 0;
  values::MessageId progress_message = {};  ///< In the owner's chat, once it was sent.
  values::MessageId last_message = {};      ///< The highest that is known of the bot's own, once it was sent.
  values::Timestamp created_at;
  std::optional<values::Timestamp> started_at = {};
  std::optional<values::Timestamp> progress_shown_at = {};
  std::optional<values::Timestamp> ended_at = {};  ///< Nothing of it goes out any more.

  bool under_way() const { return started_at && !ended_at; }

  friend bool operator==(const Broadcast&, const Broadcast&) = default;
};

/// So many messages of a broadcast wait for Telegram's answer at a time: two seconds' worth.
inline constexpr std::int64_t kBroadcastWindow = 60;
/// Telegram lets a bot send about 30 messages a second that nobody asked for (core.telegram.org/bots/faq).
inline constexpr std::int64_t kBroadcastRate = 28;
/// A draft that nobody has sent is forgotten then.
inline constexpr std::chrono::hours kDraftLife{24};
inline constexpr std::chrono::seconds kProgressInterval{5};

/// How long it takes to reach so many.
std::chrono::seconds time_to_reach(std::int64_t recipients);

/// Where to look for a message that was being sent when the program ended. A bot's messages in private chats are
/// numbered in one sequence over all chats, so it lies near the last one known: the number of the place to look at in
/// the step `step`, counted from 0. From the nearest on, from 16 before to 112 behind; none when all were looked at.
std::optional<values::MessageId> place_to_look(values::MessageId last_known, std::int64_t step);

}  // namespace shop
