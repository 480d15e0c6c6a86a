#pragma once
// A catalogue's folder of its own for a test: valid plans, and a course 'sql' of one lesson.

#include <atomic>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <unistd.h>

namespace app::testing {

class TemporaryCatalogue {
 public:
  TemporaryCatalogue() {
    static std::atomic<int> next = 0;
    path_ = std::filesystem::temp_directory_path() /
            ("coursebot_catalogue_" + std::to_string(getpid()) + "_" + std::to_string(next++));
    std::filesystem::create_directories(path_);
    std::filesystem::copy(std::filesystem::path(COURSEBOT_SAMPLE_CATALOG) / "plans.yaml", path_);
    write("courses/sql/course.yaml", "title: {en: SQL}\nprice: 100\nlessons:\n  - id: tables\n");
    write("courses/sql/tables.en.md", "# Tables\n\nRows.\n");
  }
  ~TemporaryCatalogue() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryCatalogue(const TemporaryCatalogue&) = delete;
  TemporaryCatalogue& operator=(const TemporaryCatalogue&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path file(const std::string& name) const { return path_ / name; }

  /// Also where the file's folder is missing.
  void write(const std::string& name, const std::string& text) const {
    std::filesystem::create_directories(file(name).parent_path());
    std::ofstream(file(name)) << text;
  }

  std::string read(const std::string& name) const {
    std::ifstream stream(file(name));
    return {std::istreambuf_iterator<char>(stream), {}};
  }

 private:
  std::filesystem::path path_;
};

}  // namespace app::testing
