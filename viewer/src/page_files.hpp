#pragma once
// The page's files, as the build made them, served from memory.
//
//   viewer::PageFiles files = viewer::PageFiles::read(folder);   // throws std::runtime_error
//   if (auto answer = files.answer(request)) co_return *answer;
//
// Which files there are is settled by reading the folder: no request names a path on the disk. Thread-safe once read.

#include <map>
#include <optional>
#include <string>

#include "net/http_message.hpp"

namespace viewer {

class PageFiles {
 public:
  /// Reads the folder and its subfolders: files of the types that a page consists of, and FILE.gz beside them, 8 MB
  /// together at most. A folder that is not there has no files. Throws std::runtime_error for one that can't be read.
  static PageFiles read(const std::string& folder);

  /// Nothing if there is no such file. "/" is index.html. Files below /assets have names that change with their
  /// content, so a browser may keep them for ever; of the others it asks whether they have changed.
  std::optional<net::Response> answer(const net::Request& request) const;

  bool has_page() const { return files_.contains("/index.html"); }

 private:
  struct File {
    std::string content_type;
    std::string etag;
    std::string content;
    std::string gzip_etag;
    std::string gzip;  ///< Empty: there is none.
  };

  std::map<std::string, File, std::less<>> files_;  // by path: "/assets/main-1a2b.js"
};

}  // namespace viewer
