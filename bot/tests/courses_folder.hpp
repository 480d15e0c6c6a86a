#pragma once
// Courses as files in memory, changed as the program changes those on the disk.
//
//   CoursesFolder folder;
//   EXPECT_EQ(folder.carry_out(edit), std::nullopt);
//   EXPECT_THAT(folder.files.at("sql").at("course.yaml"), HasSubstr("price: 150"));

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "shop/course.hpp"
#include "shop/course_edit.hpp"

namespace bot {

class CoursesFolder {
 public:
  /// Why it can't be done; nothing once it is.
  std::optional<std::string> carry_out(const shop::CourseEdit& edit);

  /// Throws std::invalid_argument if a file can't be read.
  std::vector<shop::Course> courses() const;

  std::map<std::string, std::map<std::string, std::string>> files;  ///< By course and name.
  bool can_be_written = true;
};

}  // namespace bot
