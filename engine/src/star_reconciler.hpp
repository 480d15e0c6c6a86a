#pragma once
// Reads Telegram's account of the bot's Stars (getStarTransactions), at start and then every so often, so that what no
// update told is found: payments that came while the bot was away for more than a day, refunds by others, chargebacks.
//
// The account only ever grows at its end, so that a run goes on where the last one ended, half a page back. What is
// found is handed on page by page; nothing is decided here.
//
// One executor (thread) only. It must outlive its run.

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include "engine/engine.hpp"
#include "metrics/registry.hpp"
#include "signal.hpp"
#include "store/reader.hpp"
#include "telegram/backoff.hpp"
#include "values/time.hpp"
#include "work.hpp"

namespace engine {

class StarReconciler {
 public:
  /// Makes a page durable. False if that failed, or if the engine stops: the run ends then.
  using TakePage = std::function<boost::asio::awaitable<bool>(AccountPage)>;

  StarReconciler(const boost::asio::any_io_executor& executor, const values::Clock& clock, metrics::Registry& registry,
                 SendCall send, TakePage take, const EngineOptions& options);

  /// Runs until `stop`; `from` is what the store remembers of the last run.
  boost::asio::awaitable<void> run(std::optional<store::Reconciled> from);
  void stop();

 private:
  boost::asio::awaitable<bool> read_account();
  boost::asio::awaitable<bool> read_page();
  boost::asio::awaitable<void> wait_until(values::Timestamp when);
  std::int64_t offset() const;
  bool continues(const std::vector<telegram::StarTransaction>& page) const;
  bool failed(const std::string& problem);

  const values::Clock& clock_;
  SendCall send_;
  TakePage take_;
  const EngineOptions& options_;
  Signal wake_;
  telegram::Backoff backoff_;
  std::optional<store::Reconciled> seen_;
  bool whole_account_read_ = false;  // by the run under way
  std::optional<std::string> problem_;
  bool stopping_ = false;
  metrics::CounterFamily& runs_;
  metrics::Counter& succeeded_;
  metrics::Counter& failed_;
  metrics::Gauge& last_success_;
};

}  // namespace engine
