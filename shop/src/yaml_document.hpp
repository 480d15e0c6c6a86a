#pragma once
// A YAML file of the catalogue, read defensively: bounded in size and depth, one document, no aliases.

#include <stdexcept>
#include <string>
#include <string_view>

#include <yaml-cpp/yaml.h>

#include "shop/catalogue.hpp"

namespace shop {

/// The catalogue can't be used: thrown while reading it, turned into a values::Error by parse_catalogue.
class CatalogueRefused : public std::runtime_error {
 public:
  explicit CatalogueRefused(const std::string& message) : std::runtime_error(message) {}
  /// "plans.yaml:7: " before `message`, if the mark knows its line.
  CatalogueRefused(std::string_view file, const YAML::Mark& mark, std::string_view message);
};

/// `text` between quotes as a message can show it: well-formed, on one line, and not longer than a line.
std::string quoted(std::string_view text);

/// The only document in `file`. Throws CatalogueRefused.
YAML::Node read_document(const CatalogueFile& file);

}  // namespace shop
