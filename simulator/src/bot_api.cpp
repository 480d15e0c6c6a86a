#include "bot_api.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "api_answer.hpp"
#include "bot_methods.hpp"
#include "bot_token.hpp"
#include "letter_case.hpp"

namespace simulator {
namespace {

namespace asio = boost::asio;

constexpr std::string_view kPathPrefix = "/bot";
constexpr std::string_view kGetUpdates = "getupdates";

/// Clients may write the token's colon as %3A.
std::string decoded_token(std::string_view token) {
  std::string decoded(token);
  for (const std::string_view escaped : {"%3A", "%3a"}) {
    if (const std::size_t at = decoded.find(escaped); at != std::string::npos)
      decoded.replace(at, escaped.size(), 1, ':');
  }
  return decoded;
}

}  // namespace

ApiResult<BotAccount*> BotApi::authorise(std::string_view token) {
  const std::optional<values::BotId> id = bot_of_token(token);
  if (!id) return not_found();
  if (!only_token_.empty() && !only_token_.equals_in_constant_time(token)) return unauthorized();
  BotAccount* bot = bots_.open(*id);
  if (bot == nullptr) return ApiError{500, "Internal Server Error: too many bots", {}};
  return bot;
}

asio::awaitable<ApiResult<std::string>> BotApi::execute(BotAccount& bot, std::string_view method,
                                                        const ApiResult<Parameters>& parameters) {
  if (!parameters) co_return parameters.error();
  if (method == kGetUpdates && bot.webhook()) {
    co_return conflict(
        "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first");
  }
  if (method == kGetUpdates) co_return co_await polls_.wait(bot, begin_poll(bot, *parameters));
  co_return call_method(bot, method, *parameters);
}

asio::awaitable<net::Response> BotApi::answer(const net::Request& request) {
  std::string_view path = request.path();
  if (!path.starts_with(kPathPrefix)) co_return failure_answer(not_found());
  path.remove_prefix(kPathPrefix.size());
  const std::size_t slash = path.find('/');
  if (slash == std::string_view::npos) co_return failure_answer(not_found());

  const std::string_view written_method = path.substr(slash + 1);
  const std::string method = in_lower_case(written_method);
  const std::string_view name = method_name(method);
  const ApiResult<Parameters> parameters = Parameters::of(request);
  requests_.write(name.empty() ? written_method : name, request, parameters);

  const ApiResult<BotAccount*> bot = authorise(decoded_token(path.substr(0, slash)));
  if (!bot) co_return failure_answer(bot.error());
  if (name.empty()) co_return failure_answer(not_found());
  ++(*bot)->calls[method];
  (*bot)->advance();

  const std::optional<Fault> fault = faults_.take(method);
  if (fault && !executes(*fault)) co_return spoil(*fault, {});
  const ApiResult<std::string> result = co_await execute(**bot, method, parameters);
  net::Response answer = result ? success_answer(*result) : failure_answer(result.error());
  if (!fault) co_return answer;
  co_await pause(fault->delay);
  co_return spoil(*fault, std::move(answer));
}

asio::awaitable<void> BotApi::pause(std::chrono::milliseconds delay) {
  // In short steps, for stop() must not wait for the slowest answer.
  constexpr std::chrono::milliseconds kStep{50};
  const auto end = std::chrono::steady_clock::now() + delay;
  asio::steady_timer timer(co_await asio::this_coro::executor);
  for (auto now = end - delay; !stopped_ && now < end; now = std::chrono::steady_clock::now()) {
    timer.expires_at(std::min(now + kStep, end));
    co_await timer.async_wait(asio::use_awaitable);
  }
}

}  // namespace simulator
