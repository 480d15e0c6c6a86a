#include <iostream>
#include <string>

#include "catalogue_writer.hpp"
#include "commands.hpp"
#include "net/url.hpp"
#include "startup.hpp"
#include "values/quote.hpp"

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

/// With its port, whatever it is.
std::string viewer_of(const Settings& settings) {
  const net::Url url = net::parse_url(settings.viewer_url).value();
  return (url.tls ? "https://" : "http://") + shown_in_url(url.host) + ":" + std::to_string(url.port) + url.path;
}

/// "courses: 3, of which 2 are published; lessons: 40"
std::string courses_in(const shop::Catalogue& catalogue) {
  std::size_t published = 0;
  std::size_t lessons = 0;
  for (const shop::Course& course : catalogue.courses()) {
    published += course.published ? 1 : 0;
    lessons += course.lessons.size();
  }
  return "courses: " + std::to_string(catalogue.courses().size()) + ", published: " + std::to_string(published) +
         ", lessons: " + std::to_string(lessons);
}

}  // namespace

int check_config(const std::optional<std::string>& env_file) {
  const Settings settings = settings_or_throw(env_file);
  const CatalogueFolder folder = catalogue_or_throw(settings);
  const shop::Catalogue& catalogue = *folder.loaded();
  for (const auto& [name, value] : describe(settings)) std::cout << name << "=" << value << "\n";
  std::cout << "\ncatalogue:";
  for (const shop::PlanOffer& offer : catalogue.plans()) {
    std::cout << " " << shop::to_string(offer.id) << " " << offer.price;
  }
  std::cout << "\n"
            << courses_in(catalogue) << "\ntoken: " << (settings.has_token() ? "set" : "none")
            << "\nupdates: " << updates_by(settings) << "\nmetrics: http://" << shown_in_url(settings.listen_address)
            << ":" << settings.prometheus_port << "/metrics\ndashboards: " << viewer_of(settings) << "\n";
  for (const std::string& file : folder.unused_files()) {
    std::cout << "note: " << values::quote(file) << " belongs to nothing\n";
  }
  if (const auto problem = why_not_writable(settings.catalog)) std::cout << "note: " << *problem << "\n";
  return 0;
}

}  // namespace app
