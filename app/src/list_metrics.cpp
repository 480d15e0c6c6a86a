#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <memory>
#include <system_error>

#include "application.hpp"
#include "commands.hpp"
#include "startup.hpp"

namespace app {
namespace {

/// A folder that exists as long as this does.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "coursebot-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw StartError("no temporary folder could be made below '" + name + "'");
    path_ = name;
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

CatalogueFolder any_catalogue(const std::filesystem::path& folder) {
  const auto offer = [](shop::PlanId id) { return shop::PlanOffer{.id = id, .price = shop::kMinPrice}; };
  return CatalogueFolder(
      folder.string(),
      std::make_shared<const shop::Catalogue>(shop::Catalogue::Contents{
          .plans = {offer(shop::PlanId::lite), offer(shop::PlanId::pro), offer(shop::PlanId::unlimited)}}));
}

std::string joined(const std::vector<std::string>& labels) {
  std::string text;
  for (const std::string& label : labels) text += (text.empty() ? "`" : ", `") + label + "`";
  return text;
}

}  // namespace

// The metrics register where they are used; so the way to know them all is to wire the bot, and not to start it.
int list_metrics() {
  const TemporaryFolder folder;
  Settings settings;
  settings.bot_token = values::Secret{"1:list-metrics-list-metrics-list-metrics"};
  settings.database_url = "sqlite:" + (folder.path() / "empty.db").string();
  const Application application(settings, any_catalogue(folder.path()));

  std::cout << "| name | type | unit | labels | meaning |\n| --- | --- | --- | --- | --- |\n";
  for (const metrics::Description& metric : application.registry().describe()) {
    std::cout << "| `" << metric.name << "` | " << metrics::to_string(metric.type) << " | " << metric.unit << " | "
              << joined(metric.labels) << " | " << metric.help << " |\n";
  }
  return 0;
}

}  // namespace app
