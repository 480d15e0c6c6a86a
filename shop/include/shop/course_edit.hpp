#pragma once
// Changes of a course from the chat: small operations that are carried out on the files of its folder, wherever those
// have come to meanwhile. Carried out twice, the second time changes nothing. Who has seen an older state of what they
// change is refused. Pure: whoever has the folder passes its files, and writes those that come back.
//
//   const CourseEdit edit{.course = id, .change = SetPrice{.from = values::Stars{100}, .to = values::Stars{150}}};
//   values::Result<std::vector<CatalogueFile>> written = shop::apply(edit, files_of_the_folder);
//   if (!written) reply(written.error().message);

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "shop/catalogue.hpp"
#include "shop/course.hpp"
#include "shop/fingerprint.hpp"

namespace shop {

struct CreateCourse {
  Language language;
  std::string title;
};
struct SetTitle {
  Language language;
  std::string from;  ///< Empty: none in that language; the same for SetDescription.
  std::string to;
};
struct SetDescription {
  Language language;
  std::string from;
  std::string to;
};
struct SetPrice {
  std::optional<values::Stars> from;
  std::optional<values::Stars> to;
};
/// Refused for a course that nobody could make anything of: no description, no lessons and no channel, no price and no
/// plan.
struct SetPublished {
  bool to;
};
struct SetProtected {
  bool to;
};
struct SetPlans {
  std::vector<PlanId> from;
  std::vector<PlanId> to;
};
struct SetChannel {
  std::optional<CourseChannel> from;
  std::optional<CourseChannel> to;
};
/// At the end.
struct AddLesson {
  values::LessonId lesson;
  Language language;
  LessonContent content;
};
/// More of a lesson: a quiz, a picture.
struct AddToLesson {
  values::LessonId lesson;
  Language language;
  /// Of the text as it was seen (`fingerprint_of`); empty: behind whatever is there by then.
  std::string fingerprint;
  LessonPart part;
};
/// Also adds it in a language that the lesson lacks; `fingerprint` is empty then.
struct ReplaceLesson {
  values::LessonId lesson;
  Language language;
  std::string fingerprint;
  LessonContent content;
};
struct RemoveLesson {
  values::LessonId lesson;
};
struct MoveLesson {
  values::LessonId lesson;
  std::optional<values::LessonId> before;  ///< None: to the end.
};
struct SetPreview {
  values::LessonId lesson;
  bool to;
};
struct SetOpening {
  values::LessonId lesson;
  std::chrono::days from;
  std::chrono::days to;
};

using CourseChange =
    std::variant<CreateCourse, SetTitle, SetDescription, SetPrice, SetPublished, SetProtected, SetPlans, SetChannel,
                 AddLesson, AddToLesson, ReplaceLesson, RemoveLesson, MoveLesson, SetPreview, SetOpening>;

struct CourseEdit {
  values::CourseId course;
  CourseChange change;
};

/// A few words for the audit log: "price 100 → 150", "lesson tables: replaced (en)".
std::string describe(const CourseEdit& edit);

/// For the outbox; and back. An error for what no CourseEdit was written as, or whose lesson can't be read.
std::string to_text(const CourseEdit& edit);
values::Result<CourseEdit> course_edit_from_text(std::string_view text);

/// A slug for a title in Latin or Cyrillic letters that none of `taken` is: "Основы SQL" is "osnovy-sql", then
/// "osnovy-sql-2". "untitled" for a title without such letters.
std::string slug_for(std::string_view title, std::span<const std::string> taken);

/// The files of the course's folder (names within it) that `edit` changes, with their new text, to be written in this
/// order; a file whose text is empty is to be removed. Empty if all is as it should be already. `files` are all YAML
/// and Markdown files of the folder; none for a course that isn't there. What comes out is a course that
/// parse_catalogue accepts, as far as these files tell. An error is a sentence for the owner, in English.
///
/// course.yaml is written anew, in the order of docs/catalogue.md; of its comments only those at its top are kept.
values::Result<std::vector<CatalogueFile>> apply(const CourseEdit& edit, std::span<const CatalogueFile> files);

}  // namespace shop
