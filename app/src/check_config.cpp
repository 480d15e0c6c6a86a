#include <iostream>

#include "commands.hpp"
#include "startup.hpp"

namespace app {

int check_config(const std::optional<std::string>& env_file) {
  const Settings settings = settings_or_throw(env_file);
  const shop::Catalogue catalogue = catalogue_or_throw(settings);
  for (const auto& [name, value] : describe(settings)) std::cout << name << "=" << value << "\n";
  std::cout << "\ncatalogue:";
  for (const shop::PlanOffer& offer : catalogue.plans()) {
    std::cout << " " << shop::to_string(offer.id) << " " << offer.price;
  }
  const bool ipv6 = settings.listen_address.find(':') != std::string::npos;
  std::cout << "\ntoken: " << (settings.has_token() ? "set" : "none") << "\nmetrics: http://"
            << (ipv6 ? "[" + settings.listen_address + "]" : settings.listen_address) << ":" << settings.prometheus_port
            << "/metrics\n";
  return 0;
}

}  // namespace app
