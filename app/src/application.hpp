#pragma once
// The bot, wired together as the picture in docs/architecture.md shows: Telegram ▸ engine ▸ store, the outbox back to
// Telegram, and everything into the metrics.
//
//   app::Application application(settings, std::move(catalogue));
//   return application.run();   // until SIGINT or SIGTERM
//
// Used by the main thread.

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>

#include "alert_webhook.hpp"
#include "alertmanager_calls.hpp"
#include "catalogue_folder.hpp"
#include "catalogue_watch.hpp"
#include "endpoints.hpp"
#include "engine/engine.hpp"
#include "metrics/registry.hpp"
#include "net/http_client.hpp"
#include "net/http_server.hpp"
#include "settings.hpp"
#include "store/store.hpp"
#include "telegram/api.hpp"
#include "telegram/update_source.hpp"
#include "turns.hpp"
#include "values/time.hpp"
#include "viewer_pictures.hpp"

namespace app {

class Application {
 public:
  /// `settings` must have a token, and `catalogue` be loaded. Opens the database; throws store::StoreError.
  Application(const Settings& settings, CatalogueFolder catalogue);

  /// Serves until it is told to stop: 0; or until serving is pointless: 1, with one line in the log.
  int run();

  const metrics::Registry& registry() const { return registry_; }

 private:
  boost::asio::awaitable<void> poll();
  boost::asio::awaitable<void> work();
  boost::asio::awaitable<void> publish_menu();
  boost::asio::awaitable<telegram::ApiResult> send(telegram::Call call, std::chrono::milliseconds timeout);
  boost::asio::awaitable<telegram::ApiResult> upload(telegram::Call call, std::chrono::milliseconds timeout);
  boost::asio::awaitable<telegram::ApiResult> send_picture(telegram::Call call, std::chrono::milliseconds timeout);
  void reload_on_hangup();
  void stop();
  void finish();
  Status status() const;

  Settings settings_;
  values::BotId bot_;
  values::SystemClock clock_;
  metrics::Registry registry_;
  std::unique_ptr<store::Store> store_;
  boost::asio::io_context io_;
  net::HttpClient client_;
  telegram::Api api_;
  std::unique_ptr<telegram::UpdateSource> source_;
  Turns uploads_;  // A file is as large as a third of the bot's memory: one at a time.
  ViewerPictures pictures_;
  Turns drawing_;  // As with files.
  AlertmanagerCalls alertmanager_;
  engine::Engine engine_;
  CatalogueWatch catalogue_watch_;
  AlertWebhook alert_webhook_;
  net::HttpServer server_;
  boost::asio::signal_set hangups_;
  std::optional<std::string> source_ended_;  // why the source gave up
  bool stopping_ = false;
  int exit_code_ = 0;
};

}  // namespace app
