#pragma once
// A course as the catalogue describes it (docs/catalogue.md), and the rules of reading it. Pure values and functions.
//
// Whoever has a course keeps it, whatever the catalogue says later: `published` only decides whether others find it and
// can buy it.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shop/language.hpp"
#include "shop/lesson.hpp"
#include "shop/plan.hpp"
#include "values/id.hpp"
#include "values/result.hpp"
#include "values/stars.hpp"

namespace shop {

inline constexpr std::size_t kMaxSlug = 24;  // bytes: two of them fit into a button's data
inline constexpr std::size_t kMaxCourses = 1'000;
inline constexpr std::size_t kMaxLessons = 200;             // of a course
inline constexpr std::size_t kMaxCourseTitle = 32;          // code points: it is an invoice's title
inline constexpr std::size_t kMaxCourseDescription = 1024;  // code points; an invoice shows the beginning

/// 1 to kMaxSlug of a-z, 0-9 and '-', the first not '-'.
bool is_slug(std::string_view text);

/// A text in the languages that a course has: one of them at least.
class CourseText {
 public:
  CourseText() = default;
  CourseText(std::optional<std::string> english, std::optional<std::string> russian);

  bool has(Language language) const;
  /// In that language, or else in the other one.
  const std::string& in(Language language) const;
  std::string& operator[](Language language);

  friend bool operator==(const CourseText&, const CourseText&) = default;

 private:
  std::optional<std::string> english_;
  std::optional<std::string> russian_;
};

/// One language's text of a lesson. The Markdown is kept as it stands in the file, and read when it is shown.
struct LessonText {
  std::string title;
  std::string markdown;  ///< Valid: parse_lesson makes something of it.
  std::size_t quizzes = 0;
};

struct Lesson {
  values::LessonId id;
  bool preview = false;        ///< Anybody may read it.
  std::chrono::days after{0};  ///< Opens so long after the student got the course.
  /// By language; nullptr where the course lacks it. Shared with the catalogue that was in force before.
  std::shared_ptr<const LessonText> english = {};
  std::shared_ptr<const LessonText> russian = {};

  /// In that language, or else in the other one.
  const LessonText& in(Language language) const;
};

/// How one gets into the channel or group of a course.
enum class ChannelEntry {
  invite_link,   ///< By a link for one person.
  join_request,  ///< By a link at which the bot lets those in who have the course.
};

std::string_view to_string(ChannelEntry entry);
std::optional<ChannelEntry> parse_channel_entry(std::string_view name);

struct CourseChannel {
  values::ChatId chat;
  ChannelEntry entry = ChannelEntry::join_request;

  friend bool operator==(const CourseChannel&, const CourseChannel&) = default;
};

struct Course {
  values::CourseId id;
  CourseText title;
  CourseText description;
  std::optional<values::Stars> price;  ///< None: it can't be bought by itself.
  std::vector<PlanId> plans = {};      ///< Those that include it.
  bool published = false;
  bool protect_content = false;  ///< Telegram keeps it from being forwarded and saved.
  bool certificate = true;       ///< For whoever reads it to the end; never for one without lessons.
  std::optional<CourseChannel> channel = {};
  std::vector<Lesson> lessons = {};  ///< May be none where there is a channel.

  std::vector<Language> languages() const;
  /// nullptr if the course has no lesson of that name.
  const Lesson* lesson(const values::LessonId& id) const;
  bool included_in(PlanId plan) const;
  bool can_be_bought() const { return published && price.has_value(); }
};

}  // namespace shop
