#pragma once
// What is remembered of those who have courses. Plain values: the store keeps them, decisions read them.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "values/id.hpp"
#include "values/stars.hpp"
#include "values/time.hpp"

namespace shop {

/// That somebody has a course, or had it. It stays when the course is given back: what was read is not forgotten.
struct Enrolment {
  values::BotId bot;
  values::UserId user;
  values::CourseId course;
  bool owned = false;  ///< Bought or granted, and not given back. Otherwise it takes a plan that includes the course.
  std::optional<values::OrderId> order = {};           ///< The last one by which it was bought.
  values::Timestamp enrolled_at;                       ///< Lessons open so and so long after this.
  std::optional<values::Timestamp> last_read_at = {};  ///< The last lesson.
  std::int64_t reminders = 0;                          ///< Sent since then.
  std::optional<values::Timestamp> completed_at = {};  ///< Once, whatever is added to the course later.
  std::string certificate = {};                        ///< Its number, once there is one.

  friend bool operator==(const Enrolment&, const Enrolment&) = default;
};

/// The last answer to a question of a lesson; a right one stays.
struct QuizAnswer {
  values::LessonId lesson;
  std::size_t quiz = 0;    ///< Its place among the lesson's.
  std::size_t choice = 0;  ///< The place of the option.
  bool correct = false;

  friend bool operator==(const QuizAnswer&, const QuizAnswer&) = default;
};

/// What a student has done of a course, in the order in which it was done first. May name lessons that are gone.
struct Progress {
  std::vector<values::LessonId> read;
  std::vector<QuizAnswer> answers;

  friend bool operator==(const Progress&, const Progress&) = default;
};

enum class MembershipState {
  invited,  ///< May come in.
  joined,
  left,     ///< By themselves, or sent away by somebody else.
  removed,  ///< By the bot.
};

std::string_view to_string(MembershipState state);
std::optional<MembershipState> parse_membership_state(std::string_view name);

/// Somebody and the private channel of a course.
struct Membership {
  values::BotId bot;
  values::UserId user;
  values::CourseId course;
  values::ChatId chat;
  MembershipState state = MembershipState::invited;
  std::string link = {};  ///< The invite link, once Telegram has made it.
  values::Timestamp changed_at;

  friend bool operator==(const Membership&, const Membership&) = default;
};

/// Whether the bot can let people into a channel, and remove them.
struct ChannelStanding {
  values::BotId bot;
  values::ChatId chat;
  bool usable = false;
  std::string problem = {};  ///< Telegram's words, or what right is missing.
  values::Timestamp at;

  friend bool operator==(const ChannelStanding&, const ChannelStanding&) = default;
};

/// How a course does, on all replicas together.
struct CourseStatistics {
  std::int64_t views = 0;  ///< Of its page.
  std::int64_t sales = 0;
  values::Stars received;
  std::int64_t students = 0;  ///< Who have it, or read it by a plan.
  std::int64_t completed = 0;
  std::vector<std::pair<values::LessonId, std::int64_t>> readers = {};  ///< By lesson, in no order.

  friend bool operator==(const CourseStatistics&, const CourseStatistics&) = default;
};

}  // namespace shop
