#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <spdlog/spdlog.h>

#include "application.hpp"
#include "child_process.hpp"
#include "commands.hpp"
#include "startup.hpp"
#include "values/quote.hpp"

namespace app {
namespace {

// The simulator accepts any token of the right form; this one names itself.
constexpr std::string_view kDemoToken = "1000000001:demo-demo-demo-demo-demo-demo-demo-1";
constexpr std::string_view kDemoDatabase = "sqlite:data/demo.db";
constexpr std::string_view kListening = "listening on ";

std::filesystem::path beside_this_program(std::string_view name) {
  return std::filesystem::read_symlink("/proc/self/exe").parent_path() / name;
}

std::vector<std::string> simulator_arguments(const Settings& settings, const DemoOptions& options) {
  std::vector<std::string> arguments{"--address",   "127.0.0.1",
                                     "--port",      "0",
                                     "--customers", std::to_string(options.customers),
                                     "--rate",      std::to_string(options.rate)};
  for (const values::UserId owner : settings.admin_ids) {
    arguments.insert(arguments.end(), {"--admin", std::to_string(owner.value())});
  }
  return arguments;
}

/// The simulator's address, once it listens.
std::string wait_until_it_listens(ChildProcess& simulator) {
  const std::string line = simulator.read_line();
  if (!line.starts_with(kListening)) {
    throw StartError("the simulator did not start" + (line.empty() ? std::string() : ": it says '" + line + "'"));
  }
  return "http://" + line.substr(kListening.size());
}

/// Simulated payments must never mix with real ones.
void refuse_a_real_ledger(const Settings& settings, values::BotId demo_bot) {
  const auto store =
      store::open(settings.database_url, {.replica = settings.replica_id, .now = values::SystemClock{}.now()});
  const auto bots = store->bots();
  if (std::ranges::all_of(bots, [&](const shop::HostedBot& bot) { return bot.id == demo_bot; })) return;
  throw StartError("DATABASE_URL is " + values::quote(settings.database_url) +
                   ", which holds a real bot: the demo's payments are not real, give it another database");
}

}  // namespace

int demo(const std::optional<std::string>& env_file, const DemoOptions& options) {
  Settings settings = settings_or_throw(env_file);
  settings.bot_token = values::Secret{std::string(kDemoToken)};
  settings.webhook_url.clear();  // It is the real bot's; the simulator is polled.
  if (settings.database_url_is_default) settings.database_url = kDemoDatabase;
  CatalogueFolder catalogue = catalogue_or_throw(settings);
  refuse_a_real_ledger(settings, telegram::bot_id_of(settings.bot_token).value());

  ChildProcess simulator(beside_this_program("telegram-simulator"), simulator_arguments(settings, options));
  settings.telegram_api_url = wait_until_it_listens(simulator);
  spdlog::info("Demo: {} simulated customers, {} events a second; the simulator is on {}", options.customers,
               options.rate, settings.telegram_api_url);
  Application application(settings, std::move(catalogue));
  return application.run();
}

}  // namespace app
