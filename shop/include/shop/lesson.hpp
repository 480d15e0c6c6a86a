#pragma once
// What a lesson's file holds: Markdown (docs/lessons.md describes it), read into what Telegram can show, and written
// back. Pure functions, thread-safe.
//
//   auto lesson = shop::parse_lesson("tables.en.md", "# Tables\n\nA table has **rows**.");
//   if (!lesson) fail(lesson.error().message);   // "tables.en.md:3: …"

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "shop/formatted_text.hpp"
#include "values/result.hpp"

namespace shop {

enum class MediaKind { photo, video, document };

std::string_view to_string(MediaKind kind);

/// Either a file beside the lesson's or one that Telegram keeps for the bot.
struct MediaFile {
  MediaKind kind = MediaKind::photo;
  std::string file;           ///< Its name in the course's folder: no path.
  std::string telegram_file;  ///< A file_id.

  friend bool operator==(const MediaFile&, const MediaFile&) = default;
};

struct MediaPart {
  MediaFile media;
  FormattedText caption;  ///< At most 1024 code units: what is more of it stands in the text behind.

  friend bool operator==(const MediaPart&, const MediaPart&) = default;
};

/// A question with one right answer.
struct Quiz {
  std::string question;
  std::vector<std::string> options;  ///< 2 to 10.
  std::size_t correct = 0;           ///< Its place among the options.
  std::string explanation;           ///< Shown after an answer; may be empty.

  friend bool operator==(const Quiz&, const Quiz&) = default;
};

using LessonPart = std::variant<FormattedText, MediaPart, Quiz>;

struct LessonContent {
  std::string title;
  std::vector<LessonPart> parts;  ///< In the order in which they are shown; at least one. Texts may need splitting.

  friend bool operator==(const LessonContent&, const LessonContent&) = default;
};

inline constexpr std::size_t kMaxLessonTitle = 64;         // code points: a button shows it
inline constexpr std::size_t kMaxLessonBytes = 128 << 10;  // of its file
inline constexpr std::size_t kMaxLessonParts = 30;
inline constexpr std::size_t kMaxQuizzes = 10;           // in a lesson
inline constexpr std::size_t kMaxQuizQuestion = 300;     // code points, as in Telegram's own quizzes
inline constexpr std::size_t kMaxQuizOption = 100;       // code points
inline constexpr std::size_t kMaxQuizExplanation = 200;  // code points

/// An error is one line that begins with `file` and the line's number. What Markdown can say and Telegram can't is
/// shown as well as it can be (a table, a list), or refused (HTML, an image within a sentence); never dropped.
values::Result<LessonContent> parse_lesson(std::string_view file, std::string_view markdown);

/// Its title alone, which is the first line: as fast as that is read. An error where parse_lesson gives one for it.
values::Result<std::string> parse_lesson_title(std::string_view file, std::string_view markdown);

/// Markdown from which parse_lesson makes the same again. What it would never make (a text that came from a chat) is
/// written as near to it as can be: parse_lesson makes something of that, and the same each time, if the limits are
/// kept.
std::string write_lesson(const LessonContent& lesson);

}  // namespace shop
