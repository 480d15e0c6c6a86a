#include <iostream>

#include "commands.hpp"
#include "startup.hpp"

namespace app {

int start(const std::optional<std::string>& env_file, const DemoOptions& demo_options) {
  const auto settings = load_settings(env_file);
  if (!settings) throw StartError(settings.error().message);
  if (settings->has_token()) return serve(env_file);
  std::cerr << "No BOT_TOKEN is set (.env.example tells how): starting the demo with simulated customers.\n";
  return demo(env_file, demo_options);
}

}  // namespace app
