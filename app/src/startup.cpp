#include "startup.hpp"

#include "logging/logging.hpp"

namespace app {

Settings settings_or_throw(const std::optional<std::string>& env_file) {
  auto settings = load_settings(env_file);
  if (!settings) throw StartError(settings.error().message);
  logging::start("coursebot", settings->log,
                 {settings->bot_token, settings->webhook_secret, settings->viewer_password});
  return *settings;
}

CatalogueFolder catalogue_or_throw(const Settings& settings) {
  CatalogueFolder folder(settings.catalog);
  const auto catalogue = folder.load();
  if (!catalogue) throw StartError(catalogue.error().message);
  return folder;
}

void require_token(const Settings& settings) {
  if (settings.has_token()) return;
  throw StartError(
      "BOT_TOKEN is not set: put the token that BotFather gave you into .env, or try `coursebot demo` without one");
}

}  // namespace app
