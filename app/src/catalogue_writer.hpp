#pragma once
// Carries edits from the chat out on the files of the catalogue.
//
//   app::CatalogueWriter writer("catalog/");
//   const auto refused = writer.write(edit, catalogue);
//
// One thread at a time, that which reads the folder.

#include <optional>
#include <string>

#include "shop/catalogue.hpp"
#include "shop/course_edit.hpp"

namespace app {

/// Why an edit was not carried out.
struct EditRefused {
  bool by_the_disk = false;  ///< Or else by what the files say.
  std::string reason;        ///< A sentence for the owner.
};

/// One line if this process can't write the folder, so that no edit will succeed.
std::optional<std::string> why_not_writable(const std::string& folder);

class CatalogueWriter {
 public:
  explicit CatalogueWriter(std::string folder) : folder_(std::move(folder)) {}

  /// `catalogue` is in force: an edit must not bring the course into conflict with another one of it. Each file is
  /// written as a whole, keeps its mode, and is on the disk when this returns.
  std::optional<EditRefused> write(const shop::CourseEdit& edit, const shop::Catalogue& catalogue) const;

 private:
  void put(const std::string& course, const shop::CatalogueFile& file) const;

  std::string folder_;
};

}  // namespace app
