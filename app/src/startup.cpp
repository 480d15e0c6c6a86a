#include "startup.hpp"

#include "catalogue_folder.hpp"
#include "logging.hpp"

namespace app {

Settings settings_or_throw(const std::optional<std::string>& env_file) {
  auto settings = load_settings(env_file);
  if (!settings) throw StartError(settings.error().message);
  start_logging(*settings, {settings->bot_token, settings->webhook_secret});
  return *settings;
}

shop::Catalogue catalogue_or_throw(const Settings& settings) {
  auto catalogue = load_catalogue(settings.catalog);
  if (!catalogue) throw StartError(catalogue.error().message);
  return *catalogue;
}

void require_token(const Settings& settings) {
  if (settings.has_token()) return;
  throw StartError(
      "BOT_TOKEN is not set: put the token that BotFather gave you into .env, or try `coursebot demo` without one");
}

}  // namespace app
