#include "shop/course_folder.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <utility>

#include "course_file.hpp"

namespace shop {
namespace {

constexpr std::uint64_t kMegabyte = 1 << 20;

/// The folder while it is read: what of it was used is remembered.
class Reading {
 public:
  Reading(const CourseFolder& folder, const Course* before)
      : folder_(folder),
        before_(before),
        path_(std::string(kCoursesFolder).append("/").append(quoted_if_foreign(folder.name)).append("/")) {
    for (const CatalogueFile& file : folder.texts) texts_.emplace(file.name, &file);
    if (folder.media) {
      for (const CourseFile& file : *folder.media) media_.emplace(file.name, &file);
    }
  }

  ReadCourse run() {
    if (!is_slug(folder_.name)) {
      throw CatalogueRefused(path_ + ": the folder of a course is named with 1 to " + std::to_string(kMaxSlug) +
                             " of the characters a to z, 0 to 9 and '-', which can't be the first: rename it");
    }
    CourseDescription read = read_course_file(description(), values::CourseId{std::string(folder_.name)});
    for (std::size_t i = 0; i < read.course.lessons.size(); ++i) {
      read_texts(read.course, read.course.lessons[i], read.lesson_marks[i]);
    }
    for (const CourseFile* file : shown_) read.course.files.push_back(*file);
    std::ranges::sort(read.course.files, {}, &CourseFile::name);
    const int channel_line = read.course.channel ? read.channel_mark.line + 1 : 0;
    return {.course = std::move(read.course), .channel_line = channel_line, .unused = unused()};
  }

 private:
  static std::string quoted_if_foreign(std::string_view name) {
    return is_slug(name) ? std::string(name) : quoted(name);
  }

  CatalogueFile description() {
    for (const auto& [name, file] : texts_) {
      if (name == kCourseFile || name.ends_with(kLessonExtension)) continue;
      throw CatalogueRefused(path_ + quoted(name) + " is no file of a course: remove it, or name it " +
                             std::string(kCourseFile));
    }
    const CatalogueFile* const file = text_named(kCourseFile);
    if (file == nullptr) throw CatalogueRefused(path_ + std::string(kCourseFile) + " is missing: a course needs it");
    return {.name = path_ + file->name, .text = file->text};
  }

  const CatalogueFile* text_named(std::string_view name) {
    const auto found = texts_.find(name);
    if (found == texts_.end()) return nullptr;
    used_.insert(found->first);
    return found->second;
  }

  void read_texts(const Course& course, Lesson& lesson, const YAML::Mark& mark) {
    std::string expected;
    for (const Language language : course.languages()) {
      const std::string name = lesson_file_name(lesson.id, language);
      if (const CatalogueFile* file = text_named(name)) lesson.text(language) = text_of(*file, lesson.id, language);
      expected.append(expected.empty() ? "" : " or ").append(name);
    }
    if (!lesson.english && !lesson.russian) {
      throw CatalogueRefused(
          path_ + std::string(kCourseFile), mark,
          "lesson " + quoted(lesson.id.value()) + " has no text: write " + expected + " beside this file");
    }
  }

  std::shared_ptr<const LessonText> text_of(const CatalogueFile& file, const values::LessonId& lesson,
                                            Language language) {
    std::shared_ptr<const LessonText> text = unchanged(file, lesson, language);
    if (text == nullptr) text = std::make_shared<const LessonText>(parsed(file));
    for (const MediaFile& media : text->media) check(media, file);
    return text;
  }

  std::shared_ptr<const LessonText> unchanged(const CatalogueFile& file, const values::LessonId& lesson,
                                              Language language) const {
    const Lesson* const before = before_ != nullptr ? before_->lesson(lesson) : nullptr;
    if (before == nullptr || before->text(language) == nullptr) return nullptr;
    return before->text(language)->markdown == file.text ? before->text(language) : nullptr;
  }

  LessonText parsed(const CatalogueFile& file) const {
    values::Result<LessonContent> content = parse_lesson(path_ + file.name, file.text);
    if (!content) throw CatalogueRefused(content.error().message);
    LessonText text{.title = std::move(content->title), .markdown = file.text};
    for (const LessonPart& part : content->parts) {
      if (std::holds_alternative<Quiz>(part)) ++text.quizzes;
      const auto* const shown = std::get_if<MediaPart>(&part);
      if (shown != nullptr && !shown->media.file.empty()) text.media.push_back(shown->media);
    }
    return text;
  }

  /// A file that a lesson shows must be there, and one that a bot can upload.
  void check(const MediaFile& media, const CatalogueFile& lesson) {
    if (!folder_.media) return;
    const auto found = media_.find(media.file);
    if (found == media_.end()) {
      throw CatalogueRefused(path_ + lesson.name, place_of(media.file, lesson),
                             quoted(media.file) + " is not in the folder: put it there, or remove it here");
    }
    const CourseFile& file = *found->second;
    const std::uint64_t limit = media.kind == MediaKind::photo ? kMaxPhotoBytes : kMaxMediaBytes;
    if (file.size == 0 || file.size > limit) {
      throw CatalogueRefused(path_ + lesson.name, place_of(media.file, lesson),
                             quoted(media.file) + " is " + std::to_string(file.size) + " bytes long: a " +
                                 std::string(to_string(media.kind)) + " has 1 byte to " +
                                 std::to_string(limit / kMegabyte) + " MB");
    }
    used_.insert(found->first);
    shown_.insert(&file);
  }

  /// Where the lesson names the file first.
  static YAML::Mark place_of(std::string_view name, const CatalogueFile& lesson) {
    const std::size_t at = lesson.text.find(name);
    YAML::Mark mark = at == std::string::npos ? YAML::Mark::null_mark() : YAML::Mark();
    if (at != std::string::npos) {
      mark.line = static_cast<int>(std::count(lesson.text.begin(), lesson.text.begin() + static_cast<long>(at), '\n'));
    }
    return mark;
  }

  std::vector<std::string> unused() const {
    std::vector<std::string> names;
    for (const auto& [name, file] : texts_) {
      if (!used_.contains(name)) names.emplace_back(name);
    }
    for (const auto& [name, file] : media_) {
      if (!used_.contains(name)) names.emplace_back(name);
    }
    std::ranges::sort(names);
    return names;
  }

  const CourseFolder& folder_;
  const Course* const before_;
  const std::string path_;
  std::map<std::string_view, const CatalogueFile*> texts_;
  std::map<std::string_view, const CourseFile*> media_;
  std::set<std::string_view> used_;
  std::set<const CourseFile*> shown_;
};

}  // namespace

values::Result<ReadCourse> read_course(const CourseFolder& folder, const Course* before) {
  try {
    return Reading(folder, before).run();
  } catch (const CatalogueRefused& refused) {
    return values::Error{refused.what()};
  }
}

}  // namespace shop
