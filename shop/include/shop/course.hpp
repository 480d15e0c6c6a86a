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
inline constexpr std::size_t kMaxLessons = 200;              // of a course
inline constexpr std::size_t kMaxCatalogueLessons = 60'000;  // of all courses: their texts are kept in memory
inline constexpr std::size_t kMaxCourseTitle = 32;           // code points: it is an invoice's title
inline constexpr std::size_t kMaxCourseDescription = 1024;   // code points; an invoice shows the beginning
inline constexpr std::chrono::days kMaxOpening{365};
inline constexpr int kMaxPosition = 100'000;
// What a bot may upload: a photo has 10 MB (Bot API, "Sending files"); others are kept in memory while they are sent.
inline constexpr std::uint64_t kMaxPhotoBytes = 10 << 20;
inline constexpr std::uint64_t kMaxMediaBytes = 20 << 20;

/// 1 to kMaxSlug of a-z, 0-9 and '-', the first not '-'.
bool is_slug(std::string_view text);

/// A text in the languages that a course has: one of them at least.
class CourseText {
 public:
  CourseText() = default;
  CourseText(std::optional<std::string> english, std::optional<std::string> russian);

  bool has(Language language) const;
  bool empty() const { return !english_ && !russian_; }
  /// In that language, or else in the other one; empty if there is none.
  const std::string& in(Language language) const;
  /// Begins one in that language where there is none.
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
  std::vector<MediaFile> media = {};  ///< What it shows of the files in the course's folder.
};

struct Lesson {
  values::LessonId id;
  bool preview = false;        ///< Anybody may read it.
  std::chrono::days after{0};  ///< Opens so long after the student got the course.
  /// By language; nullptr where the course lacks it. Shared with the catalogue that was in force before.
  std::shared_ptr<const LessonText> english = {};
  std::shared_ptr<const LessonText> russian = {};

  /// nullptr if it has none in that language.
  const std::shared_ptr<const LessonText>& text(Language language) const {
    return language == Language::russian ? russian : english;
  }
  std::shared_ptr<const LessonText>& text(Language language) {
    return language == Language::russian ? russian : english;
  }
  /// In that language, or else in the other one. A lesson of a catalogue has one of them at least.
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

/// A file beside the lessons that one of them shows.
struct CourseFile {
  std::string name;
  std::uint64_t size = 0;  ///< Bytes.
  std::string version;     ///< Another one when the file has changed.

  friend bool operator==(const CourseFile&, const CourseFile&) = default;
};

struct Course {
  values::CourseId id;
  CourseText title;
  CourseText description;            ///< In none but the title's languages; may be missing while it is not published.
  std::optional<int> position = {};  ///< Its place among the courses; those without one follow, by id.
  std::optional<values::Stars> price = {};  ///< None: it can't be bought by itself.
  std::vector<PlanId> plans = {};           ///< Those that include it.
  bool published = false;
  bool protect_content = false;  ///< Telegram keeps it from being forwarded and saved.
  bool certificate = true;       ///< For whoever reads it to the end; never for one without lessons.
  std::optional<CourseChannel> channel = {};
  std::vector<Lesson> lessons = {};    ///< May be none where there is a channel.
  std::vector<CourseFile> files = {};  ///< By name.

  /// Those that its title has.
  std::vector<Language> languages() const;
  /// nullptr if the course has no lesson of that name.
  const Lesson* lesson(const values::LessonId& id) const;
  /// The same of its files.
  const CourseFile* file(std::string_view name) const;
  bool included_in(PlanId plan) const;
  bool can_be_bought() const { return published && price.has_value(); }
};

/// Why nobody could make anything of the course if it were published: "it has no description". None if somebody can.
std::optional<std::string> why_not_publishable(const Course& course);

/// "tables.en.md"
std::string lesson_file_name(const values::LessonId& lesson, Language language);

}  // namespace shop
