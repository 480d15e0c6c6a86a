#include "catalogue_listing.hpp"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <system_error>
#include <utility>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shop/course_folder.hpp"
#include "values/quote.hpp"

namespace app {
namespace {

namespace fs = std::filesystem;
using values::Error;

// More than a catalogue may hold, so that the parser is the one who says so; but not without an end.
constexpr std::size_t kMaxCourseFolders = 2 * shop::kMaxCourses;
constexpr std::size_t kMaxFilesInFolder = 2'000;
constexpr std::uint64_t kMaxTextBytes = std::uint64_t{256} << 20U;

/// The folder can't be listed; the text is one line.
class ListingFailed : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

std::string reason_of(int error) {
  return std::generic_category().message(error);
}

bool has_extension(std::string_view name, std::initializer_list<std::string_view> extensions) {
  return std::ranges::any_of(extensions, [&](std::string_view extension) { return name.ends_with(extension); });
}

bool is_yaml(std::string_view name) {
  return has_extension(name, {".yaml", ".yml"});
}

bool is_text(std::string_view name) {
  return is_yaml(name) || name.ends_with(shop::kLessonExtension);
}

FileStamp stamp_of(const struct stat& status) {
  const auto nanoseconds = [](const timespec& time) {
    return time.tv_sec * std::int64_t{1'000'000'000} + time.tv_nsec;
  };
  return {.inode = status.st_ino,
          .size = static_cast<std::uint64_t>(status.st_size),
          .modified = nanoseconds(status.st_mtim),
          .changed = nanoseconds(status.st_ctim)};
}

class Folder {
 public:
  explicit Folder(std::string path) : path_(std::move(path)), stream_(::opendir(path_.c_str())) {}
  ~Folder() {
    if (stream_ != nullptr) ::closedir(stream_);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  bool is_open() const { return stream_ != nullptr; }
  const std::string& path() const { return path_; }
  int descriptor() const { return ::dirfd(stream_); }

  /// The next name that isn't hidden; none at the end.
  std::optional<std::string> next() {
    errno = 0;
    while (const dirent* const entry = ::readdir(stream_)) {
      if (entry->d_name[0] != '.') return entry->d_name;
    }
    if (errno != 0) {
      throw ListingFailed("catalogue folder " + values::quote(path_) + " can't be read: " + reason_of(errno));
    }
    return std::nullopt;
  }

 private:
  std::string path_;
  DIR* stream_;
};

/// Lists one catalogue. Its paths are made of the folder's name as the setting has it, so that messages can show them.
class Lister {
 public:
  explicit Lister(const std::string& folder) : root_((fs::path(folder) / "").string()) {
    std::error_code ignored;
    real_root_ = (fs::canonical(folder, ignored) / "").string();
  }

  CatalogueListing list() {
    CatalogueListing listing;
    Folder folder(root_);
    if (!folder.is_open()) {
      throw ListingFailed("CATALOG is " + values::quote(root_) + ", which can't be read (" + reason_of(errno) +
                          "): a folder with plans.yaml is needed");
    }
    list_yaml(folder, listing.files);
    list_courses(listing);
    if (text_bytes_ > kMaxTextBytes) {
      throw ListingFailed("the catalogue's texts have " + std::to_string(text_bytes_) + " bytes: at most " +
                          std::to_string(kMaxTextBytes) + " are read");
    }
    return listing;
  }

  ListedCourse list_one(const std::string& name) {
    Folder folder(courses_path() + "/" + name);
    if (!folder.is_open()) {
      if (errno != ENOENT && errno != ENOTDIR) refuse_unreadable(folder.path());
      return {.name = name};
    }
    check_is_within(folder.path());
    return list_files(folder, name);
  }

 private:
  std::string courses_path() const { return root_ + std::string(shop::kCoursesFolder); }

  [[noreturn]] static void refuse_unreadable(const std::string& path) {
    throw ListingFailed("catalogue folder " + values::quote(path) + " can't be read: " + reason_of(errno));
  }

  void list_yaml(Folder& folder, std::vector<ListedFile>& files) {
    while (const auto name = folder.next()) {
      if (!is_yaml(*name)) continue;
      if (auto file = look_at(folder, *name)) add(std::move(*file), files, folder);
    }
    std::ranges::sort(files, {}, &ListedFile::name);
  }

  void list_courses(CatalogueListing& listing) {
    Folder folder(courses_path());
    if (!folder.is_open()) {
      if (errno == ENOENT) return;
      refuse_unreadable(folder.path());
    }
    while (const auto name = folder.next()) {
      Folder course(folder.path() + "/" + *name);
      if (course.is_open()) {
        check_is_within(course.path());
        listing.courses.push_back(list_files(course, *name));
        if (listing.courses.size() > kMaxCourseFolders) refuse_crowded(folder.path(), kMaxCourseFolders);
      } else if (errno != ENOTDIR && errno != ENOENT) {
        refuse_unreadable(course.path());
      } else if (is_yaml(*name)) {
        if (auto file = look_at(folder, *name)) add(std::move(*file), listing.astray, folder);
      }
    }
    std::ranges::sort(listing.astray, {}, &ListedFile::name);
    std::ranges::sort(listing.courses, {}, &ListedCourse::name);
  }

  ListedCourse list_files(Folder& folder, const std::string& name) {
    ListedCourse course{.name = name};
    while (const auto file_name = folder.next()) {
      auto file = look_at(folder, *file_name);
      if (file) add(std::move(*file), is_text(*file_name) ? course.texts : course.media, folder);
    }
    for (const ListedFile& text : course.texts) text_bytes_ += text.stamp.size;
    std::ranges::sort(course.texts, {}, &ListedFile::name);
    std::ranges::sort(course.media, {}, &ListedFile::name);
    return course;
  }

  static void add(ListedFile file, std::vector<ListedFile>& files, const Folder& folder) {
    files.push_back(std::move(file));
    if (files.size() > kMaxFilesInFolder) refuse_crowded(folder.path(), kMaxFilesInFolder);
  }

  [[noreturn]] static void refuse_crowded(const std::string& path, std::size_t limit) {
    throw ListingFailed("catalogue folder " + values::quote(path) + " holds more than " + std::to_string(limit) +
                        " entries");
  }

  /// None for what is no regular file, or has just gone.
  std::optional<ListedFile> look_at(const Folder& folder, const std::string& name) const {
    struct stat status{};
    if (::fstatat(folder.descriptor(), name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) return std::nullopt;
    if (S_ISREG(status.st_mode)) return ListedFile{.name = name, .stamp = stamp_of(status)};
    if (!S_ISLNK(status.st_mode)) return std::nullopt;
    if (::fstatat(folder.descriptor(), name.c_str(), &status, 0) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
    return ListedFile{.name = name, .stamp = stamp_of(status), .target = check_is_within(folder.path() + "/" + name)};
  }

  /// The path behind all links.
  std::string check_is_within(const std::string& path) const {
    std::error_code failure;
    const std::string real = fs::canonical(path, failure).string();
    if (failure) throw ListingFailed("catalogue file " + values::quote(path) + " can't be read: " + failure.message());
    if (real.starts_with(real_root_)) return real;
    throw ListingFailed("catalogue file " + values::quote(path) +
                        " is a link that leads out of the catalogue's folder: put the file itself there");
  }

  const std::string root_;
  std::string real_root_;
  std::uint64_t text_bytes_ = 0;
};

template <class List>
auto listed(List list) -> values::Result<decltype(list())> {
  try {
    return list();
  } catch (const ListingFailed& failure) {
    return Error{failure.what()};
  }
}

/// Closes it in the end.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  int number() const { return number_; }

 private:
  int number_;
};

/// The first `limit` bytes of the file at `path`, which messages call `name`.
values::Result<std::string> read_at_most(std::size_t limit, const std::string& path, const std::string& name) {
  const auto failed = [&](int error) {
    return Error{"catalogue file " + values::quote(name) + " can't be read: " + reason_of(error)};
  };
  const Descriptor descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
  if (descriptor.number() < 0) return failed(errno);

  std::string text(limit, '\0');
  std::size_t size = 0;
  while (size < text.size()) {
    const ssize_t count = ::read(descriptor.number(), text.data() + size, text.size() - size);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return failed(errno);
    if (count == 0) break;
    size += static_cast<std::size_t>(count);
  }
  text.resize(size);
  return {boost::system::in_place_value, std::move(text)};  // A text alone could be an error as well.
}

}  // namespace

values::Result<CatalogueListing> list_catalogue(const std::string& folder) {
  return listed([&] { return Lister(folder).list(); });
}

values::Result<ListedCourse> list_course(const std::string& folder, const std::string& name) {
  return listed([&] { return Lister(folder).list_one(name); });
}

values::Result<std::string> read_listed(const std::string& folder, const ListedFile& file, std::size_t limit) {
  const std::string path = (fs::path(folder) / file.name).string();
  // One byte more, so that a file that has grown meanwhile shows; its new stamp brings it back.
  return read_at_most(std::min<std::size_t>(file.stamp.size + 1, limit), file.target.empty() ? path : file.target,
                      path);
}

values::Result<std::string> read_below(const std::string& folder, const std::string& path, std::size_t limit) {
  const auto refused = [&](std::string_view why) {
    return Error{"file " + values::quote(path) + " can't be read: " + std::string(why)};
  };
  std::error_code failure;
  const std::string root = (fs::canonical(folder, failure) / "").string();
  const std::string real =
      failure ? "" : fs::canonical(fs::path(folder) / fs::path(path).relative_path(), failure).string();
  if (failure) return refused(failure.message());
  if (!real.starts_with(root)) return refused("it is not in the catalogue's folder");
  if (!fs::is_regular_file(real, failure)) return refused("it is no file");
  const std::uintmax_t size = fs::file_size(real, failure);
  if (failure) return refused(failure.message());
  values::Result<std::string> content = read_at_most(std::min<std::uintmax_t>(size, limit) + 1, real, path);
  if (content && content->size() > limit) return refused("it has more than " + std::to_string(limit) + " bytes");
  return content;
}

}  // namespace app
