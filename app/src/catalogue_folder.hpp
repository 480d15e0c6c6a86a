#pragma once
// The catalogue's folder, which the setting CATALOG names: read once, and then again whenever it has changed; only what
// has changed is read and parsed, the rest is shared with the catalogue before.
//
//   app::CatalogueFolder folder("catalog/");
//   const auto catalogue = folder.load();
//   if (!catalogue) log(catalogue.error().message);   // "catalog/plans.yaml:7: price of plan 'lite' is '0': …"
//
// One thread at a time.

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "catalogue_listing.hpp"
#include "shop/catalogue.hpp"
#include "shop/course_folder.hpp"
#include "values/result.hpp"

namespace app {

class CatalogueFolder {
 public:
  using CataloguePointer = std::shared_ptr<const shop::Catalogue>;
  /// What a look at the folder shows: its files, or why they can't be seen.
  using Look = std::pair<std::optional<CatalogueListing>, std::string>;

  /// `catalogue`: what is in force until something is loaded.
  explicit CatalogueFolder(std::string path, CataloguePointer catalogue = nullptr);

  const std::string& path() const { return path_; }
  /// Where a course has its files.
  std::string course_path(const std::string& course) const;

  Look look() const;

  /// The catalogue as it stands in the folder; the same one if nothing has changed. Every YAML file of the folder is
  /// taken for part of it: one with another name than the catalogue's files have is an error.
  values::Result<CataloguePointer> load();

  /// What `load` gave when it last succeeded.
  const CataloguePointer& loaded() const { return loaded_; }
  /// What it looked at last, successful or not.
  const Look& seen() const { return seen_; }

  /// Files of the courses that belong to nothing, as of the last `load`.
  std::vector<std::string> unused_files() const;

 private:
  struct KnownCourse {
    ListedCourse listed;
    shop::ReadCourse read;
  };
  using CourseResult = values::Result<shop::ReadCourse>;

  values::Result<CataloguePointer> load(const CatalogueListing& listing);
  values::Result<std::vector<shop::CatalogueFile>> read_files(const CatalogueListing& listing) const;
  CourseResult read(const ListedCourse& course) const;
  std::vector<CourseResult> read(const std::vector<const ListedCourse*>& courses) const;
  values::Error named(const values::Error& error) const;

  std::string path_;
  CataloguePointer loaded_;
  Look seen_;
  std::optional<CatalogueListing> loaded_listing_;
  std::map<std::string, KnownCourse> known_;
};

/// The course's YAML and Markdown files, their names within its folder; none if it isn't there.
values::Result<std::vector<shop::CatalogueFile>> read_course_texts(const std::string& catalogue_folder,
                                                                   const ListedCourse& course);

}  // namespace app
