#include "simulator/server.hpp"

#include <algorithm>
#include <utility>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/json.hpp>

#include "advanced_clock.hpp"
#include "bot_api.hpp"
#include "bot_token.hpp"
#include "bots.hpp"
#include "control.hpp"
#include "customers.hpp"
#include "faults.hpp"
#include "identifiers.hpp"
#include "long_polls.hpp"
#include "net/http_server.hpp"
#include "record.hpp"
#include "request_log.hpp"
#include "webhooks.hpp"

namespace simulator {
namespace {

namespace asio = boost::asio;
using SteadyTime = std::chrono::steady_clock::time_point;

constexpr std::chrono::milliseconds kTick{100};
// A bot that is down meets its customers again, but not a day of them.
constexpr std::size_t kUpdatesThatStopCustomers = 20'000;
constexpr std::chrono::seconds kMostToCatchUp{1};
constexpr int kEventsBetweenBreaks = 256;

// The text of a message may come in the request line: 4096 characters, percent-encoded.
constexpr std::size_t kMaxHeaderBytes = 64U << 10U;
// The largest file that a bot may upload, and what stands around it.
constexpr std::size_t kMaxBodyBytes = 51U << 20U;

}  // namespace

class Server::State : public std::enable_shared_from_this<Server::State> {
 public:
  State(const asio::any_io_executor& executor, const values::Clock& clock, ServerOptions options)
      : options_(std::move(options)),
        clock_(clock, options_.clock_offset),
        identifiers_(options_.identifier_seed),
        bots_(identifiers_, clock_,
              {.account = {.flood = {.on = options_.flood}, .transcript_length = options_.transcript_length},
               .admins = options_.admins}),
        faults_(options_.seed),
        polls_(executor),
        webhooks_(executor),
        api_(bots_, polls_, faults_, requests_, options_.token),
        control_(bots_, faults_, clock_, [this](double rate) { set_rate(rate); }),
        customers_({.count = options_.customers, .seed = options_.seed}),
        rate_(options_.rate),
        due_timer_(executor),
        customers_timer_(executor),
        http_(executor, [this](const net::Request& request) { return answer(request); },
              {.max_header_bytes = kMaxHeaderBytes, .max_body_bytes = kMaxBodyBytes}) {
    bots_.on_update = [this](values::BotId bot) {
      polls_.wake(bot);
      webhooks_.wake(bot);
    };
    bots_.on_webhook = [this](BotAccount& bot) {
      if (bot.webhook()) polls_.terminate(bot.id(), "setWebhook request");
      return webhooks_.change(bot);
    };
    if (const auto bot = bot_of_token(options_.token.reveal())) bots_.open(*bot);
  }

  values::Result<std::uint16_t> listen() {
    if (!options_.requests_file.empty()) {
      const values::Result<void> opened = requests_.open(options_.requests_file);
      if (!opened) return opened.error();
    }
    auto port = http_.listen(options_.address, options_.port);
    if (port) {
      const auto self = shared_from_this();
      asio::co_spawn(due_timer_.get_executor(), [self] { return self->do_what_is_due(); }, asio::detached);
      asio::co_spawn(customers_timer_.get_executor(), [self] { return self->run_customers(); }, asio::detached);
    }
    return port;
  }

  void stop() {
    stopped_ = true;
    due_timer_.cancel();
    customers_timer_.cancel();
    polls_.stop();
    api_.stop();
    webhooks_.stop();
    http_.stop();
  }

  std::string record() const { return boost::json::serialize(record_of(bots_)); }

 private:
  asio::awaitable<net::Response> answer(const net::Request& request) {
    if (request.path().starts_with("/control/")) co_return control_.answer(request);
    co_return co_await api_.answer(request);
  }

  void set_rate(double rate) {
    rate_ = rate;
    next_event_ = {};
    customers_timer_.cancel();
  }

  // Late payments, renewals of subscriptions, deadlines of pre-checkouts, updates to be delivered again.
  asio::awaitable<void> do_what_is_due() {
    while (!stopped_) {
      bots_.advance();
      webhooks_.wake_all();
      co_await wait_until(due_timer_, std::chrono::steady_clock::now() + kTick);
    }
  }

  asio::awaitable<void> run_customers() {
    while (!stopped_) {
      BotAccount* bot = bots_.find();
      if (bot == nullptr || !customers_may_act(*bot)) {
        next_event_ = {};
        co_await wait_until(customers_timer_, std::chrono::steady_clock::now() + kTick);
        continue;
      }
      act_while_due(*bot);
      co_await wait_until(customers_timer_, next_event_);
    }
  }

  bool customers_may_act(const BotAccount& bot) const {
    const bool listens = bot.webhook() || bot.calls.contains("getupdates");
    return rate_ > 0 && listens && bot.updates().size() < kUpdatesThatStopCustomers;
  }

  void act_while_due(BotAccount& bot) {
    const SteadyTime now = std::chrono::steady_clock::now();
    if (next_event_ == SteadyTime{}) next_event_ = now + customers_.pause_before_next(rate_);
    next_event_ = std::max(next_event_, now - kMostToCatchUp);
    for (int i = 0; i < kEventsBetweenBreaks && next_event_ <= now; ++i) {
      customers_.act(bot);
      next_event_ += customers_.pause_before_next(rate_);
    }
  }

  static asio::awaitable<void> wait_until(asio::steady_timer& timer, SteadyTime when) {
    timer.expires_at(when);
    boost::system::error_code woken_early;
    co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, woken_early));
  }

  ServerOptions options_;
  AdvancedClock clock_;
  Identifiers identifiers_;
  Bots bots_;
  Faults faults_;
  RequestLog requests_;
  LongPolls polls_;
  Webhooks webhooks_;
  BotApi api_;
  Control control_;
  Customers customers_;
  double rate_;
  SteadyTime next_event_;  // its epoch: none has been drawn yet
  bool stopped_ = false;
  asio::steady_timer due_timer_;
  asio::steady_timer customers_timer_;
  net::HttpServer http_;
};

Server::Server(asio::any_io_executor executor, const values::Clock& clock, ServerOptions options)
    : state_(std::make_shared<State>(std::move(executor), clock, std::move(options))) {}

Server::~Server() {
  state_->stop();
}

values::Result<std::uint16_t> Server::listen() {
  return state_->listen();
}

void Server::stop() {
  state_->stop();
}

std::string Server::record() const {
  return state_->record();
}

}  // namespace simulator
