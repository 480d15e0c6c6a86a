#include "catalogue_writer.hpp"

#include <cerrno>
#include <filesystem>
#include <numeric>
#include <system_error>
#include <vector>

#include <sys/stat.h>
#include <unistd.h>

#include "catalogue_folder.hpp"
#include "file_replacement.hpp"
#include "values/quote.hpp"

namespace app {
namespace {

namespace fs = std::filesystem;
using values::Result;

constexpr mode_t kModeOfNewFiles = 0644;
constexpr mode_t kPermissions = 07777;

mode_t mode_of(const std::string& path) {
  struct stat status{};
  return ::stat(path.c_str(), &status) == 0 ? status.st_mode & kPermissions : kModeOfNewFiles;
}

/// Creates the folder where it is missing, and makes that last.
void require_folder(const fs::path& folder) {
  if (fs::create_directory(folder)) sync_folder(folder.parent_path().string());
}

std::size_t lessons_in(const shop::Catalogue& catalogue) {
  const auto courses = catalogue.courses();
  return std::accumulate(courses.begin(), courses.end(), std::size_t{0},
                         [](std::size_t sum, const shop::Course& course) { return sum + course.lessons.size(); });
}

/// What the course's own files can't tell: that the catalogue would refuse it beside the others.
std::optional<std::string> conflict(const shop::CourseEdit& edit, const shop::Catalogue& catalogue) {
  if (const auto* channel = std::get_if<shop::SetChannel>(&edit.change); channel != nullptr && channel->to) {
    const shop::Course* const other = catalogue.course_of_channel(channel->to->chat);
    if (other != nullptr && other->id != edit.course) {
      return "channel " + std::to_string(channel->to->chat.value()) + " is the channel of course '" +
             other->id.value() + "' already: a channel belongs to one course";
    }
  }
  if (std::holds_alternative<shop::CreateCourse>(edit.change) && catalogue.course(edit.course) == nullptr &&
      catalogue.courses().size() >= shop::kMaxCourses) {
    return "there are " + std::to_string(shop::kMaxCourses) + " courses, which is the most there may be";
  }
  if (std::holds_alternative<shop::AddLesson>(edit.change) && lessons_in(catalogue) >= shop::kMaxCatalogueLessons) {
    return "there are " + std::to_string(shop::kMaxCatalogueLessons) + " lessons, which is the most there may be";
  }
  return std::nullopt;
}

/// "Permission denied; the bot runs as user 10001", for whoever must mend it.
std::string reason_of(const std::error_code& error) {
  const std::string who = "the bot runs as user " + std::to_string(::geteuid());
  const bool is_forbidden = error == std::errc::permission_denied || error == std::errc::operation_not_permitted;
  return error.message() + (is_forbidden ? "; " + who : "");
}

}  // namespace

std::optional<std::string> why_not_writable(const std::string& folder) {
  const fs::path courses = fs::path(folder) / shop::kCoursesFolder;
  std::error_code ignored;
  const fs::path written = fs::exists(courses, ignored) ? courses : fs::path(folder);
  if (::access(written.c_str(), W_OK) == 0) return std::nullopt;
  return "the catalogue's folder " + values::quote(written.string()) +
         " can't be written, so courses can't be changed from the chat: " +
         reason_of(std::error_code(errno, std::generic_category()));
}

std::optional<EditRefused> CatalogueWriter::write(const shop::CourseEdit& edit,
                                                  const shop::Catalogue& catalogue) const {
  const std::string& course = edit.course.value();
  if (!shop::is_slug(course)) return EditRefused{.reason = "there is no course of that name"};
  if (auto reason = conflict(edit, catalogue)) return EditRefused{.reason = std::move(*reason)};
  const Result<ListedCourse> listed = list_course(folder_, course);
  if (!listed) return EditRefused{.by_the_disk = true, .reason = listed.error().message};
  const Result<std::vector<shop::CatalogueFile>> files = read_course_texts(folder_, *listed);
  if (!files) return EditRefused{.by_the_disk = true, .reason = files.error().message};
  const Result<std::vector<shop::CatalogueFile>> changed = shop::apply(edit, *files);
  if (!changed) return EditRefused{.reason = changed.error().message};
  try {
    for (const shop::CatalogueFile& file : *changed) put(course, file);
  } catch (const std::system_error& failure) {
    return EditRefused{.by_the_disk = true,
                       .reason = "the catalogue's folder can't be written: " + reason_of(failure.code())};
  }
  return std::nullopt;
}

void CatalogueWriter::put(const std::string& course, const shop::CatalogueFile& file) const {
  const fs::path courses = fs::path(folder_) / shop::kCoursesFolder;
  const fs::path folder = courses / course;
  const std::string path = (folder / file.name).string();
  if (file.text.empty()) {
    fs::remove(path);
  } else {
    require_folder(courses);
    require_folder(folder);
    replace_file(path, file.text, mode_of(path));
  }
  sync_folder(folder.string());
}

}  // namespace app
