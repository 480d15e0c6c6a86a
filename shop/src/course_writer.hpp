#pragma once
// Writes course.yaml. Pure.

#include <string>
#include <string_view>

#include "shop/course.hpp"

namespace shop {

/// What read_course_file makes the same course of, in the order of docs/catalogue.md; begins with the comments at the
/// top of `before`, the file's text until then.
std::string write_course_file(const Course& course, std::string_view before);

}  // namespace shop
