#pragma once
// What the bot says about courses, as one function a message; a language is a class, as in texts.hpp.
//
// Plain text without markup. Parameters that come from outside are bounded by whoever passes them. Thread-safe: the
// objects have no state.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shop/course.hpp"
#include "shop/language.hpp"
#include "shop/reading.hpp"
#include "shop/records.hpp"
#include "texts.hpp"

namespace bot {

/// A course as somebody sees it.
struct CourseView {
  const shop::Course& course;
  bool theirs = false;
  shop::Standing standing = {};
  bool completed = false;
};

/// A place in a list that is shown in parts.
struct Page {
  std::size_t number = 1;
  std::size_t of = 1;
};

/// What was paid for what, for /receipts.
struct ReceiptLine {
  PaymentLine line;
  std::string product;
};

/// What keeps the bot from looking after a channel: Telegram's words, or else what it lacks there.
struct ChannelProblem {
  std::string words = {};
  bool is_administrator = true;
  bool may_invite = true;
  bool may_remove = true;
};

/// How many have read the lesson.
std::int64_t readers_of(const values::LessonId& lesson, const shop::CourseStatistics& statistics);

class CourseTexts {
 public:
  virtual ~CourseTexts() = default;

  // Finding a course.
  virtual std::string courses(const Page& page) const = 0;  ///< Above a button for each.
  virtual std::string no_courses() const = 0;
  virtual std::string course_button(const CourseView& view) const = 0;
  virtual std::string course(const CourseView& view) const = 0;
  virtual std::string course_gone() const = 0;
  virtual std::string how_to_search() const = 0;
  virtual std::string found(std::string_view query, std::size_t count) const = 0;
  virtual std::string nothing_found(std::string_view query) const = 0;
  virtual std::string page_button(bool forward) const = 0;
  virtual std::string all_courses_button() const = 0;

  // Getting it.
  virtual std::string buy_button(values::Stars price) const = 0;
  virtual std::string preview_button(const shop::Lesson& lesson) const = 0;
  virtual std::string not_for_sale(shop::DeclineReason reason) const = 0;
  virtual std::string bought(std::string_view title, const shop::Payment& payment) const = 0;
  virtual std::string granted(std::string_view title) const = 0;  ///< By an owner.
  virtual std::string revoked(std::string_view title) const = 0;
  virtual std::string taken_back(std::string_view title) const = 0;  ///< Behind the news that money went back.

  // Reading it.
  virtual std::string start_button() const = 0;
  virtual std::string read_on_button() const = 0;
  virtual std::string lessons_button() const = 0;
  virtual std::string next_button() const = 0;
  virtual std::string previous_button() const = 0;
  virtual std::string lessons(const CourseView& view, const Page& page) const = 0;  ///< Above a button for each.
  /// `opens`: when it does, if it hasn't yet.
  virtual std::string lesson_button(std::size_t number, const shop::Lesson& lesson, bool read, bool theirs,
                                    std::optional<values::Timestamp> opens) const = 0;
  /// Below a lesson: where it stands. `number` counts from 1.
  virtual std::string position(const CourseView& view, std::size_t number) const = 0;
  virtual std::string preview_ends(const shop::Course& course) const = 0;
  virtual std::string not_theirs(const shop::Course& course) const = 0;
  virtual std::string lesson_opens_at(const shop::Lesson& lesson, values::Timestamp at) const = 0;
  virtual std::string lesson_gone() const = 0;
  virtual std::string media_missing(std::string_view file) const = 0;  ///< In place of what Telegram will not show.

  // Questions in lessons.
  virtual std::string quiz(const shop::Quiz& quiz) const = 0;
  virtual std::string quiz_right(const shop::Quiz& quiz, std::size_t choice) const = 0;
  virtual std::string quiz_wrong(const shop::Quiz& quiz, std::size_t choice) const = 0;

  // The end of it.
  virtual std::string completed(const shop::Course& course, bool with_certificate) const = 0;
  virtual std::string telegram_name_button() const = 0;
  virtual std::string certificate(const shop::Course& course, std::string_view number) const = 0;
  virtual std::string certificate_button() const = 0;
  virtual std::string bad_name() const = 0;
  virtual std::string not_completed(const CourseView& view) const = 0;

  // Reminders.
  virtual std::string reminder(const CourseView& view) const = 0;
  virtual std::string lesson_open_now(const shop::Course& course, const shop::Lesson& lesson) const = 0;
  virtual std::string stop_reminders_button() const = 0;
  virtual std::string start_reminders_button() const = 0;
  virtual std::string reminders(bool on) const = 0;

  // What one has.
  virtual std::string my_courses(std::span<const CourseView> views) const = 0;
  virtual std::string receipts(std::span<const ReceiptLine> lines) const = 0;
  virtual std::string no_receipts() const = 0;
  virtual std::string which_language() const = 0;
  virtual std::string language_chosen() const = 0;
  virtual std::string ask_support() const = 0;

  // Channels.
  virtual std::string enter_button() const = 0;
  virtual std::string invitation(const shop::Course& course, bool for_one) const = 0;
  virtual std::string invitation_made(const shop::Course& course) const = 0;  ///< The link comes by itself.
  virtual std::string channel_unreachable(const shop::Course& course) const = 0;
  virtual std::string let_in(const shop::Course& course) const = 0;
  virtual std::string not_let_in(const shop::Course& course, std::string_view reason) const = 0;  ///< By Telegram.
  virtual std::string link_was_used(const shop::Course& course) const = 0;  ///< By a stranger; another one follows.
  virtual std::string turned_away(const shop::Course& course) const = 0;
  virtual std::string removed(std::string_view title) const = 0;

  // For owners.
  virtual std::string channel_problem(const ChannelProblem& problem) const = 0;
  virtual std::string channel_lost(const shop::Course& course, std::string_view problem) const = 0;
  virtual std::string channel_fine(const shop::Course& course) const = 0;
  /// The bot has become an administrator of what is no course's channel.
  virtual std::string channel_without_course(std::string_view title, values::ChatId chat) const = 0;
  virtual std::string not_removed(const shop::Course& course, values::UserId user, std::string_view reason) const = 0;
  virtual std::string media_refused(const shop::Course& course, std::string_view file,
                                    std::string_view reason) const = 0;
  virtual std::string statistics(const shop::Course& course, const shop::CourseStatistics& statistics) const = 0;
  virtual std::string statistics_of_all(
      std::span<const std::pair<const shop::Course*, shop::CourseStatistics>> courses) const = 0;
  virtual std::string no_such_course(std::string_view id) const = 0;
};

const CourseTexts& course_texts_in(shop::Language language);

}  // namespace bot
