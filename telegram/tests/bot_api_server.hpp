#pragma once
// A Bot API server on the loopback address that answers what a test told it to, and remembers what it was asked.
//
//   BotApiServer server(context.get_executor());
//   server.will_answer("getMe", {.status = 401, .body = R"({"ok":false,…})"});
//   net::HttpClient client(context.get_executor(), server.url());
//
// Use it from its executor's thread only.

#include <deque>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/json/parse.hpp>

#include "net/http_server.hpp"
#include "net/url.hpp"

namespace telegram {

class BotApiServer {
 public:
  struct ReceivedCall {
    std::string method;
    std::string target;
    std::string content_type;
    boost::json::value parameters;  ///< Of a call with a file: null.
    std::string body;
  };

  explicit BotApiServer(boost::asio::any_io_executor executor)
      : held_(executor, boost::asio::steady_timer::time_point::max()),
        server_(executor, [this](const net::Request& request) { return answer(request); }),
        port_(server_.listen("127.0.0.1", 0).value()) {}

  net::Url url() const { return {.tls = false, .host = "127.0.0.1", .port = port_, .path = ""}; }

  /// Answers are given in the order told, each once.
  void will_answer(const std::string& method, net::Response response) {
    answers_[method].push_back(std::move(response));
  }
  void will_answer(const std::string& method, std::string result_json) {
    will_answer(method, {.status = 200, .headers = {}, .body = R"({"ok":true,"result":)" + result_json + "}"});
  }

  /// Called when a method is asked for which no answer is left; the request is then held, as Telegram holds a long
  /// poll.
  std::function<void()> on_held = [] {};

  const std::vector<ReceivedCall>& calls() const { return calls_; }
  std::vector<boost::json::value> parameters_of(const std::string& method) const {
    std::vector<boost::json::value> found;
    for (const ReceivedCall& call : calls_) {
      if (call.method == method) found.push_back(call.parameters);
    }
    return found;
  }

 private:
  boost::asio::awaitable<net::Response> answer(const net::Request& request) {
    const std::string method = request.target.substr(request.target.rfind('/') + 1);
    const std::string content_type(request.headers.get("content-type"));
    const bool has_file = content_type.starts_with("multipart/");
    calls_.push_back({.method = method,
                      .target = request.target,
                      .content_type = content_type,
                      .parameters = has_file ? boost::json::value() : boost::json::parse(request.body),
                      .body = request.body});
    std::deque<net::Response>& left = answers_[method];
    if (left.empty()) {
      on_held();
      boost::system::error_code never;
      co_await held_.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, never));
      co_return net::Response{.status = 500, .headers = {}, .body = ""};
    }
    net::Response response = std::move(left.front());
    left.pop_front();
    co_return response;
  }

  std::map<std::string, std::deque<net::Response>> answers_;
  std::vector<ReceivedCall> calls_;
  boost::asio::steady_timer held_;
  net::HttpServer server_;
  std::uint16_t port_;
};

/// What Telegram answers when a call fails.
inline net::Response refusal(int code, const std::string& description, const std::string& parameters = "{}") {
  return {.status = code,
          .headers = {},
          .body = R"({"ok":false,"error_code":)" + std::to_string(code) + R"(,"description":")" + description +
                  R"(","parameters":)" + parameters + "}"};
}

}  // namespace telegram
