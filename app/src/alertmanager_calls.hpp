#pragma once
// Carries out what owners ask of Alertmanager in the chat (bot/alerting.hpp).
//
//   app::AlertmanagerCalls alertmanager(executor, settings.alertmanager_url);
//   if (app::AlertmanagerCalls::is_for(call.method)) co_return co_await alertmanager.carry_out(std::move(call));
//
// Used on `executor` (one thread).

#include <string>
#include <string_view>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include "bot/alerting.hpp"
#include "monitoring/alertmanager.hpp"
#include "net/http_client.hpp"
#include "telegram/api.hpp"

namespace app {

/// What fires and what is silenced: as many of each as an overview holds.
bot::AlertOverview overview_of(const std::vector<monitoring::ActiveAlert>& alerts,
                               const std::vector<monitoring::Silence>& silences, values::Timestamp running_since);

class AlertmanagerCalls {
 public:
  AlertmanagerCalls(const boost::asio::any_io_executor& executor, const std::string& url);

  static bool is_for(std::string_view method);

  /// Its answer is a text. A failure is final, and its description one sentence for the owner who asked.
  boost::asio::awaitable<telegram::ApiResult> carry_out(telegram::Call call);

  void close() { client_.close(); }

 private:
  boost::asio::awaitable<values::Result<std::string>> ask(telegram::Call call);
  boost::asio::awaitable<values::Result<std::string>> silence(std::string body);
  boost::asio::awaitable<values::Result<std::string>> overview();

  net::HttpClient client_;
  monitoring::Alertmanager alertmanager_;
};

}  // namespace app
