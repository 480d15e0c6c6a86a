#pragma once
// Reads the catalogue from the folder that the setting CATALOG names.

#include <string>

#include "shop/catalogue.hpp"
#include "values/result.hpp"

namespace app {

/// Every *.yaml file of the folder, itself and not what is below it, is part of the catalogue.
values::Result<shop::Catalogue> load_catalogue(const std::string& folder);

}  // namespace app
