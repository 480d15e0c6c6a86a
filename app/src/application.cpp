#include "application.hpp"

#include <csignal>
#include <exception>
#include <string_view>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <spdlog/spdlog.h>

#include "alert_secret.hpp"
#include "bot/alerting.hpp"
#include "bot/conversation.hpp"
#include "build_info.hpp"
#include "catalogue_writer.hpp"
#include "metrics/exposition.hpp"
#include "metrics/process_metrics.hpp"
#include "net/url.hpp"
#include "update_source.hpp"

namespace app {
namespace {

namespace asio = boost::asio;

// To poll, to look after the webhook, to compare the account, and to publish the menu.
constexpr std::size_t kOtherConnections = 8;

/// What a coroutine that must not fail failed with ends the program: half a bot is worse than none.
void rethrow(const std::exception_ptr& failure) {
  if (failure) std::rethrow_exception(failure);
}

}  // namespace

Application::Application(const Settings& settings, CatalogueFolder catalogue)
    : settings_(settings),
      bot_(telegram::bot_id_of(settings.bot_token).value()),
      registry_({.report = [](std::string_view line) { spdlog::warn("{}", line); }}),
      store_(store::open(settings.database_url,
                         {.replica = settings.replica_id, .now = clock_.now(), .registry = &registry_})),
      client_(io_.get_executor(), net::parse_url(settings.telegram_api_url).value(),
              {.max_connections = engine::kSendsAtATime + kOtherConnections}),
      api_(client_, settings.bot_token, registry_),
      source_(make_update_source(settings, bot_, {io_.get_executor(), api_, clock_, registry_})),
      uploads_(io_.get_executor()),
      pictures_(io_.get_executor(), settings),
      drawing_(io_.get_executor()),
      alertmanager_(io_.get_executor(), settings.alertmanager_url),
      engine_(io_.get_executor(), *store_, catalogue.loaded(), clock_, registry_,
              [this](telegram::Call call, std::chrono::milliseconds timeout) { return send(std::move(call), timeout); },
              {.bot = bot_,
               .owners = settings.admin_ids,
               .online_window = settings.online_window,
               .checkout_deadline = settings.checkout_deadline,
               .user_rate_limit = settings.user_rate_limit,
               .flood = {.enabled = settings.flood_control},
               .exposition = [this] { return metrics::expose_text(registry_); }}),
      catalogue_watch_(io_.get_executor(), std::move(catalogue), clock_, registry_,
                       {.publish = [this](auto changed) { engine_.use(std::move(changed)); },
                        .tell = [this](bot::CatalogueReloaded news) { engine_.tell(std::move(news)); }}),
      alert_webhook_(alert_secret(settings.bot_token),
                     [this](bot::AlertsReceived told) { return engine_.take_in(std::move(told)); }),
      server_(io_.get_executor(),
              Endpoints(
                  registry_, [this] { return status(); }, alert_webhook_),
              {.check_head = [this](const net::Request& head) { return alert_webhook_.refuse(head); }}),
      hangups_(io_) {
  add_build_info(registry_);
  metrics::add_process_metrics(registry_);
}

int Application::run() {
  engine_.start();
  const auto port = server_.listen(settings_.listen_address, settings_.prometheus_port);
  if (!port) {
    spdlog::error("{}", port.error().message);
    return 1;
  }
  spdlog::info("Metrics on http://{}:{}/metrics", settings_.listen_address, *port);

  asio::signal_set signals(io_, SIGINT, SIGTERM);
  signals.async_wait([&](boost::system::error_code cancelled, int) {
    if (cancelled) return;
    stop();
    // Who asks a second time doesn't want to wait for anything.
    signals.async_wait([&](boost::system::error_code cancelled_too, int) {
      if (!cancelled_too) io_.stop();
    });
  });
  if (const auto problem = why_not_writable(settings_.catalog)) spdlog::warn("{}", *problem);
  hangups_.add(SIGHUP);
  reload_on_hangup();
  catalogue_watch_.start();
  asio::co_spawn(io_, work(), [&](const std::exception_ptr& failure) {
    rethrow(failure);
    signals.cancel();
    finish();
  });
  asio::co_spawn(io_, poll(), rethrow);
  io_.run();
  return exit_code_;
}

asio::awaitable<void> Application::poll() {
  engine_.set_bots_served(1);
  bool menu_published = false;
  telegram::BatchHandler handler = [&](telegram::UpdateBatch batch) -> asio::awaitable<bool> {
    if (!std::exchange(menu_published, true)) asio::co_spawn(io_, publish_menu(), asio::detached);
    return engine_.handle(std::move(batch));
  };
  const auto end = co_await source_->run(std::move(handler));
  engine_.set_bots_served(0);
  if (!end) {
    spdlog::error("{}", end.error().message);
    source_ended_ = end.error().message;
    // After a good start it stays, unhealthy, so that its alert fires; a start that never worked is a mistake to
    // correct.
    if (source_->health().last_success && !stopping_) co_return;
    exit_code_ = 1;
  }
  engine_.stop();
}

asio::awaitable<void> Application::work() {
  return engine_.run();
}

asio::awaitable<void> Application::publish_menu() {
  spdlog::info("Bot {} is served: updates flow", bot_.value());
  for (telegram::Call& call : bot::menu_of(settings_.admin_ids)) {
    const auto result = co_await api_.call(std::move(call));
    if (!result) spdlog::warn("The menu of commands could not be set: {}", result.error().description);
  }
}

asio::awaitable<telegram::ApiResult> Application::send(telegram::Call call, std::chrono::milliseconds timeout) {
  if (call.method == bot::kEditCatalogue) co_return co_await catalogue_watch_.edit(std::move(call.body));
  if (AlertmanagerCalls::is_for(call.method)) co_return co_await alertmanager_.carry_out(std::move(call));
  if (call.document && call.document->path.starts_with(bot::kPicturePath)) {
    co_return co_await send_picture(std::move(call), timeout);
  }
  if (call.document && !call.document->path.empty()) co_return co_await upload(std::move(call), timeout);
  co_return co_await api_.call(std::move(call), timeout);
}

asio::awaitable<telegram::ApiResult> Application::upload(telegram::Call call, std::chrono::milliseconds timeout) {
  const Turns::Turn turn = co_await uploads_.take();
  std::string path = std::exchange(call.document->path, {});
  auto content = co_await catalogue_watch_.read_file(std::move(path), shop::kMaxMediaBytes);
  if (!content) co_return content.error();
  call.document->content = std::move(*content);
  co_return co_await api_.call(std::move(call), timeout);
}

asio::awaitable<telegram::ApiResult> Application::send_picture(telegram::Call call, std::chrono::milliseconds timeout) {
  const Turns::Turn turn = co_await drawing_.take();
  std::string target = std::exchange(call.document->path, {}).substr(bot::kPicturePath.size());
  auto picture = co_await pictures_.fetch(std::move(target));
  if (!picture) co_return picture.error();
  call.document->content = std::move(*picture);
  co_return co_await api_.call(std::move(call), timeout);
}

void Application::reload_on_hangup() {
  hangups_.async_wait([this](boost::system::error_code cancelled, int) {
    if (cancelled) return;
    catalogue_watch_.reload();
    reload_on_hangup();
  });
}

void Application::stop() {
  spdlog::info("Stopping: what is in hand is finished first");
  stopping_ = true;
  source_->stop();
  if (source_ended_) engine_.stop();
}

void Application::finish() {
  hangups_.cancel();
  catalogue_watch_.stop();
  server_.stop();
  client_.close();
  pictures_.close();
  alertmanager_.close();
}

Status Application::status() const {
  Status status{.bots_active = engine_.bots_served(),
                .users_online = engine_.users_online(),
                .problem = engine_.store_problem(),
                .updates_flow = source_->health().last_success.has_value()};
  if (!status.problem) status.problem = source_->health().problem;
  if (source_ended_) status.problem = source_ended_;
  return status;
}

}  // namespace app
