#include "direct_calls.hpp"

#include <string_view>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include "bot/alerting.hpp"
#include "bot/catalogue_call.hpp"
#include "values/fault_point.hpp"

namespace engine {

namespace asio = boost::asio;

Destination destination_of(const store::OutboxMessage& message) {
  if (message.method == bot::kEditCatalogue) return Destination::catalogue;
  for (const std::string_view method : {bot::kSilenceAlert, bot::kExpireSilence, bot::kReadAlerts}) {
    if (message.method == method) return Destination::alertmanager;
  }
  return Destination::telegram;
}

void DirectCalls::push(store::OutboxMessage message) {
  if (waiting_.size() >= limits_.waiting) {
    report_({.message = std::move(message), .outcome = DeliveryOutcome::dropped, .reason = "too much is waiting"});
    return;
  }
  waiting_.push_back(std::move(message));
  pump();
}

void DirectCalls::start() {
  running_ = true;
  pump();
}

void DirectCalls::pump() {
  for (std::size_t more = waiting_.size(); running_ && more > 0 && calling_ < limits_.at_a_time; --more) {
    ++calling_;
    asio::co_spawn(executor_, call_what_waits(), asio::detached);
  }
}

asio::awaitable<void> DirectCalls::call_what_waits() {
  while (running_ && !waiting_.empty()) {
    store::OutboxMessage message = std::move(waiting_.front());
    waiting_.pop_front();
    co_await call_one(std::move(message));
  }
  if (--calling_ == 0) idle_();
}

asio::awaitable<void> DirectCalls::call_one(store::OutboxMessage message) {
  telegram::Call call{.method = message.method, .body = message.body};
  values::fault_point("engine.direct_call.before");
  const telegram::ApiResult result = co_await send_(std::move(call), limits_.timeout);
  values::fault_point("engine.direct_call.after");
  ++message.attempts;
  if (result) {
    report_({.message = std::move(message),
             .outcome = DeliveryOutcome::sent,
             .reason = {},
             .result = result_text(*result)});
  } else {
    report_(
        {.message = std::move(message), .outcome = DeliveryOutcome::given_up, .reason = result.error().description});
  }
}

}  // namespace engine
