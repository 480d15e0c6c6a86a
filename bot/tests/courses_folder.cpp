#include "courses_folder.hpp"

#include <stdexcept>

#include "shop/course_folder.hpp"

namespace bot {
namespace {

std::vector<shop::CatalogueFile> list(const std::map<std::string, std::string>& files) {
  std::vector<shop::CatalogueFile> listed;
  for (const auto& [name, text] : files) listed.push_back({.name = name, .text = text});
  return listed;
}

}  // namespace

std::optional<std::string> CoursesFolder::carry_out(const shop::CourseEdit& edit) {
  if (!can_be_written) return "the catalogue's folder can't be written: Permission denied";
  const auto found = files.find(edit.course.value());
  const auto before = found == files.end() ? std::vector<shop::CatalogueFile>{} : list(found->second);
  const values::Result<std::vector<shop::CatalogueFile>> changed = shop::apply(edit, before);
  if (!changed) return changed.error().message;
  std::map<std::string, std::string>& course = files[edit.course.value()];
  for (const shop::CatalogueFile& file : *changed) {
    if (file.text.empty()) {
      course.erase(file.name);
    } else {
      course[file.name] = file.text;
    }
  }
  return std::nullopt;
}

std::vector<shop::Course> CoursesFolder::courses() const {
  std::vector<shop::Course> all;
  for (const auto& [name, texts] : files) {
    const std::vector<shop::CatalogueFile> listed = list(texts);
    values::Result<shop::ReadCourse> read = shop::read_course({.name = name, .texts = listed});
    if (!read) throw std::invalid_argument(read.error().message);
    all.push_back(std::move(read->course));
  }
  return all;
}

}  // namespace bot
