#include <iostream>

#include "commands.hpp"
#include "net/health_check.hpp"
#include "startup.hpp"

namespace app {

int check_health(const std::optional<std::string>& env_file) {
  const Settings settings = settings_or_throw(env_file);
  const net::Url server = net::own_server(settings.listen_address, settings.prometheus_port);
  const auto health = net::ask_for_health(server, {.program = "bot", .port_setting = "PROMETHEUS_PORT"});
  if (!health) throw StartError(health.error().message);
  std::cout << health->answer << "\n";
  return health->is_healthy ? 0 : 1;
}

}  // namespace app
