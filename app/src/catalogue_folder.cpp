#include "catalogue_folder.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

#include "quote.hpp"

namespace app {
namespace {

namespace fs = std::filesystem;
using values::Error;

// A file may say more than the parser accepts, so that the parser is the one who says so; but not without an end.
constexpr std::size_t kMaxFileBytes = 4U << 20U;

/// Files that the parser shall see: it knows their names, and refuses a misspelt one.
bool is_yaml(const fs::path& path) {
  return path.extension() == ".yaml" || path.extension() == ".yml";
}

values::Result<std::string> read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text(kMaxFileBytes, '\0');
  if (!file) return Error{"catalogue file '" + path.string() + "' can't be read: check its permissions"};
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(file.gcount()));
  return {boost::system::in_place_value, std::move(text)};  // A text alone could be an error as well.
}

}  // namespace

values::Result<shop::Catalogue> load_catalogue(const std::string& folder) {
  std::error_code failure;
  std::vector<fs::path> paths;
  for (fs::directory_iterator entry(folder, failure), end; !failure && entry != end; entry.increment(failure)) {
    if (is_yaml(entry->path()) && entry->is_regular_file(failure)) paths.push_back(entry->path());
  }
  if (failure) {
    return Error{"CATALOG is " + quote(folder) + ", which can't be read (" + failure.message() +
                 "): a folder with plans.yaml is needed"};
  }
  std::ranges::sort(paths);

  std::vector<shop::CatalogueFile> files;
  for (const fs::path& path : paths) {
    auto text = read_file(path);
    if (!text) return text.error();
    files.push_back({path.filename().string(), std::move(*text)});
  }
  auto catalogue = shop::parse_catalogue(files);
  if (!catalogue) return Error{(fs::path(folder) / "").string() + catalogue.error().message};
  return catalogue;
}

}  // namespace app
