#pragma once
// The dashboards of a folder, in Grafana's JSON: FILE.json each. What changes there is seen a second later at most.
//
//   viewer::Dashboards dashboards(folder, clock);
//   dashboards.list();                        // for the page's menu; files that are no dashboards say why
//   if (auto text = dashboards.text("coursebot")) …
//
// At most 100 files of 2 MB. Used from one thread.

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include <boost/json/array.hpp>

#include "dashboard.hpp"
#include "values/result.hpp"
#include "values/time.hpp"

namespace viewer {

/// Why there is no such dashboard: an HTTP status (404, or 422 for one whose file is broken) and a sentence.
struct NoDashboard {
  int status;
  std::string message;
};

/// Called by Result::value() where there is none.
[[noreturn]] inline void throw_exception_from_error(const NoDashboard& error, const boost::source_location&) {
  throw std::runtime_error(error.message);
}

class Dashboards {
 public:
  /// `clock` must outlive this.
  Dashboards(std::string folder, const values::Clock& clock);

  /// [{"uid","title","description","tags"}…] in the order of the files' names; {"file","problem"} for each file that is
  /// no dashboard.
  boost::json::array list();

  /// The file of a dashboard as it is.
  values::Result<std::string, NoDashboard> text(std::string_view uid);

  /// Of the first file that is a dashboard; none if there isn't any.
  std::optional<std::string> first_uid();

 private:
  struct Stamp {
    std::filesystem::file_time_type modified;
    std::uintmax_t size = 0;
    bool operator==(const Stamp&) const = default;
  };
  struct Entry {
    Stamp stamp;
    values::Result<DashboardSummary> summary;
    std::string uid;  ///< Of the dashboard; where the file is broken, what it was before, or else the file's name.
  };

  void refresh();
  void read_folder();
  Entry read_entry(const std::string& name, const Stamp& stamp) const;
  void find_duplicates();
  std::string path_of(const std::string& name) const;

  std::string folder_;
  const values::Clock& clock_;
  std::optional<values::Timestamp> refreshed_;
  std::optional<std::string> folder_problem_;
  std::map<std::string, Entry> entries_;           // by the file's name
  std::map<std::string, std::string> duplicates_;  // by the file's name: what is wrong
};

}  // namespace viewer
