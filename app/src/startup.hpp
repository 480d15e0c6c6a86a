#pragma once
// What the commands have in common: settings and catalogue, or one line that says what is wrong with them.

#include <optional>
#include <stdexcept>
#include <string>

#include "catalogue_folder.hpp"
#include "settings.hpp"

namespace app {

/// A start that failed for a reason the user can mend; the text is that one line.
class StartError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The settings, with the log started. Throws StartError.
Settings settings_or_throw(const std::optional<std::string>& env_file);

/// The catalogue's folder, loaded. Throws StartError.
CatalogueFolder catalogue_or_throw(const Settings& settings);

/// Throws StartError when there is no token, and says what to do.
void require_token(const Settings& settings);

}  // namespace app
