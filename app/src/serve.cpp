#include "application.hpp"
#include "commands.hpp"
#include "startup.hpp"

namespace app {

int serve(const std::optional<std::string>& env_file) {
  const Settings settings = settings_or_throw(env_file);
  require_token(settings);
  Application application(settings, catalogue_or_throw(settings));
  return application.run();
}

}  // namespace app
