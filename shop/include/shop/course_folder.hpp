#pragma once
// One course, read from the files of its folder. Whoever has the folder passes them; reading a catalogue again, it
// passes what was read before, so that only what has changed is read.
//
//   values::Result<shop::ReadCourse> read = shop::read_course({.name = "sql", .texts = texts, .media = media});
//   if (!read) fail(read.error().message);   // "courses/sql/course.yaml:7: price of the file is '0': …"
//
// Pure functions.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shop/catalogue.hpp"
#include "shop/course.hpp"
#include "values/result.hpp"

namespace shop {

inline constexpr std::string_view kCoursesFolder = "courses";   // In the catalogue's folder; need not be there.
inline constexpr std::string_view kCourseFile = "course.yaml";  // In a course's folder.
inline constexpr std::string_view kLessonExtension = ".md";

struct CourseFolder {
  std::string_view name;                 ///< The course's id.
  std::span<const CatalogueFile> texts;  ///< Its YAML and Markdown files, their names within it.
  /// Its other files. None: nobody knows, and what lessons show of them is not checked.
  std::optional<std::span<const CourseFile>> media = {};
};

struct ReadCourse {
  Course course;
  int channel_line = 0;             ///< Where course.yaml names the channel, from 1; 0 if it names none.
  std::vector<std::string> unused;  ///< Files of the folder that belong to nothing, by name.
};

/// `before`: the course as it was read last; lessons whose text is the same are shared with it.
values::Result<ReadCourse> read_course(const CourseFolder& folder, const Course* before = nullptr);

/// The catalogue of those courses and of the files beside the folder `courses`. `before`: what is the same as there
/// need not be prepared for the search again.
values::Result<Catalogue> make_catalogue(std::span<const CatalogueFile> files, std::span<const ReadCourse> courses,
                                         const Catalogue* before = nullptr);

}  // namespace shop
