#pragma once
// The HTTP face of the Bot API: /bot<token>/<method> ("Making requests" in core.telegram.org/bots/api).
// Use it from one executor only.

#include <chrono>
#include <string>
#include <string_view>

#include <boost/asio/awaitable.hpp>

#include "bots.hpp"
#include "faults.hpp"
#include "long_polls.hpp"
#include "net/http_message.hpp"
#include "parameters.hpp"
#include "request_log.hpp"
#include "values/secret.hpp"

namespace simulator {

class BotApi {
 public:
  /// An empty `only_token` lets every well-formed token in.
  BotApi(Bots& bots, LongPolls& polls, Faults& faults, RequestLog& requests, values::Secret only_token)
      : bots_(bots), polls_(polls), faults_(faults), requests_(requests), only_token_(std::move(only_token)) {}

  boost::asio::awaitable<net::Response> answer(const net::Request& request);
  /// Slow answers come at once.
  void stop() { stopped_ = true; }

 private:
  ApiResult<BotAccount*> authorise(std::string_view token);
  boost::asio::awaitable<ApiResult<std::string>> execute(BotAccount& bot, std::string_view method,
                                                         const ApiResult<Parameters>& parameters);

  boost::asio::awaitable<void> pause(std::chrono::milliseconds delay);

  Bots& bots_;
  LongPolls& polls_;
  Faults& faults_;
  RequestLog& requests_;
  values::Secret only_token_;
  bool stopped_ = false;
};

}  // namespace simulator
