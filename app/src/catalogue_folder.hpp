#pragma once
// Reads the catalogue from the folder that the setting CATALOG names.

#include <string>

#include "shop/catalogue.hpp"
#include "values/result.hpp"

namespace app {

/// Every *.yaml and *.yml file of the folder, itself and not what is below it, is taken for part of the catalogue: one
/// with another name than the catalogue's files have is an error.
values::Result<shop::Catalogue> load_catalogue(const std::string& folder);

}  // namespace app
