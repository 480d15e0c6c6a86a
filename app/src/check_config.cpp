#include <iostream>
#include <string>

#include "commands.hpp"
#include "startup.hpp"

namespace app {
namespace {

std::string shown_in_url(const std::string& address) {
  return address.find(':') != std::string::npos ? "[" + address + "]" : address;
}

std::string updates_by(const Settings& settings) {
  if (!settings.has_webhook()) return "long polling";
  const std::string& address = settings.webhook_address.empty() ? settings.listen_address : settings.webhook_address;
  const bool has_tls = !settings.webhook_certificate.empty();
  return "webhook " + settings.webhook_url + ", for which " + (has_tls ? "https://" : "http://") +
         shown_in_url(address) + ":" + std::to_string(settings.webhook_port) + " listens";
}

}  // namespace

int check_config(const std::optional<std::string>& env_file) {
  const Settings settings = settings_or_throw(env_file);
  const shop::Catalogue catalogue = catalogue_or_throw(settings);
  for (const auto& [name, value] : describe(settings)) std::cout << name << "=" << value << "\n";
  std::cout << "\ncatalogue:";
  for (const shop::PlanOffer& offer : catalogue.plans()) {
    std::cout << " " << shop::to_string(offer.id) << " " << offer.price;
  }
  std::cout << "\ntoken: " << (settings.has_token() ? "set" : "none") << "\nupdates: " << updates_by(settings)
            << "\nmetrics: http://" << shown_in_url(settings.listen_address) << ":" << settings.prometheus_port
            << "/metrics\n";
  return 0;
}

}  // namespace app
