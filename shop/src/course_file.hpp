#pragma once
// course.yaml: what a course is, and which lessons it has; their texts stand in files of their own.

#include <vector>

#include "shop/course.hpp"
#include "yaml_document.hpp"

namespace shop {

struct CourseDescription {
  Course course;                         ///< Its lessons without their texts, and none of its files.
  std::vector<YAML::Mark> lesson_marks;  ///< Where each lesson stands.
  YAML::Mark channel_mark;
};

/// Throws CatalogueRefused with file, line, value and what would be right.
CourseDescription read_course_file(const CatalogueFile& file, values::CourseId id);

}  // namespace shop
