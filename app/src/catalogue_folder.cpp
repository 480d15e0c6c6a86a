#include "catalogue_folder.hpp"

#include <algorithm>
#include <filesystem>
#include <future>
#include <iterator>
#include <thread>

namespace app {
namespace {

namespace fs = std::filesystem;
using shop::CatalogueFile;
using values::Error;
using values::Result;

// A file may say more than the parser accepts, so that the parser is the one who says so; but not without an end.
constexpr std::size_t kMaxYamlBytes = 4U << 20U;
constexpr std::size_t kMaxLessonFileBytes = shop::kMaxLessonBytes + 1;
// From so many courses on, further threads read some of them.
constexpr std::size_t kCoursesAThread = 50;
constexpr std::size_t kMaxThreads = 4;

std::string courses_path(const std::string& folder) {
  return (fs::path(folder) / shop::kCoursesFolder).string();
}

std::size_t limit_of(const ListedFile& file) {
  return file.name.ends_with(shop::kLessonExtension) ? kMaxLessonFileBytes : kMaxYamlBytes;
}

Result<std::vector<CatalogueFile>> read_all(const std::string& folder, const std::vector<ListedFile>& files) {
  std::vector<CatalogueFile> texts;
  texts.reserve(files.size());
  for (const ListedFile& file : files) {
    Result<std::string> text = read_listed(folder, file, limit_of(file));
    if (!text) return text.error();
    texts.push_back({.name = file.name, .text = std::move(*text)});
  }
  return texts;
}

/// Stays the same wherever the folder is copied to with its files' times.
std::string version_of(const FileStamp& stamp) {
  return std::to_string(stamp.size) + "-" + std::to_string(stamp.modified);
}

std::size_t threads_for(std::size_t courses) {
  const std::size_t useful = courses / kCoursesAThread;
  const std::size_t possible = std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, kMaxThreads);
  return std::clamp<std::size_t>(useful, 1, possible);
}

}  // namespace

CatalogueFolder::CatalogueFolder(std::string path, CataloguePointer catalogue)
    : path_(std::move(path)), loaded_(std::move(catalogue)) {}

std::string CatalogueFolder::course_path(const std::string& course) const {
  return courses_path(path_) + "/" + course;
}

CatalogueFolder::Look CatalogueFolder::look() const {
  Result<CatalogueListing> listing = list_catalogue(path_);
  if (!listing) return {std::nullopt, listing.error().message};
  return {std::move(*listing), ""};
}

Result<CatalogueFolder::CataloguePointer> CatalogueFolder::load() {
  seen_ = look();
  if (!seen_.first) return Error{seen_.second};
  return load(*seen_.first);
}

Result<CatalogueFolder::CataloguePointer> CatalogueFolder::load(const CatalogueListing& listing) {
  if (loaded_ != nullptr && loaded_listing_ == listing) return loaded_;
  Result<std::vector<CatalogueFile>> files = read_files(listing);
  if (!files) return files.error();

  std::vector<const ListedCourse*> changed;
  for (const ListedCourse& course : listing.courses) {
    const auto known = known_.find(course.name);
    if (known == known_.end() || known->second.listed != course) changed.push_back(&course);
  }
  std::optional<Error> first_error;
  std::vector<CourseResult> results = read(changed);
  for (std::size_t i = 0; i < changed.size(); ++i) {
    if (results[i]) {
      known_.insert_or_assign(changed[i]->name, KnownCourse{.listed = *changed[i], .read = std::move(*results[i])});
    } else if (!first_error) {
      first_error = results[i].error();
    }
  }
  if (first_error) return *first_error;

  std::erase_if(known_, [&](const auto& known) {
    return !std::ranges::binary_search(listing.courses, known.first, {}, &ListedCourse::name);
  });
  std::vector<shop::ReadCourse> courses;
  courses.reserve(known_.size());
  for (const auto& [name, known] : known_) courses.push_back(known.read);
  Result<shop::Catalogue> catalogue = shop::make_catalogue(*files, courses, loaded_.get());
  if (!catalogue) return named(catalogue.error());
  loaded_ = std::make_shared<const shop::Catalogue>(std::move(*catalogue));
  loaded_listing_ = listing;
  return loaded_;
}

Result<std::vector<CatalogueFile>> CatalogueFolder::read_files(const CatalogueListing& listing) const {
  Result<std::vector<CatalogueFile>> files = read_all(path_, listing.files);
  if (!files) return files;
  // Where no file may stand: it is named by its place, and the parser refuses it.
  for (const ListedFile& file : listing.astray) {
    files->push_back({.name = std::string(shop::kCoursesFolder) + "/" + file.name, .text = {}});
  }
  return files;
}

std::vector<CatalogueFolder::CourseResult> CatalogueFolder::read(
    const std::vector<const ListedCourse*>& courses) const {
  const std::size_t threads = threads_for(courses.size());
  std::vector<std::optional<CourseResult>> results(courses.size());
  const auto read_some = [&](std::size_t first) {
    for (std::size_t i = first; i < courses.size(); i += threads) results[i].emplace(read(*courses[i]));
  };
  std::vector<std::future<void>> others;
  for (std::size_t thread = 1; thread < threads; ++thread) {
    others.push_back(std::async(std::launch::async, read_some, thread));
  }
  read_some(0);
  for (std::future<void>& other : others) other.get();

  std::vector<CourseResult> all;
  all.reserve(results.size());
  for (std::optional<CourseResult>& result : results) all.push_back(std::move(*result));
  return all;
}

CatalogueFolder::CourseResult CatalogueFolder::read(const ListedCourse& course) const {
  const Result<std::vector<CatalogueFile>> texts = read_course_texts(path_, course);
  if (!texts) return texts.error();
  std::vector<shop::CourseFile> media;
  media.reserve(course.media.size());
  for (const ListedFile& file : course.media) {
    media.push_back({.name = file.name, .size = file.stamp.size, .version = version_of(file.stamp)});
  }
  const auto before = known_.find(course.name);
  CourseResult read = shop::read_course({.name = course.name, .texts = *texts, .media = media},
                                        before == known_.end() ? nullptr : &before->second.read.course);
  if (!read) return named(read.error());
  return read;
}

Error CatalogueFolder::named(const Error& error) const {
  return {(fs::path(path_) / "").string() + error.message};
}

std::vector<std::string> CatalogueFolder::unused_files() const {
  std::vector<std::string> files;
  for (const auto& [name, known] : known_) {
    for (const std::string& file : known.read.unused) files.push_back(course_path(name) + "/" + file);
  }
  return files;
}

Result<std::vector<CatalogueFile>> read_course_texts(const std::string& catalogue_folder, const ListedCourse& course) {
  return read_all(courses_path(catalogue_folder) + "/" + course.name, course.texts);
}

}  // namespace app
