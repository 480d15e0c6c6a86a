#pragma once
// Simulated customers: they arrive, chat, press the buttons they are shown, buy, change their minds, leave and return.
//
//   Customers customers({.count = 1000, .seed = 7});
//   customers.act(bot);                                  // one customer does one thing
//   wait(customers.pause_before_next(50.0));             // 50 a second on the average
//
// What they do depends on the seed and on what the bot answered, on nothing else: no clock, no I/O. Not thread-safe.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bot_account.hpp"
#include "values/id.hpp"

namespace simulator {

struct CustomersOptions {
  std::size_t count = 0;
  std::uint64_t seed = 1;
};

class Customers {
 public:
  /// Customers are numbered from here: user ids like those that Telegram gives out today.
  static constexpr std::int64_t kFirstUserId = 5'000'000'001;

  explicit Customers(CustomersOptions options) : options_(options), random_(options.seed), pauses_(options.seed) {}

  /// One customer does one thing that makes an update. Does nothing where there are no customers.
  void act(BotAccount& bot);

  /// The time to the next event of a Poisson process with `rate` events a second; `rate` above 0.
  std::chrono::nanoseconds pause_before_next(double rate);

 private:
  void arrive(BotAccount& bot);
  void chat(BotAccount& bot, values::UserId user);
  void buy(BotAccount& bot, values::UserId user);
  bool press_something(BotAccount& bot, values::UserId user, const Chat& chat);
  /// Of the buttons under a message, which are not empty.
  Button choose(const std::vector<Button>& buttons);
  /// Pays, or comes into a channel; true if so.
  bool follow_link(BotAccount& bot, values::UserId user, const std::string& link);
  /// Cancels a subscription, or takes that back; true if so.
  bool change_subscription(BotAccount& bot, values::UserId user);
  void return_after_blocking(BotAccount& bot, values::UserId user);

  bool chance(double probability);
  std::size_t below(std::size_t bound);
  std::string_view one_of(std::span<const std::string_view> choices) { return choices[below(choices.size())]; }

  CustomersOptions options_;
  std::mt19937_64 random_;  // what they do
  std::mt19937_64 pauses_;  // when: of its own, so that a change of pace changes no choice
  std::size_t arrived_ = 0;
};

}  // namespace simulator
