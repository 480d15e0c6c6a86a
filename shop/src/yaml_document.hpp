#pragma once
// A YAML file of the catalogue, read defensively: bounded in size and depth, one document, no aliases.

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <yaml-cpp/mark.h>

#include "shop/catalogue.hpp"

namespace shop {

/// The catalogue can't be used: thrown while reading it, turned into a values::Error by parse_catalogue.
class CatalogueRefused : public std::runtime_error {
 public:
  explicit CatalogueRefused(const std::string& message) : std::runtime_error(message) {}
  /// "plans.yaml:7: " before `message`, if the mark knows its line.
  CatalogueRefused(std::string_view file, const YAML::Mark& mark, std::string_view message);
};

struct YamlNode;
using YamlValue = std::shared_ptr<const YamlNode>;

/// A value of a YAML file and where it stands.
struct YamlNode {
  enum class Kind { null, scalar, list, mapping };

  Kind kind = Kind::null;
  YAML::Mark mark;
  std::string scalar = {};
  std::vector<YamlValue> items = {};  ///< Of a mapping: each key, then its value.
};

/// `text` between quotes as a message can show it: well-formed, on one line, and not longer than a line.
std::string quoted(std::string_view text);

/// The only document in `file`; null if it holds nothing but comments. Throws CatalogueRefused.
YamlValue read_document(const CatalogueFile& file);

}  // namespace shop
