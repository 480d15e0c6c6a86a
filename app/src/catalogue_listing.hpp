#pragma once
// Which files the catalogue's folder holds, without reading them: enough to see that something has changed.
//
//   const values::Result<app::CatalogueListing> before = app::list_catalogue("catalog/");
//   …
//   if (app::list_catalogue("catalog/") != before) read_again();
//
// Only what belongs to a catalogue: YAML files, and in the folders of courses/ every regular file. Names that begin
// with a dot are nobody's. A symbolic link is followed if it stays within the folder, and an error otherwise.

#include <cstdint>
#include <string>
#include <vector>

#include "values/result.hpp"

namespace app {

/// Another one whenever the file is.
struct FileStamp {
  std::uint64_t inode = 0;
  std::uint64_t size = 0;     ///< Bytes.
  std::int64_t modified = 0;  ///< Nanoseconds since the Unix epoch.
  std::int64_t changed = 0;   ///< The same; also of its permissions.

  friend bool operator==(const FileStamp&, const FileStamp&) = default;
};

struct ListedFile {
  std::string name;  ///< Within its folder.
  FileStamp stamp;
  std::string target = {};  ///< Of a symbolic link: the path of the file. Empty for a file.

  friend bool operator==(const ListedFile&, const ListedFile&) = default;
};

/// A folder of courses/.
struct ListedCourse {
  std::string name;
  std::vector<ListedFile> texts = {};  ///< YAML and Markdown.
  std::vector<ListedFile> media = {};  ///< All others.

  friend bool operator==(const ListedCourse&, const ListedCourse&) = default;
};

/// Everything by name.
struct CatalogueListing {
  std::vector<ListedFile> files = {};
  std::vector<ListedFile> astray = {};  ///< YAML files in courses/ itself.
  std::vector<ListedCourse> courses = {};

  friend bool operator==(const CatalogueListing&, const CatalogueListing&) = default;
};

/// An error is one line for the owner: the folder can't be read, or holds too much.
values::Result<CatalogueListing> list_catalogue(const std::string& folder);

/// The course's folder alone; without files if it isn't there.
values::Result<ListedCourse> list_course(const std::string& folder, const std::string& name);

/// Its content, of which no more than `limit` bytes are read: enough to see that it is longer if they are one more than
/// allowed. `folder` is where the file stands.
values::Result<std::string> read_listed(const std::string& folder, const ListedFile& file, std::size_t limit);

/// A regular file at `path` below `folder`, which no link leads out of; an error if it has more than `limit` bytes.
values::Result<std::string> read_below(const std::string& folder, const std::string& path, std::size_t limit);

}  // namespace app
